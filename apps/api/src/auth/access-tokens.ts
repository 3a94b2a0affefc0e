import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { TokenScope } from '@crm/domain/actor';
import type { Role } from '@crm/domain/permissions';
import { tokenRefusal } from './token-refusal.ts';

const issuer = 'gamix-crm';
const audience = 'crm';
/** Seconds. */
export const accessTokenLife = 15 * 60;

export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly scopes: readonly TokenScope[];
}

/** Checking a signature costs as much as reading a record, and a token comes with every request while it lives. */
const mostKept = 10_000;

const claimsShape = z.object({
  sub: z.uuid(),
  exp: z.number(),
  sid: z.string(),
  scope: z.string().transform((scope) => scope.split(' ').filter(isTokenScope)),
});

function isTokenScope(scope: string): scope is TokenScope {
  return /^crm:\w+:(?:read|write)$/u.test(scope);
}

/** Signs and reads access tokens: JWTs of 15 minutes, bound to a session, carrying CRM scopes. */
export function createAccessTokens(secret: string) {
  const key = new TextEncoder().encode(secret);
  const checked = new Map<string, { readonly claims: AccessClaims; readonly until: number }>();
  return {
    sign({ userId, sessionId, scopes, role }: AccessClaims & { readonly role: Role }): Promise<string> {
      return new SignJWT({ sid: sessionId, scope: scopes.join(' '), role })
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
        .setSubject(userId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${accessTokenLife}s`)
        .sign(key);
    },

    /** @throws DomainError `token_expired`, `token_wrong_audience`, `token_invalid` */
    async verify(token: string): Promise<AccessClaims> {
      const kept = checked.get(token);
      if (kept && kept.until > Date.now()) return kept.claims;
      try {
        const { payload } = await jwtVerify(token, key, { issuer, audience, algorithms: ['HS256'] });
        const { sub, sid, scope, exp } = claimsShape.parse(payload);
        const claims = { userId: sub, sessionId: sid, scopes: scope };
        if (checked.size >= mostKept) checked.clear();
        checked.set(token, { claims, until: exp * 1_000 });
        return claims;
      } catch (error) {
        throw tokenRefusal(error);
      }
    },
  };
}

export type AccessTokens = ReturnType<typeof createAccessTokens>;
