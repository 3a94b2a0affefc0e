import type { Insertable, Kysely } from 'kysely';
import { jsonb, type Database } from '../database.ts';

type Owned = Pick<
  Insertable<Database['crm_operations']>,
  'createdAt' | 'createdBy' | 'updatedAt' | 'updatedBy' | 'assignedTo' | 'teamId'
>;

/** An operation, with one record of it. */
export async function insertOperation(
  db: Kysely<Database>,
  { operation, lead, process, user }: Readonly<Record<'operation' | 'lead' | 'process' | 'user', string>>,
  owned: Owned,
): Promise<void> {
  await db
    .insertInto('crm_operations')
    .values({
      id: operation,
      ...owned,
      kind: 'edit',
      resource: 'lead',
      name: 'edit lead',
      input: jsonb({ kind: 'edit', resource: 'lead', ids: [lead], set: { country: 'NO' } }),
      state: 'completed',
      startedBy: user,
      total: 1,
      done: 1,
      processId: process,
    })
    .execute();
  await db
    .insertInto('crm_operation_items')
    .values({ operationId: operation, recordId: lead, position: 0, state: 'done' })
    .execute();
}
