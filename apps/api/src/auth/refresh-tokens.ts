import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto';
import { database, type EntityManager } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';

/** Days. */
const refreshLife = 30;

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A new refresh token of a session; only its hash is stored. */
export async function issueRefreshToken(em: EntityManager, sessionId: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await database(em)
    .insertInto('crm_refresh_tokens')
    .values({
      id: randomUUIDv7(),
      sessionId,
      tokenHash: hashOf(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + refreshLife * 86_400_000),
    })
    .execute();
  return token;
}

/**
 * Takes a refresh token out of use and gives the session it belongs to. A token that was used before has leaked: its
 * session and with it every token of the family ends.
 * @param endSession ends a session for good
 * @throws DomainError `token_invalid`
 */
export async function useRefreshToken(
  em: EntityManager,
  token: string,
  now: Date,
  endSession: (sessionId: string) => Promise<void>,
): Promise<string> {
  const db = database(em);
  const taken = await db
    .updateTable('crm_refresh_tokens')
    .set({ usedAt: now })
    .where('tokenHash', '=', hashOf(token))
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning('sessionId')
    .executeTakeFirst();
  if (taken) return taken.sessionId;
  const known = await db
    .selectFrom('crm_refresh_tokens')
    .select(['sessionId', 'usedAt'])
    .where('tokenHash', '=', hashOf(token))
    .executeTakeFirst();
  if (known && known.usedAt !== null) await endSession(known.sessionId);
  throw new DomainError('token_invalid', 'This refresh token is not valid (any more). Sign in again.');
}
