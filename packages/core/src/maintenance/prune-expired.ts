import { database, type EntityManager } from '@crm/db/orm';

/** Removes what has served its time: answers kept for repeated writes, sessions with their tokens, secrets of API keys that were replaced, counters of tries. */
export async function pruneExpired(em: EntityManager, now: Date): Promise<void> {
  const db = database(em);
  await db.deleteFrom('crm_idempotency').where('expiresAt', '<', now).execute();
  await db.deleteFrom('crm_sessions').where('expiresAt', '<', now).execute();
  await db.deleteFrom('crm_refresh_tokens').where('expiresAt', '<', now).execute();
  await db.deleteFrom('crm_api_key_secrets').where('expiresAt', '<', now).execute();
  await db.deleteFrom('crm_rate_limits').where('expire', '<', now.getTime()).execute();
}
