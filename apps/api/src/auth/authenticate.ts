import type { FastifyRequest } from 'fastify';
import { loadSignedIn, narrowToScopes, type SignedIn } from '@crm/core/auth/signed-in';
import type { EntityManager } from '@crm/db/orm';
import { secretPrefix } from '@crm/domain/api-key/api-key.rules';
import { DomainError } from '@crm/domain/errors';
import type { AccessTokens } from './access-tokens.ts';
import { keyHolder, type KeyUses } from './api-keys.ts';
import { isTrustedOrigin, sessionIdOf, type SessionStore } from './lucia.ts';
import { actingFor } from './services.ts';
import type { SignedInCache } from './signed-in-cache.ts';
import type { TrustedIssuers } from './trusted-issuers.ts';

export interface Authenticator {
  readonly lucia: SessionStore;
  readonly accessTokens: AccessTokens;
  readonly cache: SignedInCache;
  readonly keyUses: KeyUses;
  readonly issuers: TrustedIssuers;
  /** Other sites whose pages may write with our cookie: the same that may read our answers. */
  readonly origins: readonly string[];
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Who sends this request: by access token, API key or the token of a service, else by session cookie, else nobody.
 * @throws DomainError `token_expired`, `token_invalid`, `token_wrong_audience` for a token that does not hold, and
 * `csrf_refused` for a write with a cookie that another site's page sent
 */
export async function authenticate(
  { lucia, accessTokens, cache, keyUses, issuers, origins }: Authenticator,
  em: EntityManager,
  request: FastifyRequest,
): Promise<SignedIn | null> {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const token = /^Bearer ([\w.-]+)$/iu.exec(authorization)?.[1];
    if (token === undefined) throw new DomainError('token_invalid', 'Send Authorization: Bearer and the access token.');
    if (token.startsWith(secretPrefix)) return keyHolder({ cache, keyUses }, em, token);
    if (issuers.claims(token)) return actingFor({ cache, issuers }, em, token);
    const claims = await accessTokens.verify(token);
    const signedIn = await cache.get(claims.sessionId, () => loadSignedIn(em, claims.sessionId, new Date()));
    if (signedIn === null || signedIn.user.id !== claims.userId) {
      throw new DomainError('token_invalid', 'The session of this token has ended. Sign in again.');
    }
    return narrowToScopes(signedIn, claims.scopes);
  }
  const token = cookie === undefined ? null : lucia.readSessionCookie(cookie);
  if (token === null) return null;
  const signedIn = await cache.get(sessionIdOf(token), async () => {
    const { session } = await lucia.validateSession(token);
    return session === null ? null : loadSignedIn(em, sessionIdOf(token), new Date());
  });
  if (signedIn !== null && !safeMethods.has(request.method) && !isTrustedOrigin(request, origins)) {
    throw new DomainError('csrf_refused', 'Writes with a session cookie must come from our own pages.');
  }
  return signedIn;
}
