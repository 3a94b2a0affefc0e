import { initTRPC } from '@trpc/server';
import { inSpan, markFailed } from '@crm/telemetry/spans';
import type { Permission } from '@crm/domain/permissions';
import { requireSignedIn, toServiceContext, type RequestContext } from '../context.ts';
import { httpStatus } from '../http/status.ts';
import { toDomainError, toTrpcError } from './errors.ts';
import { runOnce } from './idempotency.ts';

/** Where a procedure is found in REST. The path is below `/crm/v1`; `:id` and the like go into the input by name. */
export interface RestRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: `/${string}`;
  readonly status?: 200 | 201 | 202 | 204;
  readonly summary: string;
  /** Bytes of the body, where it may be larger than those of others. */
  readonly bodyLimit?: number;
}

export interface ProcedureMeta {
  /** What the service will ask for first. `null`: anybody who is signed in. The permission matrix is made of these. */
  readonly permission: Permission | null;
  readonly rest?: RestRoute;
  /** A field of the answer that is given once: it is not among what is kept for a request that is sent again. */
  readonly shownOnce?: string;
}

const pingMs = 15_000;

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    sse: {
      // So that both sides learn of a connection that died without a word.
      ping: { enabled: true, intervalMs: pingMs },
      client: { reconnectAfterInactivityMs: 3 * pingMs },
    },
    errorFormatter({ shape, error, ctx }) {
      const known = toDomainError(error);
      return {
        code: shape.code,
        message: known.message,
        data: {
          code: known.code,
          httpStatus: httpStatus[known.code],
          details: known.details,
          requestId: ctx?.requestId ?? null,
          path: shape.data.path,
        },
      };
    },
  });

export const { router, createCallerFactory } = t;

/** A span for each call of a service, by whichever door it came. */
const traceCall = t.middleware(({ next, path }) =>
  inSpan('crm.service', { 'crm.procedure': path }, async (span) => {
    const result = await next();
    if (!result.ok) markFailed(span, toDomainError(result.error).code);
    return result;
  }),
);

const tellErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const known = toDomainError(result.error);
  if (known.code === 'internal') throw result.error;
  throw toTrpcError(known);
});

const procedure = t.procedure.use(traceCall).use(tellErrors);

/** Reads: signed in, and the service in hand. */
export const query = procedure.use(async ({ ctx, next }) => {
  const signedIn = requireSignedIn(ctx);
  const signedInCtx = { ...ctx, signedIn, actor: signedIn.actor };
  return next({ ctx: { ...signedInCtx, service: toServiceContext(signedInCtx) } });
});

/** Changes of these change what somebody may do. */
const changesRights = /^(?:user|team|feature_flag|api_key):/u;

/** Writes: one transaction, once per idempotency key. */
export const mutation = procedure.use(async ({ ctx, next, path, meta, getRawInput }) => {
  const signedIn = requireSignedIn(ctx);
  const call = { ctx, actor: signedIn.actor, procedure: path, input: await getRawInput(), shownOnce: meta?.shownOnce };
  const result = await runOnce(call, (em) => {
    const signedInCtx = { ...ctx, em, signedIn, actor: signedIn.actor };
    return next({ ctx: { ...signedInCtx, service: toServiceContext(signedInCtx) } });
  });
  // Other processes hear of it from the database a moment later; this one must know before it answers.
  if (changesRights.test(meta?.permission ?? '')) ctx.forgetSignedIn();
  if (meta?.permission?.startsWith('custom_field:') === true) ctx.ports.customFields.drop();
  return result;
});
