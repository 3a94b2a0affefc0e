import type { TRPCClient } from '@trpc/client';
import type { CrmRouter } from './client.ts';
import { toCrmError } from './errors.ts';
import type { LiveEvent } from './procedures.ts';

/** A subscription as something to loop over; leaving the loop ends it. */
export async function* listen(api: TRPCClient<CrmRouter>, signal?: AbortSignal): AsyncGenerator<LiveEvent, void> {
  const waiting: LiveEvent[] = [];
  let wake = Promise.withResolvers<void>();
  let ended = false;
  let failure: unknown = null;
  const end = () => {
    ended = true;
    wake.resolve();
  };
  const subscription = api.live.changes.subscribe(
    {},
    {
      onData({ data }) {
        waiting.push(data);
        wake.resolve();
      },
      onError(error) {
        failure = toCrmError(error);
        end();
      },
      onComplete: end,
    },
  );
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  try {
    for (;;) {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) yield next;
      if (ended) break;
      await wake.promise;
      wake = Promise.withResolvers<void>();
    }
    if (failure !== null) throw failure;
  } finally {
    subscription.unsubscribe();
    signal?.removeEventListener('abort', end);
  }
}
