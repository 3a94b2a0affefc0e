import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import { plainDecimal } from '@crm/domain/money/decimal';
import type { ServiceContext } from '../context.ts';

/** The lines of an invoice in their order, with what credit notes took back of each. */
export async function readLines(ctx: ServiceContext, invoiceId: string) {
  const rows = await database(ctx.em)
    .selectFrom('crm_invoice_lines as line')
    .selectAll('line')
    .select(creditedQuantity('line.id').as('creditedQuantity'))
    .where('line.invoiceId', '=', invoiceId)
    .orderBy('line.position')
    .execute();
  return rows.map((row) => ({ ...row, creditedQuantity: plainDecimal(row.creditedQuantity) }));
}

export type LineColumns = Awaited<ReturnType<typeof readLines>>[number];

/** How much of a line credit notes took back, but for those that are void. */
export function creditedQuantity(lineId: string) {
  return sql<string>`(
    select coalesce(sum(credit.quantity), 0) from crm_core.crm_invoice_lines as credit
      join crm_core.crm_invoices as note on note.id = credit.invoice_id
      where credit.credited_line_id = ${sql.ref(lineId)} and note.status <> 'void' and note.deleted_at is null)`;
}
