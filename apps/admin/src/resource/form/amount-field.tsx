import { MoneyText } from '@crm/ui/data/figure';
import { MoneyField } from '@crm/ui/fields/money-field';
import type { ReactNode } from 'react';
import { useActiveCurrencies } from '#admin/resource/billing/use-active-currencies.ts';

const usual = 'EUR';

interface AmountFieldProps {
  readonly name: string;
  readonly label: string;
  readonly error: string | undefined;
  /** Minor units. */
  readonly value: number | undefined;
  readonly onChange: (amountMinor: number | undefined) => void;
  /** An amount never stands without one: the first that is written brings the usual one. */
  readonly currency: string | null;
  readonly onCurrencyChange: (currency: string) => void;
}

/** An amount in the major unit, with its currency. */
export function AmountField({ currency, onCurrencyChange, onChange, ...field }: AmountFieldProps) {
  const shown = currency ?? usual;
  return (
    <MoneyField
      {...field}
      onChange={(amountMinor) => {
        onChange(amountMinor);
        if (amountMinor !== undefined && currency === null) onCurrencyChange(usual);
      }}
      currency={shown}
      currencies={useActiveCurrencies(shown).map(({ value }) => value)}
      onCurrencyChange={onCurrencyChange}
    />
  );
}

/** An amount where two versions are compared; nothing where there is none. */
export function showAmount(amountMinor: number | null, currency: string | null): ReactNode {
  return amountMinor === null ? undefined : <MoneyText money={{ amountMinor, currency: currency ?? usual }} />;
}
