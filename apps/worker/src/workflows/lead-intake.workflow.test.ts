import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { leadService } from '@crm/core/lead/lead.service';
import { lead } from '@crm/domain/lead/lead';
import { leadIntake, looksPerRun } from '@crm/domain/processes/lead-intake';
import { startTestSystem, type TestSystem } from '../testing/test-system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
});
beforeEach(async () => {
  system.timeSkipping = null;
  await setTakers(true);
});
afterAll(() => system[Symbol.asyncDispose]());

test('a new lead is scored and given to somebody within seconds', async () => {
  const { id, processId } = await newLead();
  await system.reaches(processId, 'completed');
  const made = await read(id);
  expect(made.score).toBe(30);
  expect(made.assignedTo).toBe(system.bench.company.users.northRep.id);
});

test('with nobody there it waits, and goes on at once when a person takes the lead', async () => {
  await setTakers(false);
  const { id, processId } = await newLead();
  await system.reaches(processId, 'waiting_timer');
  const { admin, southRep } = system.bench.company.users;
  await system.bench.as(admin, (ctx) => leadService.update(ctx, id, { assignedTo: southRep.id }));
  await system.reaches(processId, 'completed');
  expect((await read(id)).assignedTo).toBe(southRep.id);
});

test('it looks again every quarter of an hour for as long as it takes, in runs of bounded length', async () => {
  await setTakers(false);
  system.timeSkipping = { enabled: true, maxSessionSkipCount: 1_000 };
  const { id, processId } = await newLead();
  const handle = system.client.workflow.getHandle(leadIntake.workflowId(id));
  await system.reaches(processId, 'waiting_timer');
  const first = (await handle.describe()).runId;
  await expect.poll(async () => (await handle.describe()).runId, { timeout: 30_000, interval: 200 }).not.toBe(first);
  const history = await system.client.workflow.getHandle(leadIntake.workflowId(id), first).fetchHistory();
  const timers = history.events?.filter((event) => event.timerStartedEventAttributes) ?? [];
  expect(timers).toHaveLength(looksPerRun);
  await setTakers(true);
  await system.reaches(processId, 'completed');
  expect((await read(id)).assignedTo).toBe(system.bench.company.users.northRep.id);
}, 60_000);

test('it ends when the lead is deleted', async () => {
  await setTakers(false);
  const { id, processId } = await newLead();
  await system.reaches(processId, 'waiting_timer');
  await system.bench.as(system.bench.company.users.admin, (ctx) => leadService.delete(ctx, id));
  await system.reaches(processId, 'cancelled');
});

async function newLead(): Promise<{ id: string; processId: string }> {
  const input = lead.create.parse(system.scenes.somebody());
  const { id } = await system.bench.as(system.bench.company.users.admin, (ctx) => leadService.create(ctx, input));
  const process = await system.bench
    .db()
    .selectFrom('crm_processes')
    .select('id')
    .where('subjectId', '=', id)
    .executeTakeFirstOrThrow();
  return { id, processId: process.id };
}

function read(id: string) {
  return system.bench.as(system.bench.company.users.admin, (ctx) => leadService.get(ctx, id));
}

async function setTakers(takesLeads: boolean): Promise<void> {
  await system.bench
    .db()
    .updateTable('crm_teams')
    .set({ takesLeads })
    .where('id', '=', system.bench.company.teams.north)
    .execute();
}
