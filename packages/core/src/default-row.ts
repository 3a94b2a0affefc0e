import { database } from '@crm/db/orm';
import type { ServiceContext } from './context.ts';

/** Tables of which one live row is the default; a unique index has the last word. */
type WithDefault = 'crm_pipelines' | 'crm_calendars' | 'crm_sla_policies' | 'crm_ticket_categories';

/** Takes the mark from the row that is the default so far, in the transaction that gives it to another. */
export async function releaseDefault(ctx: ServiceContext, table: WithDefault): Promise<void> {
  await database(ctx.em)
    .updateTable(table)
    .set((eb) => ({ isDefault: false, version: eb('version', '+', 1), updatedAt: ctx.now, updatedBy: ctx.actor.id }))
    .where('isDefault', '=', true)
    .where('deletedAt', 'is', null)
    .execute();
}
