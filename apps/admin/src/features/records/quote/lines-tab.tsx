import { Button } from '@crm/ui/controls/button';
import { MoneyText } from '@crm/ui/data/figure';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { Note } from '@crm/ui/feedback/note';
import { RecordStream } from '@crm/ui/layout/record-layout';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import { sumTotals, taxesByRate } from '@crm/domain/money/line';
import type { QuoteRow } from '@crm/domain/quote/quote';
import { totalsOf } from './line-drafts.ts';
import { EditedLine, heads, ShownLine } from './quote-line.tsx';
import classes from './lines.module.css';
import { useLines } from './use-lines.ts';

/** The lines of a quote and what they come to, reckoned while one types as the server reckons it. */
export function LinesTab({ row }: { readonly row: QuoteRow }) {
  const { t } = useTranslation('quotes');
  const lines = useLines(row);
  const may = row.abilities.update;
  return (
    <RecordStream>
      <div className={classes.sheet}>
        {lines.lines.length === 0 ? (
          <BlankSlate picture="records" title={t('noLines')}>
            {may && t('noLinesReason')}
          </BlankSlate>
        ) : (
          <>
            <div className={classes.head} aria-hidden="true" data-edited={may || undefined}>
              {heads.map((head) => (
                <span key={head} data-cell={head}>
                  {t(head)}
                </span>
              ))}
            </div>
            <ol className={classes.lines} aria-label={t('lines')}>
              {may
                ? lines.lines.map((line, index) => (
                    <EditedLine key={line.key} line={line} number={index + 1} currency={row.currency} lines={lines} />
                  ))
                : row.lines.map((line) => <ShownLine key={line.id} line={line} currency={row.currency} />)}
            </ol>
          </>
        )}
        {may && (
          <div className={classes.bar}>
            <Button icon="plus" size="small" onClick={lines.add}>
              {t('add')}
            </Button>
          </div>
        )}
        {lines.lines.length > 0 && <Sums lines={lines.lines.map(sumOf)} currency={row.currency} />}
        {lines.isEdited && (
          <div className={classes.save}>
            <Note
              tone="accent"
              actions={
                <>
                  <Button size="small" variant="ghost" onClick={lines.discard}>
                    {t('discard')}
                  </Button>
                  <Button size="small" busy={lines.busy} icon="check" onClick={lines.save}>
                    {t('save')}
                  </Button>
                </>
              }
            >
              {t(row.status === 'draft' ? 'isDraftAgain' : 'unsaved')}
            </Note>
          </div>
        )}
      </div>
    </RecordStream>
  );
}

const nothing = { subtotalMinor: 0, discountMinor: 0, taxMinor: 0, totalMinor: 0 };

function sumOf(line: Parameters<typeof totalsOf>[0]) {
  const totals = totalsOf(line);
  // A line that is not whole yet counts for nothing, and so does its tax.
  return totals ? { ...totals, taxRate: line.taxRate } : { ...nothing, taxRate: '0' };
}

function Sums({ lines, currency }: { readonly lines: readonly ReturnType<typeof sumOf>[]; readonly currency: string }) {
  const { t } = useTranslation('quotes');
  const format = useFormat();
  const totals = sumTotals(lines);
  const money = (amountMinor: number) => <MoneyText money={{ amountMinor, currency }} />;
  const taxes = taxesByRate(lines).filter(({ taxMinor }) => taxMinor !== 0);
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
