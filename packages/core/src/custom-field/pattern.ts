import { sql } from 'kysely';
import { z } from 'zod';
import { database } from '@crm/db/orm';
import type { ServiceContext } from '../context.ts';

/**
 * Whether a whole text matches an administrator's pattern. Asked of the database: its engine does not go back and try
 * again, so no pattern makes a request hang, as JavaScript's own can.
 */
export async function matchesPattern(ctx: ServiceContext, pattern: string, text: string): Promise<boolean> {
  const { rows } = await sql<{ fits: boolean }>`select ${text}::text ~ ${`^(?:${pattern})$`} as fits`.execute(
    database(ctx.em),
  );
  return rows[0]?.fits === true;
}

/** A pattern that cannot be read, or that would take too much memory. */
const invalidPattern = z.object({ code: z.literal('2201B'), message: z.string() });

/** What is wrong with a pattern, in the database's words; `null` for a good one. */
export async function explainPattern(ctx: ServiceContext, pattern: string): Promise<string | null> {
  const db = database(ctx.em);
  await sql`savepoint crm_pattern`.execute(db);
  try {
    await matchesPattern(ctx, pattern, '');
    await sql`release savepoint crm_pattern`.execute(db);
    return null;
  } catch (error) {
    const known = invalidPattern.safeParse(error);
    if (!known.success) throw error;
    await sql`rollback to savepoint crm_pattern`.execute(db);
    return known.data.message;
  }
}
