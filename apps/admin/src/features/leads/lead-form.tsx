import { FormGrid } from '@crm/ui/fields/form-grid';
import { EmailField, PhoneField, TextField } from '@crm/ui/fields/text-field';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { useTranslation } from 'react-i18next';
import { lead, type LeadRow } from '@crm/domain/lead/lead';
import { useMay, useSession } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { AmountField, showAmount } from '#admin/resource/form/amount-field.tsx';
import { ConsentField } from '#admin/resource/form/consent-field.tsx';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import { makeFields } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import { leadValues, useLeadLabels } from './lead-values.ts';

/** Creates a lead, or changes one. */
export function LeadForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="lead" id={id} get={api.lead.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: LeadRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('leads');
  const { t: frame } = useTranslation('resource');
  const session = useSession();
  const may = useMay();
  const mayAssign = row ? row.abilities.assign : may('lead:assign');
  const labels = useLeadLabels();
  const form = useRecordForm({
    resource: 'lead',
    api: api.lead,
    definition: lead,
    row,
    valuesOf: (of) => leadValues(of, preset, mayAssign ? session.id : undefined),
    onSaved: useFormSaved('lead', onClose),
  });
  const fields = makeFields(form, labels);

  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : t('create')}
      submit={row ? frame('form.save') : t('submit')}
      labels={labels}
      show={(key, values) => (key === 'budgetMinor' ? showAmount(values.budgetMinor, values.currency) : undefined)}
      onClose={onClose}
    >
      <FormGrid columns={2}>
        <TextField {...fields.words('firstName')} maxLength={100} />
        <TextField {...fields.words('lastName')} maxLength={100} />
        <TextField {...fields.words('company')} maxLength={200} />
        <TextField {...fields.words('jobTitle')} maxLength={150} />
        <EmailField {...fields.words('email')} autoComplete="off" />
        <PhoneField {...fields.words('phone')} autoComplete="off" />
        <TextField {...fields.words('website')} type="url" />
        <TextField
          {...fields.words('country')}
          maxLength={2}
          placeholder="DE"
          onChange={(code) => form.set('country', code === '' ? null : code.toLocaleUpperCase('en'))}
        />
      </FormGrid>
      <AmountField
        {...fields.number('budgetMinor')}
        currency={form.values.currency}
        onCurrencyChange={(currency) => form.set('currency', currency)}
      />
      <TextareaField {...fields.words('message')} maxLength={5000} />
      <FormGrid columns={2}>
        <TextField {...fields.text('source')} required maxLength={60} />
        <TextField {...fields.words('sourceDetail')} maxLength={200} />
      </FormGrid>
      {mayAssign && <PersonLookup {...fields.relation('assignedTo')} known={row?.assignee} />}
      <ConsentField
        label={labels.consent}
        value={form.values.consent}
        onChange={(consent) => form.set('consent', consent)}
      />
    </FormDrawer>
  );
}
