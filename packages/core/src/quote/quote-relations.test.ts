import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { requireRelated } from './quote-relations.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench[Symbol.asyncDispose]());

test('what is not there is refused by name; a database that is gone is not told as a mistake of the caller', async () => {
  const { northRep } = bench.company.users;
  const accountId = randomUUID();
  const ask = () => bench.as(northRep, (ctx) => requireRelated(ctx, { accountId }));
  await expect(ask()).rejects.toMatchObject({
    code: 'validation_failed',
    details: { issues: [{ field: 'accountId' }] },
  });
  const cut = bench.as(northRep, async (ctx) => {
    await bench.query(`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state = 'idle in transaction'`);
    await requireRelated(ctx, { accountId });
  });
  await expect(cut).rejects.not.toMatchObject({ code: 'validation_failed' });
});
