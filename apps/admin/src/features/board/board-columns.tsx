import { Board } from '@crm/ui/board/board';
import { BoardHints } from '@crm/ui/board/board-hints';
import { useKeyboardMove } from '@crm/ui/board/use-keyboard-move';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Icon } from '@crm/ui/icons/icon';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';
import type { PipelineRow } from '@crm/domain/pipeline/pipeline';
import { paths } from '#admin/app/paths.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { FoldedStage } from './folded-stage.tsx';
import { GateDialog } from './move/gate-dialog.tsx';
import { useMoveDeal } from './move/use-move-deal.ts';
import { StageColumn } from './stage-column.tsx';
import { useBoardHeads, useShowMove } from './use-board.ts';

interface BoardColumnsProps {
  readonly pipeline: PipelineRow;
  readonly ownerIds: readonly string[] | undefined;
}

/** The columns of a pipeline; cards move by pointer, by touch, by key and by menu. */
export function BoardColumns({ pipeline, ownerIds }: BoardColumnsProps) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const navigate = useNavigate();
  const { stages = [], heads } = useBoardHeads(pipeline.id, ownerIds);
  const { move, held: gate, isPending, fill, putBack } = useMoveDeal({ showAtOnce: useShowMove(ownerIds) });
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [followedId, setFollowedId] = useState<string | undefined>();
  const [picked, setPicked] = useState<OpportunityRow | undefined>();

  const moveTo = (deal: OpportunityRow, stageId: string) => {
    const stage = stages.find(({ id }) => id === stageId);
    if (stage) move(deal, { id: stage.id, name: stage.name });
  };
  const { held, onCardKeyDown } = useKeyboardMove({
    columns: stages.map(({ id }) => id),
    onDrop: ({ over }) => {
      if (!picked) return;
      setFollowedId(picked.id);
      moveTo(picked, over);
    },
    onOpen: (id) => void navigate(paths.opportunity(id)),
  });
  const over = stages.findIndex(({ id }) => id === held?.over);
  const words =
    held && picked && over >= 0
      ? t('held', {
          name: picked.name,
          stage: stages[over]?.name ?? '',
          at: format.number(over + 1),
          all: format.number(stages.length),
        })
      : undefined;

  if (heads.error) return <ErrorView error={heads.error} title={t('failed')} onRetry={() => void heads.refetch()} />;
  return (
    <>
      <Board label={pipeline.name}>
        {stages.map((stage) => {
          const head = heads.data?.columns.find(({ stageId }) => stageId === stage.id);
          const isTarget = held !== undefined && held.over === stage.id && held.from !== stage.id;
          return stage.kind !== 'open' && !unfolded.has(stage.id) ? (
            <FoldedStage
              key={stage.id}
              stage={stage}
              currency={pipeline.currency}
              head={head}
              isTarget={isTarget}
              onUnfold={() => setUnfolded(new Set([...unfolded, stage.id]))}
              onDrop={moveTo}
            />
          ) : (
            <StageColumn
              key={stage.id}
              stage={stage}
              currency={pipeline.currency}
              stages={stages}
              head={head}
              ownerIds={ownerIds}
              heldId={held?.cardId ?? gate?.deal.id}
              followedId={followedId}
              isTarget={isTarget}
              onDrop={moveTo}
              onFold={
                stage.kind === 'open'
                  ? undefined
                  : () => setUnfolded(new Set([...unfolded].filter((id) => id !== stage.id)))
              }
              onCardKeyDown={(deal) => {
                const handle = onCardKeyDown(deal.id, stage.id);
                return (event) => {
                  if (!held && event.key === ' ') {
                    // Who may not move it cannot pick it up.
                    if (!deal.abilities.move) return;
                    setPicked(deal);
                  }
                  handle(event);
                };
              }}
            />
          );
        })}
      </Board>
      <BoardHints
        held={words}
        end={
          <>
            <Icon name="warning" size={14} /> {t('stale')}
          </>
        }
      />
      {gate && <GateDialog held={gate} busy={isPending} onFill={fill} onPutBack={putBack} />}
    </>
  );
}
