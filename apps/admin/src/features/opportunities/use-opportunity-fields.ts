import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { opportunityStatuses } from '@crm/domain/opportunity/opportunity';
import { usePipelines, useStages } from '#admin/resource/directory.ts';
import type { FilterField } from '#admin/resource/filter/filter-field.ts';
import { useCommonFields } from '#admin/resource/filter/use-common-fields.ts';

/** Minor units of one of the shown. */
const scale = 100;

/** What deals can be filtered by. */
export function useOpportunityFields(): readonly FilterField[] {
  const { t } = useTranslation('vocabulary');
  const { t: own } = useTranslation('opportunities');
  const common = useCommonFields();
  const pipelines = usePipelines();
  const stages = useStages();
  return useMemo<readonly FilterField[]>(() => {
    const pipelineNames = new Map(pipelines?.map(({ id, name }) => [id, name]));
    return [
      {
        id: 'status',
        kind: 'choice',
        label: t('field.status'),
        options: opportunityStatuses.map((value) => ({ value, label: t(`opportunityStatus.${value}`) })),
      },
      {
        id: 'pipelineId',
        kind: 'choice',
        single: true,
        label: t('field.pipeline'),
        options: (pipelines ?? []).map(({ id, name }) => ({ value: id, label: name })),
      },
      {
        id: 'stageId',
        kind: 'choice',
        label: t('field.stage'),
        options: (stages ?? []).map(({ id, name, pipelineId }) => {
          const pipeline = pipelineNames.size > 1 ? pipelineNames.get(pipelineId) : undefined;
          return { value: id, label: pipeline === undefined ? name : own('stageOf', { pipeline, stage: name }) };
        }),
      },
      common.owner,
      common.team,
      { id: 'accountId', kind: 'account', label: t('field.account') },
      {
        id: 'close',
        kind: 'days',
        label: t('field.expectedCloseDate'),
        from: 'closeFrom',
        to: 'closeTo',
        as: 'day',
        looks: 'ahead',
      },
      {
        id: 'closed',
        kind: 'days',
        label: t('field.closedAt'),
        from: 'closedFrom',
        to: 'closedTo',
        as: 'moment',
        looks: 'back',
      },
      { id: 'amount', kind: 'range', label: t('field.amount'), from: 'amountFrom', to: 'amountTo', scale },
      common.created,
    ];
  }, [t, own, common, pipelines, stages]);
}
