import { Button } from '@crm/ui/controls/button';
import { Menu } from '@crm/ui/overlays/menu';
import { useTranslation } from 'react-i18next';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';
import { useCommands } from '#admin/app/commands/use-commands.ts';
import { useStages } from '#admin/resource/directory.ts';
import { GateDialog } from './gate-dialog.tsx';
import { useMoveDeal } from './use-move-deal.ts';

/** The verb of a deal's page: on to the next stage, or to any other. */
export function DealMove({ deal }: { readonly deal: OpportunityRow }) {
  const { t } = useTranslation('board');
  const stages = useStages(deal.pipelineId);
  const { move, held, isPending, fill, putBack } = useMoveDeal();
  const at = stages?.findIndex(({ id }) => id === deal.stageId) ?? -1;
  const next = at >= 0 && deal.status === 'open' ? stages?.[at + 1] : undefined;
  const mayMove = deal.abilities.move;
  useCommands(
    mayMove && next
      ? [
          {
            id: 'opportunity.move',
            label: t('moveOn', { stage: next.name }),
            section: 'action',
            icon: 'arrow',
            shortcut: 'KeyM',
            run: () => move(deal, next),
          },
        ]
      : [],
  );
  if (!mayMove || !stages) return null;
  return (
    <>
      <Menu
        label={t('moveDeal', { name: deal.name })}
        align="end"
        target={<Button iconEnd="chevron-down">{t('move')}</Button>}
        groups={[
          {
            id: 'stages',
            entries: stages.map((stage) => ({
              id: stage.id,
              label: stage.name,
              checked: stage.id === deal.stageId,
              onSelect: () => move(deal, stage),
            })),
          },
        ]}
      />
      {next && (
        <Button variant="primary" kbd="M" aria-keyshortcuts="M" busy={isPending} onClick={() => move(deal, next)}>
          {t('moveOn', { stage: next.name })}
        </Button>
      )}
      {held && <GateDialog held={held} busy={isPending} onFill={fill} onPutBack={putBack} />}
    </>
  );
}
