import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import { z } from 'zod';
import type { ProcedureMeta, RestRoute } from '../trpc/init.ts';
import type { Shaping } from './shaping.ts';

/** A procedure as the surfaces beside tRPC see it. */
export interface ExposedProcedure {
  /** `account.list`, as in tRPC. */
  readonly name: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly meta: ProcedureMeta;
  readonly input: z.ZodObject | null;
  readonly output: z.ZodType | null;
}

export interface RestProcedure extends ExposedProcedure {
  readonly rest: RestRoute;
  /** Where a route says things in words of its own: its input as the procedure takes it. */
  readonly adapt?: (input: Record<string, unknown>) => Record<string, unknown>;
}

/** Procedures as they are served over HTTP below one prefix. */
export interface Door {
  readonly title: string;
  readonly prefix: `/${string}`;
  /** `false` where a write may come without an Idempotency-Key. */
  readonly needsKey?: boolean;
  readonly procedures: readonly RestProcedure[];
  /** Where callers say how much of a row they want. */
  readonly shaping?: Shaping;
}

/** Every procedure of a router that says what permission it needs; all do, or the start fails. */
export function exposedProcedures(router: AnyTRPCRouter): readonly ExposedProcedure[] {
  const procedures: Record<string, AnyTRPCProcedure> = router._def.procedures;
  return Object.entries(procedures).map(([name, procedure]) => {
    const meta: unknown = procedure._def.meta;
    if (!isMeta(meta)) throw new Error(`The procedure ${name} lacks .meta({ permission }).`);
    return { name, type: procedure._def.type, meta, input: inputOf(procedure), output: outputOf(procedure) };
  });
}

/** Those that REST serves too. */
export function restProcedures(router: AnyTRPCRouter): readonly RestProcedure[] {
  return exposedProcedures(router).flatMap((procedure) =>
    procedure.meta.rest ? [{ ...procedure, rest: procedure.meta.rest }] : [],
  );
}

function isMeta(meta: unknown): meta is ProcedureMeta {
  return typeof meta === 'object' && meta !== null && 'permission' in meta;
}

function inputOf({ _def }: AnyTRPCProcedure): z.ZodObject | null {
  const [input]: unknown[] = 'inputs' in _def && Array.isArray(_def.inputs) ? _def.inputs : [];
  return input instanceof z.ZodObject ? input : null;
}

function outputOf(procedure: AnyTRPCProcedure): z.ZodType | null {
  const output: unknown = 'output' in procedure._def ? procedure._def.output : null;
  return output instanceof z.ZodType ? output : null;
}
