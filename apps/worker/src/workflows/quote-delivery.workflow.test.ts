import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ServiceContext } from '@crm/core/context';
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

test('waits for the customer, says until when, and is over with the answer', async () => {
  const { id, processId } = await sent('mailed');
  await system.reaches(processId, 'waiting_timer');
  expect(await waitOf(processId)).toMatchObject({
    reason: 'customer_answers',
    dueAt: expect.any(String),
    next: { code: 'remind' },
  });
  await asRep((ctx) => quoteService.accept(ctx, id));
  await system.client.workflow.getHandle(`quote-delivery/${id}/1`).result();
  await system.reaches(processId, 'completed');
});

test('reminds the customer and the owner once, and lets the offer expire after its last day', async () => {
  system.timeSkipping = { enabled: true };
  const { id, processId } = await sent('mailed');
  await system.reaches(processId, 'completed');
  expect(await asRep((ctx) => quoteService.get(ctx, id))).toMatchObject({ status: 'expired' });
  const mails = system.bench.db().selectFrom('crm_mails').select('template').where('subjectId', '=', id);
  expect(await mails.orderBy('createdAt').execute()).toEqual([{ template: 'quote' }, { template: 'quote_reminder' }]);
  const told = system.bench.db().selectFrom('crm_notifications').select('kind').where('subjectId', '=', id);
  expect(await told.execute()).toEqual([{ kind: 'quote_unanswered' }]);
});

test('asks its owner for another address when the mail is refused, and goes on when it was sent there', async () => {
  const { id, processId } = await sent('refused');
  await system.reaches(processId, 'waiting_timer');
  expect(await waitOf(processId)).toMatchObject({
    reason: 'mail_refused',
    actors: [{ id: system.bench.company.users.northRep.id }],
  });
  await asRep((ctx) => quoteService.send(ctx, id, { by: 'hand' }));
  await expect.poll(() => waitOf(processId)).toMatchObject({ reason: 'customer_answers' });
});

test('a worker that is killed while it waits loses nothing: the answer comes meanwhile', async () => {
  const { id, processId } = await sent('mailed');
  await system.reaches(processId, 'waiting_timer');
  await system.stopAll();
  await asRep((ctx) => quoteService.decline(ctx, id, {}));
  await system.startWorker();
  system.startRelay();
  await system.client.workflow.getHandle(`quote-delivery/${id}/1`).result();
  await system.reaches(processId, 'completed');
});

function asRep<Result>(work: (ctx: ServiceContext) => Promise<Result>): Promise<Result> {
  return system.bench.as(system.bench.company.users.northRep, work);
}

const monthMs = 30 * 86_400_000;

/** A quote that was sent by a mail which went out, or was refused: nothing here sends mails by itself. */
async function sent(mail: 'mailed' | 'refused') {
  const validUntil = new Date(Date.now() + monthMs).toISOString().slice(0, 10);
  const data = quoteData({ accountId, currency: 'EUR', validUntil, lines: [{ productId }] });
  const { id } = await asRep((ctx) => quoteService.create(ctx, data));
  await asRep((ctx) => quoteService.submit(ctx, id));
  await system.stopAll();
  await asRep((ctx) => quoteService.send(ctx, id, { to: 'ida@nordlys.example' }));
  const state = mail === 'mailed' ? 'sent' : 'failed';
  await system.bench.db().updateTable('crm_mails').set({ state, dueAt: null }).where('subjectId', '=', id).execute();
  await system.startWorker();
  system.startRelay();
  const rows = system.bench.db().selectFrom('crm_processes').select('id').where('subjectId', '=', id);
  return { id, processId: (await rows.executeTakeFirstOrThrow()).id };
}

async function waitOf(processId: string) {
  const rows = system.bench.db().selectFrom('crm_processes').select('wait').where('id', '=', processId);
  return (await rows.executeTakeFirstOrThrow()).wait;
}
