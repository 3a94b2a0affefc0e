import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityRow } from '@crm/domain/activity/activity';
import { MomentCell, WordsCell } from '#admin/resource/list/cells.tsx';
import type { ListColumn } from '#admin/resource/list/list-columns.ts';
import { useCommonColumns } from '#admin/resource/list/use-common-columns.tsx';
import { ActivityStatusBadge } from '#admin/resource/status-badges.tsx';
import { About, ActivityName, Due, Priority } from './activity-marks.tsx';
import { CompleteButton } from './complete-button.tsx';

/** What a list of activities can show. */
export function useActivityColumns(): readonly ListColumn<ActivityRow>[] {
  const { t } = useTranslation('vocabulary');
  const { t: own } = useTranslation('activities');
  const common = useCommonColumns();
  return useMemo<readonly ListColumn<ActivityRow>[]>(
    () => [
      {
        id: 'subject',
        header: t('noun.activity'),
        always: true,
        small: 'title',
        skeleton: 'record',
        cell: (row) => <ActivityName row={row} />,
      },
      {
        id: 'about',
        header: t('field.about'),
        width: '176px',
        small: 'detail',
        initial: true,
        cell: (row) => <About row={row} inRow />,
      },
      {
        id: 'dueAt',
        header: t('field.dueAt'),
        width: '188px',
        small: 'aside',
        initial: true,
        cell: (row) => <Due row={row} />,
      },
      {
        id: 'status',
        header: t('field.status'),
        width: '128px',
        small: 'figure',
        initial: true,
        cell: ({ status }) => <ActivityStatusBadge status={status} />,
      },
      { ...common.owner, small: undefined, dropsFirst: true },
      {
        id: 'priority',
        header: t('field.priority'),
        width: '92px',
        initial: true,
        dropsFirst: true,
        cell: (row) => <Priority row={row} />,
      },
      {
        id: 'complete',
        header: own('verb'),
        width: '140px',
        initial: true,
        cell: (row) => <CompleteButton row={row} quiet />,
      },
      {
        id: 'outcome',
        header: t('field.outcome'),
        width: '176px',
        cell: ({ outcome }) => <WordsCell words={outcome} />,
      },
      {
        id: 'completedAt',
        header: t('field.completedAt'),
        width: '124px',
        cell: ({ completedAt }) => <MomentCell at={completedAt} />,
      },
      common.updatedAt,
      { ...common.createdAt, initial: false },
    ],
    [t, own, common],
  );
}
