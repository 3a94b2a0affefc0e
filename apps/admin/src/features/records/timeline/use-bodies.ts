import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { maxPageSize } from '@crm/domain/page-limits';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';

/** What was written beside the latest activities of a record, by their ids: the timeline itself keeps titles only. */
export function useBodies(subjectType: SubjectType, subjectId: string): ReadonlyMap<string, string> {
  const may = useMay();
  const { data } = useQuery(
    trpc.activity.list.queryOptions(
      { filter: { subjectType, subjectId }, sort: '-updatedAt', limit: maxPageSize },
      { enabled: may('activity:read') },
    ),
  );
  return useMemo(
    () => new Map(data?.items.flatMap(({ id, body }) => (body ? [[id, body] as const] : [])) ?? []),
    [data],
  );
}
