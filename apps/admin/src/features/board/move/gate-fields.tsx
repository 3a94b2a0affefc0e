import { DateField } from '@crm/ui/fields/date-field';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { MoneyField } from '@crm/ui/fields/money-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import type { GateField } from '@crm/domain/opportunity/stage-gate.rules';
import { useActiveCurrencies } from '#admin/resource/billing/use-active-currencies.ts';
import { AccountLookup, ContactLookup } from '#admin/resource/form/lookup-fields.tsx';
import type { GateValues, HeldMove } from './use-move-deal.ts';

interface GateFieldsProps {
  readonly held: HeldMove;
  readonly values: GateValues;
  readonly onChange: (values: GateValues) => void;
}

/** The missing fields of a deal, in the stage's order. An amount brings its currency along. */
export function GateFields({ held, values, onChange }: GateFieldsProps) {
  const { t } = useTranslation('vocabulary');
  const { deal, missing } = held;
  const currency = values.currency ?? deal.currency ?? 'EUR';
  const currencies = useActiveCurrencies(currency);
  const field = (name: GateField) => {
    const label = t(`gateField.${name}`);
    switch (name) {
      case 'amountMinor':
        return (
          <MoneyField
            key={name}
            required
            label={label}
            value={values.amountMinor}
            currency={currency}
            currencies={currencies.map(({ value }) => value)}
            onChange={(amountMinor) => onChange(without({ ...values, currency }, 'amountMinor', amountMinor))}
            onCurrencyChange={(next) => onChange({ ...values, currency: next })}
          />
        );
      case 'currency':
        return missing.includes('amountMinor') ? null : (
          <SelectField
            key={name}
            required
            label={label}
            value={values.currency ?? ''}
            placeholder=""
            options={currencies}
            onChange={(next) => onChange({ ...values, currency: next })}
          />
        );
      case 'expectedCloseDate':
        return (
          <DateField
            key={name}
            required
            label={label}
            value={values.expectedCloseDate}
            onChange={(day) => onChange(without(values, 'expectedCloseDate', day))}
          />
        );
      case 'accountId':
        return (
          <AccountLookup
            key={name}
            required
            name={name}
            label={label}
            error={undefined}
            value={values.accountId ?? null}
            onChange={(id) => onChange(without(values, 'accountId', id ?? undefined))}
          />
        );
      case 'primaryContactId':
        return (
          <ContactLookup
            key={name}
            required
            name={name}
            label={label}
            error={undefined}
            accountId={values.accountId ?? deal.accountId}
            value={values.primaryContactId ?? null}
            onChange={(id) => onChange(without(values, 'primaryContactId', id ?? undefined))}
          />
        );
      case 'lossReason':
        return (
          <TextField
            key={name}
            required
            label={label}
            maxLength={300}
            value={values.lossReason ?? ''}
            onChange={(text) => onChange(without(values, 'lossReason', text.trim() === '' ? undefined : text))}
          />
        );
      default:
        return null;
    }
  };
  return <FormGrid>{missing.map(field)}</FormGrid>;
}

/** A field that was emptied is not sent at all. */
function without<Key extends keyof GateValues>(values: GateValues, key: Key, value: GateValues[Key]): GateValues {
  const { [key]: _old, ...rest } = values;
  return value === undefined ? rest : { ...rest, [key]: value };
}
