import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';

/** An endpoint, and an event that waits for it. */
export async function insertOneWebhook(
  db: Kysely<Database>,
  { id, lead }: { readonly id: string; readonly lead: string },
  now: Date,
): Promise<void> {
  await db
    .insertInto('crm_webhook_endpoints')
    .values({
      id,
      createdAt: now,
      updatedAt: now,
      name: 'Web shop',
      url: 'https://shop.example.com/crm',
      events: ['lead.created'],
    })
    .execute();
  await db
    .insertInto('crm_webhook_deliveries')
    .values({ endpointId: id, event: 'lead.created', recordId: lead, createdAt: now, dueAt: now })
    .execute();
}
