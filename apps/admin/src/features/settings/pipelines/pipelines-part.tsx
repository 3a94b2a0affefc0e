import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { PageHead } from '@crm/ui/layout/page-head';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { PipelineRow } from '@crm/domain/pipeline/pipeline';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import { useForms } from '#admin/resource/use-forms.ts';
import type { PartProps } from '../parts.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { PipelineCard } from './pipeline-card.tsx';
import classes from './pipelines.module.css';
import { useOrder } from './use-order.ts';

const inOrder = { limit: maxPageSize, sort: 'position' } as const;

/** The ways that deals take, with their stages in order. */
export function PipelinesPart({ notice }: PartProps) {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const may = useMay();
  const forms = useForms();
  const [leaving, setLeaving] = useState<PipelineRow | undefined>();
  const pipelines = useQuery(trpc.pipeline.list.queryOptions(inOrder));
  const stages = useQuery(trpc.stage.list.queryOptions(inOrder));
  const { move } = useOrder<PipelineRow>('pipeline', api.pipeline, () => {});
  const rows = pipelines.data?.items ?? [];
  const error = pipelines.error ?? stages.error;
  const create = () => forms.create('pipeline', { position: String((rows.at(-1)?.position ?? -1) + 1) });
  const createButton = may('pipeline:create') && (
    <Button variant="primary" icon="plus" collapses onClick={create}>
      {t('pipeline.create')}
    </Button>
  );

  return (
    <>
      <PageHead title={vocabulary('plural.pipeline')} actions={createButton} />
      {notice}
      <div className={classes.scroll}>
        {error && (
          <div className={classes.slate}>
            <ErrorView
              error={error}
              title={t('pipeline.failed')}
              onRetry={() => {
                void pipelines.refetch();
                void stages.refetch();
              }}
            />
          </div>
        )}
        {(pipelines.isPending || stages.isPending) && !error && <Skeleton width={320} />}
        {pipelines.isSuccess && rows.length === 0 && (
          <div className={classes.slate}>
            <BlankSlate picture="records" title={t('pipeline.none.title')}>
              {t('pipeline.none.reason')}
            </BlankSlate>
          </div>
        )}
        {stages.data &&
          rows.map((pipeline, index) => (
            <PipelineCard
              key={pipeline.id}
              pipeline={pipeline}
              stages={stages.data.items.filter(({ pipelineId }) => pipelineId === pipeline.id)}
              isFirst={index === 0}
              isLast={index === rows.length - 1}
              onMove={(step) => move(rows, pipeline, step)}
              onDelete={() => setLeaving(pipeline)}
            />
          ))}
      </div>
      {leaving && (
        <RemoveDialog resource="pipeline" api={api.pipeline} row={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </>
  );
}
