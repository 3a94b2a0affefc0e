import { MoneyText } from '@crm/ui/data/figure';
import { useTranslation } from 'react-i18next';
import type { PipelineRow } from '@crm/domain/pipeline/pipeline';
import { addTotals, type Total } from './totals.ts';
import classes from './board-totals.module.css';
import { useBoardHeads } from './use-board.ts';

interface BoardTotalsProps {
  readonly pipeline: PipelineRow;
  readonly ownerIds: readonly string[] | undefined;
}

/** What is open in the whole pipeline, each currency for itself. */
export function BoardTotals({ pipeline, ownerIds }: BoardTotalsProps) {
  const { t } = useTranslation('board');
  const { stages, heads } = useBoardHeads(pipeline.id, ownerIds);
  if (!stages || !heads.data) return null;
  const open = new Set(stages.filter(({ kind }) => kind === 'open').map(({ id }) => id));
  const columns = heads.data.columns.filter(({ stageId }) => open.has(stageId));
  const totals = addTotals(
    columns.flatMap((column) => column.totals),
    pipeline.currency,
  );
  const count = columns.reduce((sum, column) => sum + column.count, 0);
  return (
    <span className={classes.totals} title={totals.length > 1 ? t('perCurrency') : undefined}>
      <span>
        {t('open', { count })}{' '}
        <b>
          <Sums totals={totals} of="amountMinor" />
        </b>
      </span>
      <span>
        {t('weighted')}{' '}
        <b>
          <Sums totals={totals} of="weightedMinor" />
        </b>
      </span>
    </span>
  );
}

interface SumsProps {
  readonly totals: readonly Total[];
  readonly of: 'amountMinor' | 'weightedMinor';
}

/** Sums, one for each currency; they are never added up across. Alone it is written out, among others in short. */
export function Sums({ totals, of }: SumsProps) {
  return (
    <span className={classes.sums}>
      {totals.map((total) => (
        <MoneyText
          key={total.currency}
          money={{ amountMinor: total[of], currency: total.currency }}
          fraction="never"
          compact={totals.length > 1}
        />
      ))}
    </span>
  );
}
