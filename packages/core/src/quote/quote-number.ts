import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import type { ServiceContext } from '../context.ts';

const digits = 5;

/** The number of a new quote: unique, rising, with a gap where a transaction was rolled back. */
export async function nextQuoteNumber(ctx: ServiceContext): Promise<string> {
  const { rows } = await sql<{ next: number }>`select nextval('crm_core.crm_quote_number') as next`.execute(
    database(ctx.em),
  );
  return quoteNumber(ctx.now.getUTCFullYear(), rows[0]?.next ?? 0);
}

/** `Q-2026-00001` */
export function quoteNumber(year: number, count: number): string {
  return `Q-${year}-${String(count).padStart(digits, '0')}`;
}
