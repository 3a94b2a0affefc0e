import { MoneyText } from '@crm/ui/data/figure';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import { sumTotals, taxesByRate } from '@crm/domain/money/line';
import { totalsOf, type LineDraft } from './line-drafts.ts';
import classes from './lines.module.css';

interface LineSumsProps {
  readonly lines: readonly LineDraft[];
  readonly currency: string;
}

/** What lines come to, reckoned while one types as the server reckons it. */
export function LineSums({ lines, currency }: LineSumsProps) {
  const { t } = useTranslation('lines');
  const format = useFormat();
  const sums = lines.map(sumOf);
  const totals = sumTotals(sums);
  const money = (amountMinor: number) => <MoneyText money={{ amountMinor, currency }} />;
  const taxes = taxesByRate(sums).filter(({ taxMinor }) => taxMinor !== 0);
  return (
    <dl className={classes.sums} aria-live="polite">
      {totals.discountMinor !== 0 && (
        <>
          <div>
            <dt>{t('subtotal')}</dt>
            <dd>{money(totals.subtotalMinor)}</dd>
          </div>
          <div>
            <dt>{t('allDiscount')}</dt>
            <dd>{money(-totals.discountMinor)}</dd>
          </div>
        </>
      )}
      <div>
        <dt>{t('lineTotal')}</dt>
        <dd>{money(totals.subtotalMinor - totals.discountMinor)}</dd>
      </div>
      {taxes.map(({ taxRate, taxMinor }) => (
        <div key={taxRate}>
          <dt>{t('taxAt', { rate: format.percent(Number(taxRate) / 100, 3) })}</dt>
          <dd>{money(taxMinor)}</dd>
        </div>
      ))}
      <div className={classes.total}>
        <dt>{t('total')}</dt>
        <dd>{money(totals.totalMinor)}</dd>
      </div>
    </dl>
  );
}

const nothing = { subtotalMinor: 0, discountMinor: 0, taxMinor: 0, totalMinor: 0 };

function sumOf(line: LineDraft) {
  const totals = totalsOf(line);
  // A line that is not whole yet counts for nothing, and so does its tax.
  return totals ? { ...totals, taxRate: line.taxRate } : { ...nothing, taxRate: '0' };
}
