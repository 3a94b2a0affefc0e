import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { activityService } from '@crm/core/activity/activity.service';
import { opportunityService } from '@crm/core/opportunity/opportunity.service';
import type { ServiceContext } from '@crm/core/context';
import { activity } from '@crm/domain/activity/activity';
import { opportunity } from '@crm/domain/opportunity/opportunity';
import { startTestSystem, type TestSystem } from '../testing/test-system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
  const { qualified } = system.bench.company.stages;
  await system.bench.db().updateTable('crm_stages').set({ staleAfterDays: 10 }).where('id', '=', qualified).execute();
});
beforeEach(() => {
  system.timeSkipping = null;
});
afterAll(() => system[Symbol.asyncDispose]());

const day = 86_400_000;

test('the owner is told of a deal that stands still, then the managers, and nobody twice', async () => {
  system.timeSkipping = { enabled: true };
  const { id, processId } = await newDeal();
  await system.until(async () => (await stepOf(processId, 'escalate')) === 'done');
  expect(await waitOf(processId)).toMatchObject({ reason: 'deal_stands_still', why: 'nothing_done', next: null });
  const { northManager, northRep } = system.bench.company.users;
  expect(await toldOf(id)).toEqual([
    { kind: 'process_waits', userId: northRep.id },
    { kind: 'process_escalated', userId: northManager.id },
  ]);
  await asRep((ctx) => opportunityService.update(ctx, id, { name: 'Still the same' }));
  await asRep((ctx) => opportunityService.move(ctx, id, { stageId: system.bench.company.stages.won }));
  await system.reaches(processId, 'completed');
  expect(await toldOf(id)).toHaveLength(2);
});

test('a deal about which something is done has its time from then on', async () => {
  const { id, processId } = await newDeal();
  await system.reaches(processId, 'waiting_timer');
  const before = await waitOf(processId);
  await system.bench
    .db()
    .updateTable('crm_opportunities')
    .set({ stageEnteredAt: new Date(Date.now() - 12 * day) })
    .where('id', '=', id)
    .execute();
  const call = activity.create.parse({
    type: 'call',
    subject: 'Called back',
    status: 'completed',
    subjectType: 'opportunity',
    subjectId: id,
  });
  await asRep((ctx) => activityService.create(ctx, call));
  await system.until(async () => (await waitOf(processId))?.dueAt !== before?.dueAt);
  expect(await waitOf(processId)).toMatchObject({ reason: 'deal_moves' });
  expect(await toldOf(id)).toEqual([]);
});

test('a close date that has passed is told too, and setting another one ends the matter', async () => {
  const { id, processId } = await newDeal('2026-01-15');
  await system.until(async () => (await waitOf(processId))?.reason === 'deal_stands_still');
  expect(await waitOf(processId)).toMatchObject({ why: 'close_date_passed', next: { code: 'escalate' } });
  const expectedCloseDate = new Date(Date.now() + 90 * day).toISOString().slice(0, 10);
  await asRep((ctx) => opportunityService.update(ctx, id, { expectedCloseDate }));
  await system.until(async () => (await waitOf(processId))?.reason === 'deal_moves');
});

test('it ends with the deal, and begins anew with its restoration', async () => {
  const { id, processId } = await newDeal();
  await system.reaches(processId, 'waiting_timer');
  const { admin } = system.bench.company.users;
  await system.bench.as(admin, (ctx) => opportunityService.delete(ctx, id));
  await system.reaches(processId, 'completed');
  await system.bench.as(admin, (ctx) => opportunityService.restore(ctx, id));
  const again = await processOf(id);
  expect(again).not.toBe(processId);
  await system.reaches(again, 'waiting_timer');
});

test('a deal in a stage that may last for ever is not watched', async () => {
  const { northRep } = system.bench.company.users;
  const { proposal } = system.bench.company.stages;
  const facts = { amountMinor: 1, currency: 'EUR', expectedCloseDate: '2030-01-01', stageId: proposal };
  const input = opportunity.create.parse({ name: 'Patience', ...facts });
  const { id } = await system.bench.as(northRep, (ctx) => opportunityService.create(ctx, input));
  await expect(processOf(id)).rejects.toThrow('no result');
});

async function newDeal(expectedCloseDate: string | null = null): Promise<{ id: string; processId: string }> {
  const input = opportunity.create.parse({ name: 'Sensors for a fleet', expectedCloseDate });
  const { id } = await asRep((ctx) => opportunityService.create(ctx, input));
  return { id, processId: await processOf(id) };
}

async function processOf(id: string): Promise<string> {
  const rows = system.bench
    .db()
    .selectFrom('crm_processes')
    .select('id')
    .where('workflowId', '=', `opportunity-stage/${id}`)
    .orderBy('startedAt', 'desc');
  return (await rows.executeTakeFirstOrThrow()).id;
}

async function rowOf(processId: string) {
  const rows = system.bench.db().selectFrom('crm_processes').select(['wait', 'steps']).where('id', '=', processId);
  return rows.executeTakeFirstOrThrow();
}

async function waitOf(processId: string) {
  return (await rowOf(processId)).wait;
}

async function stepOf(processId: string, key: string) {
  return (await rowOf(processId)).steps.find((step) => step.key === key)?.state;
}

function toldOf(id: string) {
  return system.bench
    .db()
    .selectFrom('crm_notifications')
    .select(['kind', 'userId'])
    .where('subjectId', '=', id)
    .where('kind', '<>', 'stage_moved')
    .orderBy('createdAt')
    .execute();
}

function asRep<T>(run: (ctx: ServiceContext) => Promise<T>): Promise<T> {
  return system.bench.as(system.bench.company.users.northRep, run);
}
