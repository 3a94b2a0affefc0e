import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { trpc } from '#admin/lib/trpc.ts';

/** Names stand still long enough. */
const staleTime = 5 * 60_000;

/** The names behind ids that stand in the address; what may not be read has none. */
export function useNames(resource: 'user' | 'account', ids: readonly string[]): ReadonlyMap<string, string> {
  const answers = useQueries({
    queries: ids.map((id) =>
      resource === 'user'
        ? trpc.user.get.queryOptions({ id }, { staleTime, select: ({ name }) => ({ id, name }) })
        : trpc.account.get.queryOptions({ id }, { staleTime, select: ({ name }) => ({ id, name }) }),
    ),
  });
  const known = JSON.stringify(answers.flatMap(({ data }) => (data ? [[data.id, data.name]] : [])));
  return useMemo(() => {
    const entries: readonly (readonly [string, string])[] = JSON.parse(known);
    return new Map(entries);
  }, [known]);
}
