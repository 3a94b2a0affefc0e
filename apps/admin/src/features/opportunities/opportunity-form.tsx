import { DateField } from '@crm/ui/fields/date-field';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { forecastCategories, opportunity, type OpportunityRow } from '@crm/domain/opportunity/opportunity';
import { useMay, useSession } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { AmountField, showAmount } from '#admin/resource/form/amount-field.tsx';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { AccountLookup, ContactLookup, PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import { makeFields } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import { opportunityValues, useOpportunityLabels } from './opportunity-values.ts';
import { StageFields, useFormStage } from './stage-fields.tsx';
import { useShowDeal } from './use-show-deal.tsx';

/** Creates a deal, or changes one. */
export function OpportunityForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="opportunity" id={id} get={api.opportunity.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: OpportunityRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('opportunities');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const session = useSession();
  const may = useMay();
  const mayAssign = row ? row.abilities.assign : may('opportunity:assign');
  const labels = useOpportunityLabels();
  const form = useRecordForm({
    resource: 'opportunity',
    api: api.opportunity,
    definition: opportunity,
    row,
    valuesOf: (of) => opportunityValues(of, preset, mayAssign ? session.id : undefined),
    onSaved: useFormSaved('opportunity', onClose),
  });
  const { values, errors } = form;
  const fields = makeFields(form, labels);
  const { pipeline, stage } = useFormStage(form);
  const show = useShowDeal();
  const forecasts = forecastCategories.map((value) => ({ value, label: vocabulary(`forecastCategory.${value}`) }));
  const currency = values.currency ?? pipeline?.currency ?? null;
  const amount = fields.number('amountMinor');

  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : t('create')}
      submit={row ? frame('form.save') : t('submit')}
      labels={labels}
      show={(key, of) => (key === 'amountMinor' ? showAmount(of.amountMinor, of.currency) : show(key, of))}
      onClose={onClose}
    >
      <TextField {...fields.text('name')} required maxLength={200} />
      <FormGrid columns={2}>
        <AccountLookup {...fields.relation('accountId')} known={row?.account} />
        <ContactLookup
          {...fields.relation('primaryContactId')}
          accountId={values.accountId}
          known={row?.primaryContact}
        />
        <StageFields form={form} labels={labels} />
      </FormGrid>
      <AmountField
        {...amount}
        error={amount.error ?? errors['currency']}
        onChange={(amountMinor) => {
          amount.onChange(amountMinor);
          // An amount never stands without a currency: at first the pipeline's.
          if (amountMinor !== undefined && values.currency === null && currency !== null)
            form.set('currency', currency);
        }}
        currency={currency}
        onCurrencyChange={(code) => form.set('currency', code)}
      />
      <FormGrid columns={2}>
        <DateField {...fields.day('expectedCloseDate')} />
        <NumberField
          name="probability"
          label={labels.probability}
          error={errors['probability']}
          unit="%"
          value={values.probability ?? stage?.probability}
          onChange={(percent) => form.set('probability', percent)}
        />
        <SelectField {...fields.choice('forecastCategory', forecasts)} />
        {mayAssign && <PersonLookup {...fields.relation('assignedTo')} known={row?.assignee} />}
      </FormGrid>
      {(stage?.kind === 'lost' || values.lossReason !== null || errors['lossReason'] !== undefined) && (
        <TextField {...fields.words('lossReason')} maxLength={300} required={stage?.kind === 'lost'} />
      )}
    </FormDrawer>
  );
}
