import { DealMove } from '#admin/features/board/move/deal-move.tsx';
import { DealStages } from '#admin/features/board/move/deal-stages.tsx';
import { OpportunityPage as RecordPage } from '#admin/features/records/opportunity/opportunity-page.tsx';

/** A deal with the moving of the board: two features that do not know each other. */
export function OpportunityPage() {
  return <RecordPage Move={DealMove} Stages={DealStages} />;
}
