import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { maxPageSize } from '@crm/domain/page-limits';
import type { ResourceName } from '@crm/domain/permissions';
import type { ResourceReads } from '../resource-api.ts';

/** Rows of one request. */
export const pageSize = 50;
/** In place of a cursor. */
const firstPage = '';

interface ListSource<Row, Filter> {
  readonly name: ResourceName;
  readonly api: ResourceReads<Row, Filter>;
  readonly filter: Filter | undefined;
  readonly sort: string | undefined;
  readonly trash?: boolean;
  /** How many rows to begin with: what was loaded when the address was kept. */
  readonly startWith?: number | undefined;
  readonly enabled?: boolean;
}

/**
 * The rows of a list, page by page by key, and after them their number. While another filter is read the old rows
 * stay. The keys are those of tRPC, so that live updates and invalidations reach them.
 */
export function useResourceList<Row extends { readonly id: string }, Filter>(source: ListSource<Row, Filter>) {
  const { name, api, filter, sort, trash, startWith = pageSize, enabled = true } = source;
  const input = { ...(filter && { filter }), ...(sort && { sort }), ...(trash && { trash }), limit: pageSize };
  const rowsQuery = useInfiniteQuery({
    queryKey: [[name, 'list'], { input, type: 'infinite' }],
    queryFn: async ({ pageParam, signal }) => {
      const askedAt = performance.now();
      const from = pageParam === firstPage ? { limit: Math.min(startWith, maxPageSize) } : { cursor: pageParam };
      const page = await api.list.query({ ...input, ...from }, { signal });
      return { ...page, took: Math.round(performance.now() - askedAt) };
    },
    initialPageParam: firstPage,
    getNextPageParam: (page): string | undefined => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
  });
  const countQuery = useQuery({
    queryKey: [[name, 'count'], { input: { filter }, type: 'query' }],
    queryFn: ({ signal }) => api.count.query({ filter }, { signal }),
    // Rows first: a count of many costs more than the rows.
    enabled: rowsQuery.isSuccess && !trash,
    placeholderData: keepPreviousData,
  });

  const { data } = rowsQuery;
  const rows = useMemo(() => uniqueRows(data?.pages.flatMap((page) => page.items) ?? []), [data]);
  return { rows, took: data?.pages.at(-1)?.took, rowsQuery, count: countQuery.data };
}

/** A row that moved between two pages while they were read is shown once. */
function uniqueRows<Row extends { readonly id: string }>(rows: readonly Row[]): readonly Row[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
