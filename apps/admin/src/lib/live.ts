import { useEffect } from 'react';
import type { ResourceName } from '@crm/domain/permissions';
import { queryClient } from './query-client.ts';
import { sessionKey } from './session-key.ts';
import { showsChange } from './live-queries.ts';
import { setLiveState, type LiveState } from './live-state.ts';
import { api } from './trpc.ts';

/** Changes of one moment are answered together. */
const calmMs = 300;
/** A break shorter than this is not worth a word. */
const graceMs = 1_500;
const backoffMs = [1_000, 2_000, 5_000, 10_000] as const;

/**
 * Keeps what is shown up to date while the page is open: each change on the server marks the queries that show it as
 * old, and those in sight are read again. After a break everything in sight is.
 */
export function useLiveUpdates(): void {
  useEffect(() => startLive(), []);
}

function startLive(): () => void {
  let lastEventId: string | undefined;
  let failures = 0;
  let wasLive = false;
  let stream: { unsubscribe(): void } | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let grace: ReturnType<typeof setTimeout> | undefined;
  const changes = collectChanges();

  const live = () => {
    clearTimeout(grace);
    grace = undefined;
    failures = 0;
    // What was missed is replayed, but only as far back as the server keeps it in sight.
    if (wasLive) void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    wasLive = true;
    setLiveState({ state: 'live', since: undefined });
  };
  const lost = () => {
    const since = new Date().toISOString();
    grace ??= setTimeout(() => setLiveState(lostSince(since)), graceMs);
  };
  const again = () => {
    lost();
    void queryClient.invalidateQueries({ queryKey: sessionKey });
    retry = setTimeout(open, backoffMs[Math.min(failures, backoffMs.length - 1)]);
    failures += 1;
  };

  const open = () => {
    const input = lastEventId === undefined ? {} : { lastEventId: Number(lastEventId) };
    stream = api.live.changes.subscribe(input, {
      onConnectionStateChange: ({ state }) => (state === 'pending' ? live() : lost()),
      onData: ({ id, data }) => {
        lastEventId = id;
        changes.add(data);
      },
      onError: again,
    });
  };

  open();
  return () => {
    stream?.unsubscribe();
    changes.stop();
    clearTimeout(retry);
    clearTimeout(grace);
    setLiveState({ state: 'connecting', since: undefined });
  };
}

function lostSince(since: string): LiveState {
  return { state: 'lost', since };
}

interface Change {
  readonly resource: ResourceName;
  readonly id: string;
}

/** Gathers changes until a calm moment, and while the page is hidden until it is looked at. */
function collectChanges() {
  const waiting = new Map<ResourceName, Set<string>>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const apply = () => {
    // What is switched on or off changes the menu, and what may be done.
    if (waiting.has('feature_flag')) void queryClient.invalidateQueries({ queryKey: sessionKey });
    timer = undefined;
    if (document.hidden) return;
    const changed = new Map(waiting);
    waiting.clear();
    if (changed.size === 0) return;
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => showsChange(queryKey, changed) });
  };
  const onVisible = () => {
    if (!document.hidden) apply();
  };
  document.addEventListener('visibilitychange', onVisible);

  return {
    add({ resource, id }: Change) {
      const ids = waiting.get(resource) ?? new Set();
      waiting.set(resource, ids.add(id));
      timer ??= setTimeout(apply, calmMs);
    },
    stop() {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    },
  };
}
