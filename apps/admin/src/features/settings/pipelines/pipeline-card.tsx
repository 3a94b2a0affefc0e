import { VisuallyHidden } from '@crm/ui/a11y/visually-hidden';
import { Button } from '@crm/ui/controls/button';
import { Badge } from '@crm/ui/data/badge';
import { Code } from '@crm/ui/data/text';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PipelineRow, StageRow } from '@crm/domain/pipeline/pipeline';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { useForms } from '#admin/resource/use-forms.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { RowVerbs } from '../row-verbs.tsx';
import { OrderVerbs } from './order-verbs.tsx';
import classes from './pipelines.module.css';
import { StageLine } from './stage-line.tsx';
import { useOrder } from './use-order.ts';

interface PipelineCardProps {
  readonly pipeline: PipelineRow;
  /** In their order. */
  readonly stages: readonly StageRow[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (step: -1 | 1) => void;
  readonly onDelete: () => void;
}

/** A pipeline and its stages. */
export function PipelineCard(props: PipelineCardProps) {
  const { pipeline, stages, isFirst, isLast, onMove, onDelete } = props;
  const { t } = useTranslation('settings');
  const format = useFormat();
  const may = useMay();
  const forms = useForms();
  const titleId = useId();
  const [leaving, setLeaving] = useState<StageRow | undefined>();
  const [said, setSaid] = useState('');
  const { move } = useOrder<StageRow>('stage', api.stage, ({ name }, place, count) =>
    setSaid(t('stage.moved', { name, place: format.number(place), count })),
  );
  const { name, abilities } = pipeline;
  const end = (stages.at(-1)?.position ?? -1) + 1;

  return (
    <section className={classes.pipeline} aria-labelledby={titleId}>
      <header className={classes.head}>
        <h2 id={titleId} className={classes.name} dir="auto">
          {name}
        </h2>
        <Code>{pipeline.currency}</Code>
        {pipeline.isDefault && <Badge tone="accent">{t('pipeline.isDefault')}</Badge>}
        <span className={classes.verbs}>
          {may('stage:create') && (
            <Button
              size="small"
              icon="plus"
              aria-label={t('stage.createIn', { name })}
              onClick={() => forms.create('stage', { pipelineId: pipeline.id, position: String(end) })}
            >
              {t('stage.create')}
            </Button>
          )}
          {abilities.update && <OrderVerbs name={name} isFirst={isFirst} isLast={isLast} onMove={onMove} />}
          <RowVerbs
            name={name}
            onEdit={abilities.update ? () => forms.edit('pipeline', pipeline.id) : undefined}
            onRemove={abilities.delete ? onDelete : undefined}
          />
        </span>
      </header>
      {stages.length === 0 ? (
        <p className={classes.none}>{t('stage.none')}</p>
      ) : (
        <ol className={classes.stages} aria-label={t('stage.list', { name })}>
          {stages.map((stage, index) => (
            <StageLine
              key={stage.id}
              stage={stage}
              place={index + 1}
              count={stages.length}
              onMove={(step) => move(stages, stage, step)}
              onDelete={() => setLeaving(stage)}
            />
          ))}
        </ol>
      )}
      <VisuallyHidden>
        <output>{said}</output>
      </VisuallyHidden>
      {leaving && <RemoveDialog resource="stage" api={api.stage} row={leaving} onClose={() => setLeaving(undefined)} />}
    </section>
  );
}
