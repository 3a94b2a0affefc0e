import { Checkbox } from '@crm/ui/controls/checkbox';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { MoneyField } from '@crm/ui/fields/money-field';
import { NumberField } from '@crm/ui/fields/number-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { approvalPolicy, type ApprovalPolicyRow } from '@crm/domain/approval/approval-policy';
import { maxPageSize } from '@crm/domain/page-limits';
import { api, trpc } from '#admin/lib/trpc.ts';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { makeFields, type FieldLabels } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import classes from '../settings.module.css';
import { ApproversField } from './approvers-field.tsx';

type PolicyValues = Pick<
  ApprovalPolicyRow,
  | 'name'
  | 'active'
  | 'fromAmountMinor'
  | 'overDiscountPercent'
  | 'approvers'
  | 'remindAfterHours'
  | 'escalateAfterHours'
  | 'expireAfterDays'
>;

/** Writes an approval policy, or changes one. */
export function ApprovalForm({ id, onClose }: FormProps) {
  return (
    <WithRecord resource="approval_policy" id={id} get={api.approval_policy.get} onClose={onClose}>
      {(row) => <Fields row={row} onClose={onClose} />}
    </WithRecord>
  );
}

function Fields({ row, onClose }: { readonly row: ApprovalPolicyRow | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('setup');
  const { t: settings } = useTranslation('settings');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const { data: currencies } = useQuery(trpc.currency.list.queryOptions({ limit: maxPageSize }));
  const base = currencies?.items.find(({ isBase }) => isBase)?.code ?? 'EUR';
  const labels: FieldLabels<PolicyValues> = {
    name: vocabulary('field.title'),
    active: t('approval.on'),
    fromAmountMinor: t('approval.fromAmount'),
    overDiscountPercent: t('approval.overDiscount'),
    approvers: t('approval.approvers'),
    remindAfterHours: t('approval.remindAfter'),
    escalateAfterHours: t('approval.escalateAfter'),
    expireAfterDays: t('approval.expireAfter'),
  };
  const form = useRecordForm({
    resource: 'approval_policy',
    api: api.approval_policy,
    definition: approvalPolicy,
    row,
    valuesOf: (of): PolicyValues => ({
      name: of?.name ?? '',
      active: of?.active ?? true,
      fromAmountMinor: of?.fromAmountMinor ?? null,
      overDiscountPercent: of?.overDiscountPercent ?? null,
      approvers: of?.approvers ?? [{ step: 1, kind: 'manager' }],
      remindAfterHours: of?.remindAfterHours ?? 24,
      escalateAfterHours: of?.escalateAfterHours ?? 48,
      expireAfterDays: of?.expireAfterDays ?? 14,
    }),
    onSaved: useFormSaved('approval_policy', onClose),
  });
  const fields = makeFields(form, labels);
  const { values, errors } = form;
  const approverError = Object.entries(errors).find(([key]) => key.startsWith('approvers'))?.[1];
  const count = (key: 'remindAfterHours' | 'escalateAfterHours' | 'expireAfterDays') => (
    <NumberField
      name={key}
      label={labels[key]}
      error={errors[key]}
      value={values[key]}
      onChange={(value) => form.set(key, Math.trunc(value ?? 0))}
    />
  );
  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : settings('service.create.approval_policy')}
      submit={row ? frame('form.save') : settings('service.submit')}
      labels={labels}
      show={(key, of) => (key === 'approvers' ? String(of.approvers.length) : undefined)}
      onClose={onClose}
    >
      <TextField {...fields.text('name')} required maxLength={100} />
      <FormGrid columns={2}>
        <MoneyField
          label={labels.fromAmountMinor}
          currency={base}
          value={values.fromAmountMinor ?? undefined}
          error={errors['fromAmountMinor']}
          onChange={(amount) => form.set('fromAmountMinor', amount ?? null)}
        />
        <NumberField
          name="overDiscountPercent"
          label={labels.overDiscountPercent}
          unit="%"
          error={errors['overDiscountPercent']}
          value={values.overDiscountPercent ?? undefined}
          onChange={(percent) => form.set('overDiscountPercent', percent === undefined ? null : Math.trunc(percent))}
        />
      </FormGrid>
      <ApproversField
        value={values.approvers}
        error={approverError}
        onChange={(approvers) => form.set('approvers', approvers)}
      />
      <FormGrid columns={2}>
        {count('remindAfterHours')}
        {count('escalateAfterHours')}
        {count('expireAfterDays')}
      </FormGrid>
      <div className={classes.group}>
        <Checkbox visibleLabel {...fields.flag('active')} />
      </div>
    </FormDrawer>
  );
}
