import { initTRPC } from '@trpc/server';
import { sql } from 'kysely';
import { expect, inject, it } from 'vitest';
import { z } from 'zod';
import { createOrm, database } from '@crm/db/orm';
import { toDomainError } from './errors.ts';

it('a statement that takes too long is told as such, and as nothing of the server’s', async () => {
  const orm = await createOrm(inject('templateUrl').replace(/\/[^/]*$/u, '/postgres'));
  try {
    const slow = database(orm.em.fork())
      .transaction()
      .execute(async (trx) => {
        await sql`set local statement_timeout = 20`.execute(trx);
        await sql`select pg_sleep(5)`.execute(trx);
      });
    const error = toDomainError(await slow.catch((thrown: unknown) => thrown));
    expect(error.code).toBe('unavailable');
    expect(error.message).toContain('Ask for less');
  } finally {
    await orm.close();
  }
});

it('an answer that is not what its procedure promises is our fault, not the caller’s', async () => {
  const t = initTRPC.create();
  const broken = t.router({ broken: t.procedure.output(z.object({ name: z.string() })).query(() => wrong) });
  const error = toDomainError(
    await t
      .createCallerFactory(broken)({})
      .broken()
      .catch((thrown: unknown) => thrown),
  );
  expect(error.code).toBe('internal');
  expect(error.message).not.toContain('name');
});

/** As a column may hold it. */
const wrong: { name: string } = JSON.parse('{}');
