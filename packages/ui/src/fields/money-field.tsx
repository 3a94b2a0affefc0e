import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../cx.ts';
import { minorDigits, parseMoney } from '../format/money.ts';
import { useFormat } from '../hooks/use-format.ts';
import { Icon } from '../icons/icon.tsx';
import classes from './control.module.css';
import { Field, type FieldProps } from './field.tsx';
import moneyClasses from './money-field.module.css';

interface MoneyFieldProps extends FieldProps {
  /** Minor units; undefined while nothing that is an amount is written. */
  readonly value: number | undefined;
  readonly onChange: (amountMinor: number | undefined) => void;
  readonly currency: string;
  /** Given with `onCurrencyChange`, the currency can be chosen. */
  readonly currencies?: readonly string[];
  readonly onCurrencyChange?: (currency: string) => void;
  readonly disabled?: boolean;
}

/** An amount of money: whole minor units inside, the language's way of writing outside. */
export function MoneyField(props: MoneyFieldProps) {
  const { value, onChange, currency, currencies, onCurrencyChange, disabled } = props;
  const { t } = useTranslation('ui');
  const format = useFormat();
  const [draft, setDraft] = useState<string | undefined>();
  const digits = minorDigits(currency);
  const shown =
    value === undefined
      ? ''
      : format.number(value / 10 ** digits, {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        });
  return (
    <Field {...props}>
      {(control) => (
        <div className={classes.frame}>
          <input
            {...control}
            className={cx(classes.input, classes.figures)}
            inputMode="decimal"
            autoComplete="off"
            disabled={disabled}
            value={draft ?? shown}
            onFocus={(event) => {
              setDraft(shown);
              event.currentTarget.select();
            }}
            onChange={(event) => {
              setDraft(event.currentTarget.value);
              onChange(parseMoney(event.currentTarget.value, currency));
            }}
            onBlur={() => setDraft(undefined)}
          />
          {currencies && onCurrencyChange ? (
            <span className={moneyClasses.choice}>
              <select
                className={moneyClasses.currency}
                aria-label={t('field.currency')}
                value={currency}
                disabled={disabled}
                onChange={(event) => onCurrencyChange(event.currentTarget.value)}
              >
                {currencies.map((code) => (
                  <option key={code}>{code}</option>
                ))}
              </select>
              <Icon name="chevron-down" size={12} />
            </span>
          ) : (
            <span className={classes.unit}>{currency}</span>
          )}
        </div>
      )}
    </Field>
  );
}
