import type { FastifyInstance } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { Ports, ServiceContext } from '@crm/core/context';
import { leadService } from '@crm/core/lead/lead.service';
import { inTransaction, type EntityManager } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import { DomainError } from '@crm/domain/errors';
import { withFormBodies } from '../http/form-bodies.ts';
import { camelKeys } from './keys.ts';

interface FormParts {
  fork(): EntityManager;
  readonly ports: Ports;
}

/** Posts per address and minute: enough for people behind one office's address, too few for a flood. */
const postsPerMinute = 20;

/**
 * `POST /forms/:key`: the public way in for leads, by a page's script (JSON) or by a plain HTML form. The answer never
 * tells whether somebody is known already.
 */
export async function registerForms(parent: FastifyInstance, { fork, ports }: FormParts): Promise<void> {
  await withFormBodies(parent, (app) => registerForm(app, { fork, ports }));
}

function registerForm(app: FastifyInstance, { fork, ports }: FormParts): void {
  const limiter = new RateLimiterMemory({ points: postsPerMinute, duration: 60 });
  const params = z.object({ key: z.string().max(100) });

  app.post('/forms/:key', async (request, reply) => {
    await limiter.consume(request.ip).catch(() => {
      throw new DomainError('too_many_requests', 'Too many posts. Try again in a minute.', { retry_after_seconds: 60 });
    });
    const { key } = params.parse(request.params);
    const session = { actorKind: systemActor.kind, actorId: null, requestId: request.id, processId: null } as const;
    await inTransaction(fork(), session, async (em) => {
      const ctx: ServiceContext = { actor: systemActor, em, requestId: request.id, now: new Date(), ports };
      await leadService.capture(ctx, key, camelKeys(request.body));
    });
    return reply.status(202).send({ status: 'received' });
  });
}
