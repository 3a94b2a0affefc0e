import { BoardCard } from '@crm/ui/board/board-card';
import { IconButton } from '@crm/ui/controls/icon-button';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useNow } from '@crm/ui/hooks/use-now';
import { Menu } from '@crm/ui/overlays/menu';
import { useEffect, type KeyboardEventHandler } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';
import type { StageRow } from '@crm/domain/pipeline/pipeline';
import { paths } from '#admin/app/paths.ts';
import { MoneyCell } from '#admin/resource/list/cells.tsx';
import { useDraggable } from './use-drag.ts';

const dayMs = 86_400_000;

interface DealCardProps {
  readonly deal: OpportunityRow;
  readonly stage: StageRow;
  readonly stages: readonly StageRow[];
  readonly isHeld: boolean;
  /** It was moved by key: the focus goes where it went. */
  readonly isFollowed: boolean;
  readonly onMove: (stageId: string) => void;
  readonly onKeyDown: KeyboardEventHandler<HTMLElement>;
}

/** A deal on the board: company, name, amount, when it should close, who answers for it. */
export function DealCard({ deal, stage, stages, isHeld, isFollowed, onMove, onKeyDown }: DealCardProps) {
  const { t } = useTranslation('board');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  const now = useNow(60_000);
  const { ref, isDragged } = useDraggable(deal);
  useEffect(() => {
    if (isFollowed) ref.current?.focus();
  }, [isFollowed, ref]);
  const days = Math.floor((now.getTime() - new Date(deal.stageEnteredAt).getTime()) / dayMs);
  const isLate =
    deal.status === 'open' &&
    deal.expectedCloseDate !== null &&
    new Date(deal.expectedCloseDate).getTime() + dayMs < now.getTime();
  return (
    <BoardCard
      ref={ref}
      id={deal.id}
      href={paths.opportunity(deal.id)}
      title={deal.name}
      above={deal.account?.name ?? vocabulary('none')}
      age={t('days', { count: Math.max(0, days) })}
      amount={<MoneyCell amountMinor={deal.amountMinor} currency={deal.currency} />}
      next={
        deal.expectedCloseDate
          ? { icon: 'calendar', label: format.day(deal.expectedCloseDate), ...(isLate && { tone: 'bad' as const }) }
          : undefined
      }
      owner={deal.assignee?.name ?? vocabulary('nobody')}
      isStale={deal.status === 'open' && stage.staleAfterDays !== null && days > stage.staleAfterDays}
      isHeld={isHeld}
      isLeft={isDragged}
      onKeyDown={onKeyDown}
      menu={
        deal.abilities.move && (
          <Menu
            label={t('moveDeal', { name: deal.name })}
            align="end"
            target={
              <IconButton
                icon="more"
                size="small"
                variant="ghost"
                label={`${t('moveTo')} ${deal.name}`}
                tabIndex={-1}
              />
            }
            groups={[
              {
                id: 'stages',
                label: t('moveTo'),
                entries: stages.map(({ id, name }) => ({
                  id,
                  label: name,
                  checked: id === deal.stageId,
                  onSelect: () => onMove(id),
                })),
              },
            ]}
          />
        )
      }
    />
  );
}
