import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { quoteService } from '@crm/core/quote/quote.service';
import { makeAccount, makeProduct, quoteData } from '@crm/core/testing/sales-scenes';
import { startTestSystem, type TestSystem } from '../testing/test-system.ts';

let system: TestSystem;
let accountId: string;
let productId: string;
beforeAll(async () => {
  system = await startTestSystem();
  const { northRep, admin } = system.bench.company.users;
  accountId = (await system.bench.as(northRep, (ctx) => makeAccount(ctx))).id;
  productId = (await system.bench.as(admin, (ctx) => makeProduct(ctx))).id;
});
beforeEach(() => {
  system.timeSkipping = null;
});
afterAll(() => system[Symbol.asyncDispose]());

test('asks at once, says who may act and what comes next, and is over with the decision', async () => {
  const { id, processId } = await handedIn();
  const { northManager, northRep } = system.bench.company.users;
  await system.reaches(processId, 'waiting_human');
  expect(await waitOf(processId)).toMatchObject({
    reason: 'approve_quote',
    actors: [{ id: northManager.id }],
    next: { code: 'remind' },
  });
  await system.bench.as(northManager, (ctx) => quoteService.approve(ctx, id, {}));
  await system.reaches(processId, 'completed');
  await system.client.workflow.getHandle(`quote-approval/${id}/1`).result();
  expect(await toldOf(id)).toEqual([
    { kind: 'process_waits', userId: northManager.id },
    { kind: 'quote_approved', userId: northRep.id },
  ]);
});

test('reminds, asks the administrators too, and gives the quote back when nobody decides', async () => {
  system.timeSkipping = { enabled: true };
  const { id, processId } = await handedIn();
  await system.reaches(processId, 'completed');
  const { northManager, northRep, admin } = system.bench.company.users;
  expect(await toldOf(id)).toEqual([
    { kind: 'process_waits', userId: northManager.id },
    { kind: 'process_reminded', userId: northManager.id },
    { kind: 'process_escalated', userId: admin.id },
    { kind: 'quote_returned', userId: northRep.id },
  ]);
  expect(await system.bench.as(northRep, (ctx) => quoteService.get(ctx, id))).toMatchObject({ status: 'draft' });
});

test('a worker that is killed while it waits loses nothing: the decision is made meanwhile', async () => {
  const { id, processId } = await handedIn();
  await system.reaches(processId, 'waiting_human');
  await system.stopAll();
  await system.bench.as(system.bench.company.users.northManager, (ctx) => quoteService.approve(ctx, id, {}));
  await system.startWorker();
  system.startRelay();
  await system.client.workflow.getHandle(`quote-approval/${id}/1`).result();
  await system.reaches(processId, 'completed');
});

async function handedIn(): Promise<{ id: string; processId: string }> {
  const { northRep } = system.bench.company.users;
  const data = quoteData({ accountId, currency: 'EUR', lines: [{ productId, discountPercent: '25' }] });
  const { id } = await system.bench.as(northRep, (ctx) => quoteService.create(ctx, data));
  await system.bench.as(northRep, (ctx) => quoteService.submit(ctx, id));
  const rows = system.bench.db().selectFrom('crm_processes').select('id').where('subjectId', '=', id);
  return { id, processId: (await rows.executeTakeFirstOrThrow()).id };
}

async function waitOf(processId: string) {
  const rows = system.bench.db().selectFrom('crm_processes').select('wait').where('id', '=', processId);
  return (await rows.executeTakeFirstOrThrow()).wait;
}

function toldOf(id: string) {
  return system.bench
    .db()
    .selectFrom('crm_notifications')
    .select(['kind', 'userId'])
    .where('subjectId', '=', id)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
}
