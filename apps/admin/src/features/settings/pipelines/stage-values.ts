import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StageRow } from '@crm/domain/pipeline/pipeline';
import type { FieldLabels } from '#admin/resource/form/make-fields.ts';

/** What the form of a stage holds. */
export type StageValues = Pick<
  StageRow,
  'pipelineId' | 'name' | 'kind' | 'position' | 'probability' | 'requiredFields' | 'allowedNext' | 'staleAfterDays'
>;

/** What the form begins with: a stage's values, or those of a new one at the end of its pipeline. */
export function stageValues(row: StageRow | undefined, preset: Readonly<Record<string, string>>): StageValues {
  return {
    pipelineId: row?.pipelineId ?? preset['pipelineId'] ?? '',
    name: row?.name ?? '',
    kind: row?.kind ?? 'open',
    position: row?.position ?? Number(preset['position'] ?? 0),
    probability: row?.probability ?? 0,
    requiredFields: row?.requiredFields ?? [],
    allowedNext: row?.allowedNext ?? [],
    staleAfterDays: row?.staleAfterDays ?? null,
  };
}

/** The names of the fields. */
export function useStageLabels(): FieldLabels<StageValues> {
  const { t } = useTranslation('vocabulary');
  return useMemo(
    () => ({
      pipelineId: t('field.pipeline'),
      name: t('field.title'),
      kind: t('field.kind'),
      position: t('field.position'),
      probability: t('field.probability'),
      requiredFields: t('field.requiredFields'),
      allowedNext: t('field.allowedNext'),
      staleAfterDays: t('field.staleAfterDays'),
    }),
    [t],
  );
}
