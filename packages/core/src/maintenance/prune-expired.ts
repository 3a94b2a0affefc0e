import { database, type EntityManager } from '@crm/db/orm';

/** Whoever was told something half a year ago has read it, or never will. */
const toldForDays = 180;
/** Whoever has not asked for an event again after a month never will. */
const deliveriesForDays = 30;
const dayMs = 86_400_000;

/** Removes what has served its time: answers kept for repeated writes, sessions with their tokens, views as somebody else, secrets of API keys that were replaced, counters of tries, and what people and other systems were told long ago. */
export async function pruneExpired(em: EntityManager, now: Date): Promise<void> {
  const db = database(em);
  await db.deleteFrom('crm_idempotency').where('expiresAt', '<', now).execute();
  await db.deleteFrom('crm_sessions').where('expiresAt', '<', now).execute();
  await db.deleteFrom('crm_view_as').where('expiresAt', '<', now).execute();
  await db.deleteFrom('crm_refresh_tokens').where('expiresAt', '<', now).execute();
  await db.deleteFrom('crm_api_key_secrets').where('expiresAt', '<', now).execute();
  await db.deleteFrom('crm_notifications').where('createdAt', '<', daysBefore(now, toldForDays)).execute();
  await db
    .deleteFrom('crm_mails')
    .where('createdAt', '<', daysBefore(now, toldForDays))
    .where('dueAt', 'is', null)
    .execute();
  await db
    .deleteFrom('crm_webhook_deliveries')
    .where('createdAt', '<', daysBefore(now, deliveriesForDays))
    .where('dueAt', 'is', null)
    .execute();
  await db.deleteFrom('crm_rate_limits').where('expire', '<', now.getTime()).execute();
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * dayMs);
}
