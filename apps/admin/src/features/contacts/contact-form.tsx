import { Checkbox } from '@crm/ui/controls/checkbox';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { SelectField } from '@crm/ui/fields/select-field';
import { EmailField, PhoneField, TextField } from '@crm/ui/fields/text-field';
import { localeNames } from '@crm/ui/i18n/locale';
import { useTranslation } from 'react-i18next';
import { contact, languages, type ContactRow } from '@crm/domain/contact/contact';
import { useMay, useSession } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { ConsentField } from '#admin/resource/form/consent-field.tsx';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { AccountLookup, PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import { makeFields } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import { contactValues, useContactLabels } from './contact-values.ts';

/** Creates a contact, or changes one. */
export function ContactForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="contact" id={id} get={api.contact.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: ContactRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('contacts');
  const { t: frame } = useTranslation('resource');
  const session = useSession();
  const may = useMay();
  const mayAssign = row ? row.abilities.assign : may('contact:assign');
  const labels = useContactLabels();
  const form = useRecordForm({
    resource: 'contact',
    api: api.contact,
    definition: contact,
    row,
    valuesOf: (of) => contactValues(of, preset, mayAssign ? session.id : undefined),
    onSaved: useFormSaved('contact', onClose),
  });
  const fields = makeFields(form, labels);
  const spoken = languages.map((value) => ({ value, label: localeNames[value] }));

  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : t('create')}
      submit={row ? frame('form.save') : t('submit')}
      labels={labels}
      show={(key, values) =>
        key === 'preferredLanguage' && values.preferredLanguage ? localeNames[values.preferredLanguage] : undefined
      }
      onClose={onClose}
    >
      <FormGrid columns={2}>
        <TextField {...fields.words('firstName')} maxLength={100} />
        <TextField {...fields.text('lastName')} required maxLength={100} />
      </FormGrid>
      <AccountLookup {...fields.relation('accountId')} known={row?.account} />
      <FormGrid columns={2}>
        <TextField {...fields.words('jobTitle')} maxLength={150} />
        <SelectField {...fields.choiceOrNone('preferredLanguage', spoken, t('noLanguage'))} />
        <EmailField {...fields.words('email')} autoComplete="off" />
        <PhoneField {...fields.words('phone')} autoComplete="off" />
        <TextField {...fields.words('source')} maxLength={60} />
        {mayAssign && <PersonLookup {...fields.relation('assignedTo')} known={row?.assignee} />}
      </FormGrid>
      <Checkbox visibleLabel {...fields.flag('isPrimary')} />
      <ConsentField
        label={labels.consent}
        value={form.values.consent}
        onChange={(consent) => form.set('consent', consent)}
      />
    </FormDrawer>
  );
}
