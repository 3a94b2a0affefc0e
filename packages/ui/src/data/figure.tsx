import type { ReactNode } from 'react';
import { useFormat } from '../hooks/use-format.ts';
import type { Fraction, Money } from '../format/money.ts';
import classes from './figure.module.css';

/** A figure: tabular, never broken, and isolated from the line of reading around it. */
export function Figure({ children }: { readonly children: ReactNode }) {
  return <bdi className={classes.figure}>{children}</bdi>;
}

interface MoneyTextProps {
  readonly money: Money;
  readonly fraction?: Fraction;
  readonly compact?: boolean;
}

/** Money in the language of the page. */
export function MoneyText({ money, fraction = 'always', compact = false }: MoneyTextProps) {
  const format = useFormat();
  return <Figure>{compact ? format.moneyCompact(money) : format.money(money, fraction)}</Figure>;
}
