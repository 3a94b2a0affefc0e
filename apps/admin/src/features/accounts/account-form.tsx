import { Checkbox } from '@crm/ui/controls/checkbox';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { SelectField } from '@crm/ui/fields/select-field';
import { EmailField, PhoneField, TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { account, accountKinds, accountStatuses, type AccountRow } from '@crm/domain/account/account';
import { useMay, useSession } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { AddressFields } from '#admin/resource/form/address-fields.tsx';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import { makeFields } from '#admin/resource/form/make-fields.ts';
import { MomentField } from '#admin/resource/form/moment-field.tsx';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import { accountValues, useAccountLabels } from './account-values.ts';

/** Creates an account, or changes one. */
export function AccountForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="account" id={id} get={api.account.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: AccountRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('accounts');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const session = useSession();
  const may = useMay();
  const mayAssign = row ? row.abilities.assign : may('account:assign');
  const labels = useAccountLabels();
  const form = useRecordForm({
    resource: 'account',
    api: api.account,
    definition: account,
    row,
    valuesOf: (of) => accountValues(of, preset, mayAssign ? session.id : undefined),
    onSaved: useFormSaved('account', onClose),
  });
  const fields = makeFields(form, labels);
  const kinds = accountKinds.map((value) => ({ value, label: vocabulary(`accountKind.${value}`) }));
  const statuses = accountStatuses.map((value) => ({ value, label: vocabulary(`accountStatus.${value}`) }));

  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : t('create')}
      submit={row ? frame('form.save') : t('submit')}
      labels={labels}
      onClose={onClose}
    >
      <TextField {...fields.text('name')} required maxLength={200} />
      <FormGrid columns={2}>
        <SelectField {...fields.choice('kind', kinds)} />
        <SelectField {...fields.choice('status', statuses)} />
        <EmailField {...fields.words('email')} autoComplete="off" />
        <PhoneField {...fields.words('phone')} autoComplete="off" />
        <TextField {...fields.words('website')} type="url" />
        <TextField {...fields.words('industry')} maxLength={100} />
        <TextField {...fields.words('taxId')} maxLength={40} />
        {mayAssign && <PersonLookup {...fields.relation('assignedTo')} known={row?.assignee} />}
      </FormGrid>
      <MomentField {...fields.day('nextFollowUpAt')} />
      <Checkbox visibleLabel {...fields.flag('contacted')} />
      {(['billingAddress', 'shippingAddress'] as const).map((name) => (
        <AddressFields
          key={name}
          legend={labels[name]}
          name={name}
          value={form.values[name]}
          errors={form.errors}
          onChange={(address) => form.set(name, address)}
        />
      ))}
    </FormDrawer>
  );
}
