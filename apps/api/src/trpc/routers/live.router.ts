import { tracked } from '@trpc/server';
import { z } from 'zod';
import { query } from '../init.ts';

export const liveRouter = {
  /** Changes as they happen, over SSE; after a break it goes on where it stopped. */
  changes: query
    .meta({ permission: null })
    .input(z.strictObject({ lastEventId: z.coerce.number().int().min(0).nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      const stopped = signal ?? new AbortController().signal;
      for await (const { seq, resource, id, kind } of ctx.live.stream(ctx.actor, input.lastEventId ?? null, stopped)) {
        yield tracked(String(seq), { resource, id, kind });
      }
    }),
};
