import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  processKinds,
  processStates,
  type ProcessFilter,
  type ProcessKind,
  type ProcessState,
} from '@crm/domain/process/process';

export const shows = ['all', 'open', 'waiting', 'failed'] as const;
export type Show = (typeof shows)[number];

/** Which processes are shown; the address holds it. */
export function useProcessFilter() {
  const [search, setSearch] = useSearchParams();
  const state = processStates.find((known) => known === search.get('state'));
  // One state is looked for among all, not within a group of states.
  const show = state ? 'all' : (shows.find((known) => known === search.get('show')) ?? 'open');
  const kind = processKinds.find((known) => known === search.get('kind'));
  const put = (changes: Readonly<Partial<Record<'show' | 'kind' | 'state', string | undefined>>>) =>
    setSearch(
      (current) => {
        const next = new URLSearchParams(current);
        for (const [key, value] of Object.entries(changes)) {
          if (value === undefined) next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace: true },
    );
  const filter = useMemo<ProcessFilter>(
    () => ({ ...conditionOf(show), ...(state && { state: [state] }), ...(kind && { kind: [kind] }) }),
    [show, state, kind],
  );
  return {
    show,
    kind,
    state,
    filter,
    setShow: (next: Show) => put({ state: undefined, show: next === 'open' ? undefined : next }),
    setKind: (next: ProcessKind | undefined) => put({ kind: next }),
    /** No state means any, open or over. */
    setState: (next: ProcessState | undefined) => put({ state: next, show: next ? undefined : 'all' }),
    clear: () => put({ state: undefined, kind: undefined, show: 'all' }),
  };
}

export type ChosenProcesses = ReturnType<typeof useProcessFilter>;

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
