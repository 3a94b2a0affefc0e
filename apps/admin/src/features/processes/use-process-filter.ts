import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { processKinds, type ProcessFilter, type ProcessKind } from '@crm/domain/process/process';

export const shows = ['all', 'open', 'waiting', 'failed'] as const;
export type Show = (typeof shows)[number];

/** Which processes are shown; the address holds it. */
export function useProcessFilter() {
  const [search, setSearch] = useSearchParams();
  const show = shows.find((known) => known === search.get('show')) ?? 'open';
  const kind = processKinds.find((known) => known === search.get('kind'));
  const put = (key: 'show' | 'kind', value: string | undefined) =>
    setSearch(
      (current) => {
        const next = new URLSearchParams(current);
        if (value === undefined) next.delete(key);
        else next.set(key, value);
        return next;
      },
      { replace: true },
    );
  const filter = useMemo(() => ({ ...conditionOf(show), ...(kind && { kind: [kind] }) }), [show, kind]);
  return {
    show,
    kind,
    filter,
    setShow: (next: Show) => put('show', next === 'open' ? undefined : next),
    setKind: (next: ProcessKind | undefined) => put('kind', next),
  };
}

function conditionOf(show: Show): ProcessFilter {
  switch (show) {
    case 'open':
      return { open: true };
    case 'waiting':
      return { state: ['waiting_human', 'waiting_timer'] };
    case 'failed':
      return { state: ['failed', 'stuck', 'retrying'] };
    default:
      return {};
  }
}
