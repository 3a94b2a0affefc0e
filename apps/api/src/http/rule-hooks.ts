import type { FastifyInstance } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { Ports } from '@crm/core/context';
import { callHook } from '@crm/core/workflow/rule-hook';
import { ruleHookPrefix } from '@crm/core/workflow/rule-hook-links';
import { inTransaction, type EntityManager } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import { DomainError } from '@crm/domain/errors';
import { camelKeys } from '../rest/keys.ts';

interface HookParts {
  readonly ports: Ports;
  fork(): EntityManager;
}

/** Calls per address and minute: a busy system's, and no flood. A rule has its own limit per hour. */
const callsPerMinute = 300;
const bodyLimit = 64 * 1024;
const params = z.object({ token: z.string().max(200) });
const accepted = 202;

/** `POST /hooks/rules/:token`: another system starts a rule for one record (docs/webhooks.md). */
export function registerRuleHooks(app: FastifyInstance, { ports, fork }: HookParts): void {
  const { ruleHooks } = ports;
  if (ruleHooks === null) return;
  const limiter = new RateLimiterMemory({ points: callsPerMinute, duration: 60 });
  app.post(`${ruleHookPrefix}/:token`, { bodyLimit }, async (request, reply) => {
    await limiter.consume(request.ip).catch(() => {
      throw new DomainError('too_many_requests', 'Too many calls. Try again in a minute.', { retry_after_seconds: 60 });
    });
    const { token } = params.parse(request.params);
    const session = { actorKind: systemActor.kind, actorId: null, requestId: request.id, processId: null } as const;
    const { runId } = await inTransaction(fork(), session, (em) =>
      callHook({ actor: systemActor, em, requestId: request.id, now: new Date(), ports }, ruleHooks, {
        token,
        body: camelKeys(request.body),
      }),
    );
    return reply.status(accepted).send({ status: 'received', run_id: runId });
  });
}
