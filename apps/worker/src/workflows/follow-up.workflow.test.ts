import { afterAll, beforeAll, expect, test } from 'vitest';
import { activityService } from '@crm/core/activity/activity.service';
import { leadService } from '@crm/core/lead/lead.service';
import type { ServiceContext } from '@crm/core/context';
import { startTestSystem, type TestSystem } from '../testing/test-system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system[Symbol.asyncDispose]());

const hour = 3_600_000;

test('tells the owner when the day has come, in skipped time', async () => {
  system.timeSkipping = { enabled: true };
  const { processId, opportunityId } = await followUp();
  await system.reaches(processId, 'completed');
  const told = await system.bench
    .db()
    .selectFrom('crm_timeline')
    .select(['payload', 'occurredAt'])
    .where('subjectId', '=', opportunityId)
    .where('kind', '=', 'process')
    .execute();
  expect(told).toMatchObject([{ payload: { code: 'follow_up_due' } }]);
  // The run's own clock, not the wall clock: ten o'clock of a coming day.
  expect(told[0]?.occurredAt.getTime()).toBeGreaterThan(Date.now());
  expect(told[0]?.occurredAt.getUTCHours()).toBe(10);
});

test('follows its activity when it is moved, and comes at once when it is overdue', async () => {
  system.timeSkipping = null;
  const { processId, activityId } = await followUp();
  await system.reaches(processId, 'waiting_timer');
  const later = new Date(Date.now() + 1_000 * hour).toISOString();
  await asRep((ctx) => activityService.update(ctx, activityId, { dueAt: later }));
  const dueAt = async () =>
    (await system.bench.db().selectFrom('crm_processes').select('wait').where('id', '=', processId).executeTakeFirst())
      ?.wait?.dueAt;
  await expect.poll(dueAt, { timeout: 10_000 }).toBe(later);
  await asRep((ctx) => activityService.update(ctx, activityId, { dueAt: new Date(Date.now() - hour).toISOString() }));
  await system.reaches(processId, 'completed');
});

test('ends when the activity is done before its day', async () => {
  system.timeSkipping = null;
  const { processId, activityId } = await followUp();
  await system.reaches(processId, 'waiting_timer');
  await asRep((ctx) => activityService.complete(ctx, activityId, { outcome: 'Signed' }));
  await system.reaches(processId, 'cancelled');
});

test('ends when the conversion that made it is undone', async () => {
  system.timeSkipping = null;
  const { processId, leadId } = await followUp();
  await system.reaches(processId, 'waiting_timer');
  await asRep((ctx) => leadService.undoConversion(ctx, leadId, { onConflict: 'ask' }));
  await system.reaches(processId, 'cancelled');
});

async function followUp() {
  const leadId = await system.scenes.qualifiedLead();
  await system.reaches(await system.scenes.start(leadId), 'completed');
  const row = await system.bench
    .db()
    .selectFrom('crm_conversions')
    .select(['followUpId', 'opportunityId'])
    .where('leadId', '=', leadId)
    .executeTakeFirstOrThrow();
  const activityId = row.followUpId ?? '';
  const process = await system.bench
    .db()
    .selectFrom('crm_processes')
    .select('id')
    .where('workflowId', '=', `follow-up/${activityId}`)
    .executeTakeFirstOrThrow();
  return { leadId, activityId, opportunityId: row.opportunityId ?? '', processId: process.id };
}

function asRep<T>(run: (ctx: ServiceContext) => Promise<T>): Promise<T> {
  return system.bench.as(system.bench.company.users.northRep, run);
}
