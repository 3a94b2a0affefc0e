import { useQuery } from '@tanstack/react-query';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';

const shown = 8;

/** The scheduled activities of a record, the next due first. */
export function useOpenActivities(subjectType: SubjectType, subjectId: string) {
  const may = useMay();
  return useQuery(
    trpc.activity.list.queryOptions(
      { filter: { subjectType, subjectId, status: ['scheduled'] }, sort: 'dueAt', limit: shown },
      { enabled: may('activity:read') },
    ),
  );
}
