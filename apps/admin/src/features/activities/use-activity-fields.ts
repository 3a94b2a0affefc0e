import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { activityStatuses, activityTypes } from '@crm/domain/activity/activity';
import type { FilterField } from '#admin/resource/filter/filter-field.ts';
import { useCommonFields } from '#admin/resource/filter/use-common-fields.ts';

/** What activities can be filtered by. */
export function useActivityFields(): readonly FilterField[] {
  const { t } = useTranslation('vocabulary');
  const { t: own } = useTranslation('activities');
  const common = useCommonFields();
  return useMemo<readonly FilterField[]>(
    () => [
      {
        id: 'type',
        kind: 'choice',
        label: t('field.type'),
        options: activityTypes.map((value) => ({ value, label: t(`activityType.${value}`) })),
      },
      {
        id: 'status',
        kind: 'choice',
        label: t('field.status'),
        options: activityStatuses.map((value) => ({ value, label: t(`activityStatus.${value}`) })),
      },
      { id: 'overdue', kind: 'flag', label: own('overdue'), onlyYes: true },
      common.owner,
      common.team,
      {
        id: 'due',
        kind: 'days',
        label: t('field.dueAt'),
        from: 'dueFrom',
        to: 'dueTo',
        as: 'moment',
        looks: 'ahead',
      },
    ],
    [t, own, common],
  );
}
