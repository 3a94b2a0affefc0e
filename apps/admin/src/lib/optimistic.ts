import type { QueryKey } from '@tanstack/react-query';
import { queryClient } from './query-client.ts';

/** Puts back what the screen showed before an optimistic change. */
export type Rollback = () => void;

/**
 * Shows the result of a write before the server has answered. Use it in `onMutate`, call the returned function in
 * `onError`; live updates or an invalidation bring the truth afterwards.
 * @param change gets each cached value under the key's prefix, and gives the new one
 */
export async function showAtOnce<Data>(queryKey: QueryKey, change: (data: Data) => Data): Promise<Rollback> {
  // A read that is under way would overwrite the change with what was before.
  await queryClient.cancelQueries({ queryKey });
  const before = queryClient.getQueriesData<Data>({ queryKey });
  queryClient.setQueriesData<Data>({ queryKey }, (data) => (data === undefined ? data : change(data)));
  return () => {
    for (const [key, data] of before) queryClient.setQueryData(key, data);
  };
}

interface Pages<Row> {
  readonly pages: readonly { readonly items: readonly Row[] }[];
}

/** Changes one row in the pages of an infinite list; `undefined` takes it out. */
export function mapRow<Row extends { readonly id: string }, Data extends Pages<Row>>(
  data: Data,
  id: string,
  change: (row: Row) => Row | undefined,
): Data {
  const pages = data.pages.map((page) =>
    page.items.some((row) => row.id === id)
      ? { ...page, items: page.items.flatMap((row) => (row.id === id ? (change(row) ?? []) : [row])) }
      : page,
  );
  return { ...data, pages };
}
