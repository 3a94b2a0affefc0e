import type { TRPCLink } from '@trpc/client';
import type { AppRouter } from '@crm/api/trpc/app-router';

/** Infinite queries say in which direction they go. Lists by cursor go forward only, and refuse keys they do not know. */
export const dropDirection: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    next(op.type === 'query' ? { ...op, input: withoutDirection(op.input) } : op);

function withoutDirection(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('direction' in input)) return input;
  return Object.fromEntries(Object.entries(input).filter(([key]) => key !== 'direction'));
}
