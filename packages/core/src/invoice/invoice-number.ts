import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import { invoiceNumber, type InvoiceKind } from '@crm/domain/invoice/invoice.rules';
import type { ServiceContext } from '../context.ts';

/**
 * The next number of a kind in a year, without a gap (ADR 0009). The counter is a row that is locked until the
 * transaction ends: who comes second waits, and gets the next number, or, if the first was rolled back, the same one. A
 * sequence would not wait, and what it gave is lost with a rollback or a crash. To hold the row only for moments, and so
 * that no two transactions wait for each other, the number is the last thing that is locked: first the records, then
 * this.
 */
export async function takeInvoiceNumber(ctx: ServiceContext, kind: InvoiceKind, day: string): Promise<string> {
  const year = Number(day.split('-')[0]);
  const counter = await database(ctx.em)
    .insertInto('crm_counters')
    .values({ series: kind, year, lastValue: 1 })
    .onConflict((conflict) =>
      conflict.columns(['series', 'year']).doUpdateSet({ lastValue: sql`crm_counters.last_value + 1` }),
    )
    .returning('lastValue')
    .executeTakeFirstOrThrow();
  return invoiceNumber(kind, year, counter.lastValue);
}
