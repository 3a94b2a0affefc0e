import { Checkbox } from '@crm/ui/controls/checkbox';
import { MoneyText } from '@crm/ui/data/figure';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { MoneyField } from '@crm/ui/fields/money-field';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { billingIntervals, type BillingInterval } from '@crm/domain/money/billing-interval';
import { netOf } from '@crm/domain/subscription/change.rules';
import { subscription, type SubscriptionRow } from '@crm/domain/subscription/subscription';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { useActiveCurrencies } from '#admin/resource/billing/use-active-currencies.ts';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { AccountLookup, PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import { makeFields, type FieldLabels } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';

/** Starts a subscription, or changes what can be changed without a bill. */
export function SubscriptionForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="subscription" id={id} get={api.subscription.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface SubscriptionValues {
  readonly name: string;
  readonly accountId: string;
  readonly currency: string;
  readonly quantity: string;
  readonly unit: string | null;
  readonly unitPriceMinor: number;
  readonly discountPercent: string;
  readonly taxRate: string;
  readonly billingInterval: BillingInterval;
  readonly termsDays: number;
  readonly autoRenew: boolean;
  readonly paymentMethodRef: string | null;
  readonly assignedTo?: string | null | undefined;
}

const usualTerms = 14;
const places = 3;
const plain = (value: number | undefined) => String(Number(Math.max(0, value ?? 0).toFixed(places)));

function subscriptionValues(row: SubscriptionRow | undefined, preset: FormProps['preset']): SubscriptionValues {
  return {
    name: row?.name ?? '',
    accountId: row?.accountId ?? preset['accountId'] ?? '',
    currency: row?.currency ?? 'EUR',
    quantity: row?.quantity ?? '1',
    unit: row?.unit ?? null,
    unitPriceMinor: row?.unitPriceMinor ?? 0,
    discountPercent: row?.discountPercent ?? '0',
    taxRate: row?.taxRate ?? '0',
    billingInterval: row?.billingInterval ?? 'month',
    termsDays: row?.termsDays ?? usualTerms,
    autoRenew: row?.autoRenew ?? true,
    paymentMethodRef: row?.paymentMethodRef ?? null,
    assignedTo: row ? row.assignedTo : undefined,
  };
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: SubscriptionRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('bills');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const may = useMay();
  const mayAssign = row ? row.abilities.assign : may('subscription:assign');
  const labels = useMemo<FieldLabels<SubscriptionValues>>(
    () => ({
      name: vocabulary('field.name'),
      accountId: vocabulary('field.account'),
      currency: vocabulary('field.currency'),
      quantity: t('line.quantity'),
      unit: t('line.unit'),
      unitPriceMinor: t('unitPrice'),
      discountPercent: t('line.discount'),
      taxRate: t('line.tax'),
      billingInterval: t('intervalLabel'),
      termsDays: t('terms'),
      autoRenew: t('autoRenew'),
      paymentMethodRef: t('paymentMethodRef'),
      assignedTo: vocabulary('field.owner'),
    }),
    [t, vocabulary],
  );
  const form = useRecordForm({
    resource: 'subscription',
    api: api.subscription,
    definition: subscription,
    row,
    valuesOf: (of) => subscriptionValues(of, preset),
    onSaved: useFormSaved('subscription', onClose),
  });
  const fields = makeFields(form, labels);
  const account = fields.relation('accountId');
  const { values } = form;
  const currencies = useActiveCurrencies(values.currency);
  const number = (name: 'quantity' | 'discountPercent' | 'taxRate', unit?: string) => (
    <NumberField
      name={name}
      label={labels[name]}
      error={form.errors[name]}
      {...(unit !== undefined && { unit })}
      value={Number(values[name])}
      onChange={(value) => form.set(name, plain(value))}
    />
  );

  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : t('createSubscription')}
      submit={row ? frame('form.save') : t('submitSubscription')}
      labels={labels}
      onClose={onClose}
    >
      {!row && (
        <>
          <TextField {...fields.text('name')} required maxLength={200} />
          <AccountLookup
            {...account}
            required
            value={account.value === '' ? null : account.value}
            onChange={(id) => form.set('accountId', id ?? '')}
          />
          <FormGrid columns={2}>
            <SelectField
              {...fields.choice(
                'billingInterval',
                billingIntervals.map((value) => ({ value, label: t(`interval.${value}`) })),
              )}
            />
            <SelectField {...fields.choice('currency', currencies)} />
            {number('quantity')}
            <TextField {...fields.words('unit')} maxLength={30} />
            <MoneyField
              name="unitPriceMinor"
              label={labels.unitPriceMinor}
              error={form.errors['unitPriceMinor']}
              value={values.unitPriceMinor}
              currency={values.currency}
              onChange={(amountMinor) => form.set('unitPriceMinor', Math.max(0, amountMinor ?? 0))}
            />
            {number('discountPercent', '%')}
            {number('taxRate', '%')}
          </FormGrid>
          <p>
            {t('price')}: <MoneyText money={{ amountMinor: netOf(values), currency: values.currency }} />{' '}
            {t(`perPeriod.${values.billingInterval}`)}
          </p>
        </>
      )}
      <FormGrid columns={2}>
        <NumberField
          name="termsDays"
          label={labels.termsDays}
          error={form.errors['termsDays']}
          value={values.termsDays}
          onChange={(days) => form.set('termsDays', Math.trunc(days ?? 0))}
        />
        <TextField {...fields.words('paymentMethodRef')} maxLength={140} />
        {mayAssign && <PersonLookup {...fields.relation('assignedTo')} known={row?.assignee} />}
      </FormGrid>
      <Checkbox visibleLabel {...fields.flag('autoRenew')} />
    </FormDrawer>
  );
}
