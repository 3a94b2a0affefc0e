import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { loadSignedIn, type SignedIn } from '@crm/core/auth/signed-in';
import { signIn, type SignInThrottle } from '@crm/core/auth/sign-in.service';
import { narrowScopes } from '@crm/core/auth/token-scopes';
import { effectivePermissions } from '@crm/core/policy';
import { database, inTransaction, type EntityManager, type TransactionSession } from '@crm/db/orm';
import { DomainError, refuseFields } from '@crm/domain/errors';
import { features } from '@crm/domain/feature/feature';
import { snakeKeys } from '../rest/keys.ts';
import { accessTokenLife } from './access-tokens.ts';
import { authenticate, type Authenticator } from './authenticate.ts';
import { isTrustedOrigin, sessionIdOf } from './lucia.ts';
import { signedInElsewhere } from './services.ts';
import { issueRefreshToken, useRefreshToken } from './refresh-tokens.ts';

interface AuthRoutes {
  readonly authenticator: Authenticator;
  readonly throttle: SignInThrottle;
  fork(): EntityManager;
}

const credentials = z.strictObject({
  email: z.string().max(254),
  password: z.string().min(1).max(200),
  /** Scopes parted by blanks, to get a token that may do less than its user. */
  scope: z.string().max(2000).optional(),
});
const exchange = z.strictObject({
  /** The token of a trusted issuer, as RFC 8693 calls it. */
  subject_token: z.string().min(1).max(8_000),
  scope: z.string().max(2000).optional(),
});
const refresh = z.strictObject({ refresh_token: z.string().min(1).max(200) });

/** Signing in and out: tokens for programs, a cookie session for the admin. Exempt from idempotency keys (DIFF-008). */
export function registerAuth(app: FastifyInstance, { authenticator, throttle, fork }: AuthRoutes): void {
  const { lucia, accessTokens, cache, issuers, origins } = authenticator;

  async function openSession(request: FastifyRequest, kind: 'cookie' | 'token') {
    const body = parseBody(credentials, request.body);
    const em = fork();
    const userId = await signIn(em, { ...body, address: request.ip }, throttle, new Date());
    return beginSession(request, em, userId, kind, body.scope ?? null);
  }

  async function beginSession(
    request: FastifyRequest,
    em: EntityManager,
    userId: string,
    kind: 'cookie' | 'token',
    scope: string | null,
  ) {
    const userAgent = request.headers['user-agent']?.slice(0, 300) ?? null;
    const session = await lucia.createSession(userId, { kind, userAgent, scope });
    const signedIn = await loadSignedIn(em, sessionIdOf(session.id), new Date());
    if (!signedIn) throw new DomainError('bad_credentials', 'This account was disabled just now.');
    return { em, session, signedIn };
  }

  /** Other processes hear of it from the database a moment later; this one must know before it answers. */
  async function endSession(
    em: EntityManager,
    sessionId: string,
    by: Pick<TransactionSession, 'actorKind' | 'actorId' | 'requestId'>,
  ): Promise<void> {
    await inTransaction(em, { ...by, processId: null }, (inside) =>
      database(inside).deleteFrom('crm_sessions').where('id', '=', sessionId).execute(),
    );
    cache.end(sessionId);
  }

  async function tokens(em: EntityManager, sessionId: string, { user, actor, scope }: SignedIn) {
    const scopes = narrowScopes(actor.role, scope);
    return {
      access_token: await accessTokens.sign({ userId: user.id, sessionId, scopes, role: actor.role }),
      token_type: 'Bearer',
      expires_in: accessTokenLife,
      refresh_token: await issueRefreshToken(em, sessionId, new Date()),
      scope: scopes.join(' '),
      user: snakeKeys({ ...user, role: actor.role }),
    };
  }

  app.post('/admin/auth/login', async (request, reply) => {
    const { em, session, signedIn } = await openSession(request, 'token');
    return noStore(reply).send(await tokens(em, sessionIdOf(session.id), signedIn));
  });

  app.post('/admin/auth/exchange', async (request, reply) => {
    const body = parseBody(exchange, request.body);
    const em = fork();
    const { userId, scope } = await signedInElsewhere({ issuers }, em, body.subject_token);
    const { session, signedIn } = await beginSession(request, em, userId, 'token', narrower(scope, body.scope ?? null));
    return noStore(reply).send(await tokens(em, sessionIdOf(session.id), signedIn));
  });

  app.post('/admin/auth/session', async (request, reply) => {
    if (!isTrustedOrigin(request, origins)) {
      throw new DomainError('csrf_refused', 'Sign in from our own page.');
    }
    const { session, signedIn } = await openSession(request, 'cookie');
    const cookie = lucia.createSessionCookie(session.id).serialize();
    return noStore(reply).header('Set-Cookie', cookie).send(describeSignedIn(signedIn));
  });

  app.post('/admin/auth/refresh', async (request, reply) => {
    const { refresh_token } = parseBody(refresh, request.body);
    const em = fork();
    const now = new Date();
    const sessionId = await useRefreshToken(em, refresh_token, now, (ended) =>
      endSession(em, ended, { actorKind: 'system', actorId: null, requestId: request.id }),
    );
    const signedIn = await loadSignedIn(em, sessionId, now);
    if (!signedIn) throw new DomainError('token_invalid', 'The session of this token has ended. Sign in again.');
    return noStore(reply).send(await tokens(em, sessionId, signedIn));
  });

  app.post('/admin/auth/logout', async (request, reply) => {
    const em = fork();
    const signedIn = await authenticate(authenticator, em, request);
    if (!signedIn) throw new DomainError('unauthenticated', 'Nobody is signed in here.');
    if (signedIn.sessionId === null) throw new DomainError('forbidden', 'An API key is revoked, not signed out.');
    const { id: actorId } = signedIn.viewedBy ?? signedIn.user;
    await endSession(em, signedIn.sessionId, { actorKind: 'user', actorId, requestId: request.id });
    return reply.status(204).header('Set-Cookie', lucia.createBlankSessionCookie().serialize()).send();
  });

  app.get('/admin/me', async (request, reply) => {
    const signedIn = await authenticate(authenticator, fork(), request);
    if (!signedIn) throw new DomainError('unauthenticated', 'Sign in first.');
    return noStore(reply).send(describeSignedIn(signedIn));
  });
}

/** Who one is and what one may: for `/admin/me` and the admin's start. */
export function describeSignedIn({ user, actor, viewedBy, expiresAt }: SignedIn) {
  return {
    ...asObject(snakeKeys({ ...user, role: actor.role })),
    permissions: effectivePermissions(actor),
    features: Object.fromEntries(features.map((feature) => [feature, !actor.featuresOff.has(feature)])),
    token_scopes: actor.tokenScopes,
    viewed_by: viewedBy === null ? null : { ...viewedBy, until: expiresAt?.toISOString() ?? null },
  };
}

/** What two lists of scopes have in common; `null` is everything. */
function narrower(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  const wanted = new Set(b.split(/\s+/u));
  return a
    .split(/\s+/u)
    .filter((scope) => wanted.has(scope))
    .join(' ');
}

function noStore(reply: FastifyReply): FastifyReply {
  return reply.header('Cache-Control', 'no-store');
}

export function parseBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw refuseFields(
    parsed.error.issues.map((issue) => ({
      field: issue.path.join('.') || 'body',
      code: issue.code,
      message: issue.message,
    })),
  );
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
