import { MoneyText } from '@crm/ui/data/figure';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import type { QuoteLineRow } from '@crm/domain/quote/quote';
import classes from '#admin/resource/lines/lines.module.css';

/** A line that stands. */
export function ShownLine({ line, currency }: { readonly line: QuoteLineRow; readonly currency: string }) {
  const { t } = useTranslation('lines');
  const format = useFormat();
  const percent = (text: string) => (text === '0' ? '–' : format.percent(Number(text) / 100, 3));
  return (
    <li className={classes.line} data-shown>
      <div data-cell="description">
        <bdi>{line.description}</bdi>
      </div>
      <div data-cell="quantity" className={classes.figure}>
        {format.number(Number(line.quantity))} {line.unit}
      </div>
      <div data-cell="price" className={classes.figure}>
        <MoneyText money={{ amountMinor: line.unitPriceMinor, currency }} />
      </div>
      <div data-cell="discount" className={classes.figure}>
        {percent(line.discountPercent)}
      </div>
      <div data-cell="tax" className={classes.figure}>
        {percent(line.taxRate)}
      </div>
      <div data-cell="interval">{t(`every.${line.billingInterval ?? 'once'}`)}</div>
      <div data-cell="lineTotal" className={classes.figure}>
        <MoneyText money={{ amountMinor: line.subtotalMinor - line.discountMinor, currency }} />
      </div>
    </li>
  );
}
