import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { leadStatuses } from '@crm/domain/lead/lead';
import type { FilterField } from '#admin/resource/filter/filter-field.ts';
import { useCommonFields } from '#admin/resource/filter/use-common-fields.ts';

/** What leads can be filtered by. */
export function useLeadFields(): readonly FilterField[] {
  const { t } = useTranslation('vocabulary');
  const common = useCommonFields();
  return useMemo<readonly FilterField[]>(
    () => [
      {
        id: 'status',
        kind: 'choice',
        label: t('field.status'),
        options: leadStatuses.map((value) => ({ value, label: t(`leadStatus.${value}`) })),
      },
      { id: 'score', kind: 'range', label: t('field.score'), from: 'scoreFrom' },
      { id: 'source', kind: 'words', label: t('field.source') },
      common.owner,
      common.team,
      common.created,
    ],
    [t, common],
  );
}
