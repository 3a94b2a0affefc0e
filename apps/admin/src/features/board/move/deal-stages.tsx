import { Stepper } from '@crm/ui/process/stepper';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useNow } from '@crm/ui/hooks/use-now';
import { useTranslation } from 'react-i18next';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';
import { useStages } from '#admin/resource/directory.ts';
import { GateDialog } from './gate-dialog.tsx';
import { useMoveDeal } from './use-move-deal.ts';

/** The stages of a deal's pipeline with where it stands; a press moves it. */
export function DealStages({ deal }: { readonly deal: OpportunityRow }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const now = useNow(60_000);
  const stages = useStages(deal.pipelineId);
  const { move, held, isPending, fill, putBack } = useMoveDeal();
  if (!stages) return null;
  const open = stages.filter(({ kind }) => kind === 'open');
  const at = open.findIndex(({ id }) => id === deal.stageId);
  const isClosed = deal.status !== 'open';
  const since = format.duration(now.getTime() - new Date(deal.stageEnteredAt).getTime());
  return (
    <>
      <Stepper
        label={t('stages')}
        stages={[
          ...open.map(({ id, name }, index) => ({
            id,
            label: name,
            status:
              isClosed || index < at ? ('done' as const) : index === at ? ('current' as const) : ('ahead' as const),
            note: index === at && !isClosed ? since : undefined,
          })),
          {
            id: isClosed ? deal.stageId : 'end',
            label: isClosed ? deal.stage.name : t('wonOrLost'),
            status: isClosed ? 'current' : 'ahead',
          },
        ]}
        {...(deal.abilities.move && {
          onSelect: (id: string) => {
            const stage = stages.find((known) => known.id === id) ?? stages.find(({ kind }) => kind === 'won');
            if (stage) move(deal, stage);
          },
        })}
      />
      {held && <GateDialog held={held} busy={isPending} onFill={fill} onPutBack={putBack} />}
    </>
  );
}
