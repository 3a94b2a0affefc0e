import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { loadSignedIn, type SignedIn } from '@crm/core/auth/signed-in';
import { endViewAs, startViewAs } from '@crm/core/auth/view-as';
import type { ServiceContext } from '@crm/core/context';
import { inTransaction } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import { id } from '@crm/domain/scalars';
import { requireSignedIn, toServiceContext, type RequestContext } from '../context.ts';
import { describeSignedIn, parseBody } from './routes.ts';
import type { SignedInCache } from './signed-in-cache.ts';

interface ViewAsParts {
  readonly cache: SignedInCache;
  createContext(request: FastifyRequest): Promise<RequestContext>;
}

const path = '/admin/auth/view-as';
const body = z.strictObject({ user_id: id });

/** An administrator sees the product as somebody else, and comes back. About the session, so beside signing in. */
export function registerViewAs(app: FastifyInstance, { cache, createContext }: ViewAsParts): void {
  /** Runs as the administrator whose session it is, also while it sees the product as somebody else. */
  async function change(
    request: FastifyRequest,
    write: (service: ServiceContext, signedIn: SignedIn) => Promise<void>,
  ): Promise<object> {
    const ctx = await createContext(request);
    const signedIn = requireSignedIn(ctx);
    const { sessionId, viewedBy, actor } = signedIn;
    if (sessionId === null) throw new DomainError('forbidden', 'Only a session can see the product as somebody else.');
    const actorId = viewedBy?.id ?? actor.id;
    const session = { actorKind: 'user', actorId, requestId: ctx.requestId, processId: null } as const;
    await inTransaction(ctx.em, session, (em) =>
      write(toServiceContext({ ...ctx, em, signedIn, actor: signedIn.actor }), signedIn),
    );
    // Other processes hear of it from the database a moment later; this one must know before it answers.
    cache.end(sessionId);
    const now = await loadSignedIn(ctx.em, sessionId, new Date());
    if (now === null) throw new DomainError('unauthenticated', 'Sign in first.');
    return describeSignedIn(now);
  }

  app.post(path, async (request, reply) => {
    const answer = await change(request, (service, signedIn) =>
      startViewAs(service, signedIn, parseBody(body, request.body).user_id),
    );
    return reply.header('Cache-Control', 'no-store').send(answer);
  });

  app.delete(path, async (request, reply) => {
    const answer = await change(request, (service, { sessionId }) => endViewAs(service, sessionId ?? ''));
    return reply.header('Cache-Control', 'no-store').send(answer);
  });
}
