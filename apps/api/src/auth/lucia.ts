import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Lucia, verifyRequestOrigin, type Adapter } from 'lucia';
import { database, type EntityManager } from '@crm/db/orm';

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>;
    DatabaseSessionAttributes: { kind: 'cookie' | 'token'; userAgent: string | null; scope: string | null };
    DatabaseUserAttributes: object;
  }
}

/** The database knows a session by the SHA-256 of its token only: a leaked table opens no door. */
export function sessionIdOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Sessions in `crm_sessions`. The password's hash never comes near the user attributes. */
function createAdapter(em: () => EntityManager): Adapter {
  const sessions = () => database(em());
  return {
    async getSessionAndUser(token) {
      const row = await sessions()
        .selectFrom('crm_sessions as session')
        .innerJoin('crm_users as user', 'user.id', 'session.userId')
        .select(['session.userId', 'session.expiresAt', 'session.kind', 'session.userAgent', 'session.scope'])
        .where('session.id', '=', sessionIdOf(token))
        .where('user.status', '=', 'active')
        .executeTakeFirst();
      if (!row) return [null, null];
      const { userId, expiresAt, ...attributes } = row;
      return [
        { id: token, userId, expiresAt, attributes },
        { id: userId, attributes: {} },
      ];
    },
    getUserSessions: () => Promise.resolve([]),
    async setSession({ id, userId, expiresAt, attributes }) {
      const now = new Date();
      await sessions()
        .insertInto('crm_sessions')
        .values({ id: sessionIdOf(id), userId, expiresAt, createdAt: now, lastSeenAt: now, ...attributes })
        .execute();
    },
    async updateSessionExpiration(token, expiresAt) {
      await sessions()
        .updateTable('crm_sessions')
        .set({ expiresAt, lastSeenAt: new Date() })
        .where('id', '=', sessionIdOf(token))
        .execute();
    },
    async deleteSession(token) {
      await sessions().deleteFrom('crm_sessions').where('id', '=', sessionIdOf(token)).execute();
    },
    async deleteUserSessions(userId) {
      await sessions().deleteFrom('crm_sessions').where('userId', '=', userId).execute();
    },
    async deleteExpiredSessions() {
      await sessions().deleteFrom('crm_sessions').where('expiresAt', '<', new Date()).execute();
    },
  };
}

/**
 * lucia, which the product's owner asked for and which its author no longer develops; nothing outside this folder
 * imports it (ADR 0005).
 * @param secure whether the site is served over TLS: the cookie then is `Secure` and bound to the host
 */
export function createLucia(em: () => EntityManager, secure: boolean) {
  return new Lucia(createAdapter(em), {
    sessionCookie: {
      name: secure ? '__Host-crm_session' : 'crm_session',
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
  });
}

export type SessionStore = ReturnType<typeof createLucia>;

/**
 * Whether a request that carries a cookie comes from our own pages: its Origin must be the host that it is sent to, or one
 * of those that were named.
 */
export function isTrustedOrigin({ headers: { origin, host } }: FastifyRequest, origins: readonly string[]): boolean {
  if (origin === undefined || host === undefined) return false;
  return verifyRequestOrigin(origin, [host]) || origins.includes(origin);
}
