import { sql } from 'kysely';
import { Invoice } from '@crm/db/entities/invoice.entity';
import { database } from '@crm/db/orm';
import type { Permission } from '@crm/domain/permissions';
import { allow } from '../policy.ts';
import type { ServiceContext } from '../context.ts';
import { openRecord } from '../record.ts';

export type InvoicePermission = Extract<Permission, `invoice:${string}`>;

/** An invoice to change, locked; before it the subscription that it bills, because those locks come first. */
export async function openInvoice(
  ctx: ServiceContext,
  id: string,
  permission: InvoicePermission,
  version?: number,
): Promise<Invoice> {
  allow(ctx, permission);
  await sql`
    select 1 from crm_core.crm_subscriptions
      where id = (select subscription_id from crm_core.crm_invoices where id = ${id}) for update`.execute(
    database(ctx.em),
  );
  return openRecord(ctx, Invoice, 'invoice', { id, permission, read: 'invoice:read', version });
}
