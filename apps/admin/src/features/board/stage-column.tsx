import { BoardColumn } from '@crm/ui/board/board-column';
import { Button } from '@crm/ui/controls/button';
import { Text } from '@crm/ui/data/text';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import type { KeyboardEventHandler } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';
import type { StageRow } from '@crm/domain/pipeline/pipeline';
import { useMay } from '#admin/lib/session.ts';
import { useForms } from '#admin/resource/use-forms.ts';
import { Sums } from './board-totals.tsx';
import { DealCard } from './deal-card.tsx';
import type { ColumnHead } from './folded-stage.tsx';
import { addTotals } from './totals.ts';
import { useColumn } from './use-board.ts';
import { useDropTarget } from './use-drag.ts';

interface StageColumnProps {
  readonly stage: StageRow;
  /** Of the pipeline. */
  readonly currency: string;
  readonly stages: readonly StageRow[];
  readonly head: ColumnHead | undefined;
  readonly ownerIds: readonly string[] | undefined;
  readonly heldId: string | undefined;
  readonly followedId: string | undefined;
  readonly isTarget: boolean;
  readonly onFold: (() => void) | undefined;
  readonly onDrop: (deal: OpportunityRow, stageId: string) => void;
  readonly onCardKeyDown: (deal: OpportunityRow) => KeyboardEventHandler<HTMLElement>;
}

/** A stage with its sums and its cards, read page by page. */
export function StageColumn(props: StageColumnProps) {
  const { stage, currency, stages, head, ownerIds, heldId, onDrop } = props;
  const { t } = useTranslation('board');
  const may = useMay();
  const forms = useForms();
  const cards = useColumn(stage.id, ownerIds, true);
  const { isOver, ref } = useDropTarget<HTMLElement>((deal) => onDrop(deal, stage.id));
  const totals = addTotals(head?.totals ?? [], currency);
  const rows = cards.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <BoardColumn
      ref={ref}
      title={stage.name}
      count={head?.count ?? 0}
      sum={<Sums totals={totals} of="amountMinor" />}
      weighted={stage.kind === 'open' && totals.length > 0 && <Sums totals={totals} of="weightedMinor" />}
      probability={stage.probability / 100}
      isTarget={props.isTarget || isOver}
      onFold={props.onFold}
      addLabel={t('addTo', { stage: stage.name })}
      onAdd={
        may('opportunity:create') && stage.kind === 'open'
          ? () => forms.create('opportunity', { pipelineId: stage.pipelineId, stageId: stage.id })
          : undefined
      }
    >
      {cards.isPending && <Skeleton width={180} />}
      {!cards.isPending && rows.length === 0 && <Text level={3}>{t('noDeals')}</Text>}
      {rows.map((deal) => (
        <DealCard
          key={deal.id}
          deal={deal}
          stage={stage}
          stages={stages}
          isHeld={heldId === deal.id}
          isFollowed={props.followedId === deal.id}
          onMove={(stageId) => onDrop(deal, stageId)}
          onKeyDown={props.onCardKeyDown(deal)}
        />
      ))}
      {cards.hasNextPage && (
        <Button size="small" block busy={cards.isFetchingNextPage} onClick={() => void cards.fetchNextPage()}>
          {t('showMore')}
        </Button>
      )}
    </BoardColumn>
  );
}
