import { useSyncExternalStore } from 'react';

/** What stands behind the dot of the top bar. `since` is the ISO moment at which the connection was lost. */
export interface LiveState {
  readonly state: 'connecting' | 'live' | 'lost';
  readonly since: string | undefined;
}

let current: LiveState = { state: 'connecting', since: undefined };
const listeners = new Set<() => void>();

/** Tells everybody who watches the connection. A loss keeps its first moment. */
export function setLiveState(next: LiveState): void {
  if (next.state === current.state) return;
  current = next;
  for (const listener of listeners) listener();
}

/** Whether live updates arrive, for the dot and the bar of the shell. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => current,
  );
}
