import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { AppRouter } from '@crm/api/trpc/app-router';
import { dropDirection } from './drop-direction.ts';
import { idempotencyKeyOf } from './idempotency.ts';
import { queryClient } from './query-client.ts';

const url = '/trpc';
/** Longer addresses are cut by some proxies. */
const maxURLLength = 4_000;

/** The API as functions, for what runs outside of React. */
export const api = createTRPCClient<AppRouter>({
  links: [
    dropDirection,
    splitLink({
      condition: (op) => op.type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: splitLink({
        condition: (op) => op.type === 'mutation',
        // Each write alone: a key belongs to one of them.
        true: httpLink({ url, headers: ({ op }) => ({ 'Idempotency-Key': idempotencyKeyOf(op.input) }) }),
        false: httpBatchLink({ url, maxURLLength }),
      }),
    }),
  ],
});

/** The API as query and mutation options: `useQuery(trpc.account.get.queryOptions({ id }))`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient });

/** What a procedure takes: `Inputs['account']['create']`. */
export type Inputs = inferRouterInputs<AppRouter>;
/** What a procedure answers: `Outputs['account']['get']`. */
export type Outputs = inferRouterOutputs<AppRouter>;
