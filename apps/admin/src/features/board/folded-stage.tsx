import { FoldedColumn } from '@crm/ui/board/board-column';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';
import type { StageRow } from '@crm/domain/pipeline/pipeline';
import type { Outputs } from '#admin/lib/trpc.ts';
import { Sums } from './board-totals.tsx';
import { addTotals } from './totals.ts';
import { useDropTarget } from './use-drag.ts';

export type ColumnHead = Outputs['opportunity']['board']['columns'][number];

interface FoldedStageProps {
  readonly stage: StageRow;
  /** Of the pipeline. */
  readonly currency: string;
  readonly head: ColumnHead | undefined;
  readonly isTarget: boolean;
  readonly onUnfold: () => void;
  readonly onDrop: (deal: OpportunityRow, stageId: string) => void;
}

/** Won and lost stand folded at the edge and still take cards. */
export function FoldedStage({ stage, currency, head, isTarget, onUnfold, onDrop }: FoldedStageProps) {
  const { isOver, ref } = useDropTarget<HTMLButtonElement>((deal) => onDrop(deal, stage.id));
  return (
    <FoldedColumn
      ref={ref}
      title={stage.name}
      count={head?.count ?? 0}
      sum={<Sums totals={addTotals(head?.totals ?? [], currency)} of="amountMinor" />}
      isTarget={isTarget || isOver}
      onUnfold={onUnfold}
    />
  );
}
