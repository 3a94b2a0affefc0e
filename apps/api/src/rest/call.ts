import { callTRPCProcedure, type AnyTRPCRouter } from '@trpc/server';
import type { RequestContext } from '../context.ts';
import type { ExposedProcedure } from './procedures.ts';

/** Calls a procedure as tRPC would: with all of its middleware, rights and validation. */
export function callProcedure(
  router: AnyTRPCRouter,
  { name, type }: Pick<ExposedProcedure, 'name' | 'type'>,
  ctx: RequestContext,
  input: unknown,
): Promise<unknown> {
  const getRawInput = () => Promise.resolve(input);
  return callTRPCProcedure({ router, path: name, type, ctx, input, getRawInput, signal: undefined, batchIndex: 0 });
}
