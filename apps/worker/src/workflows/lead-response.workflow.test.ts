import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { activityService } from '@crm/core/activity/activity.service';
import { leadService } from '@crm/core/lead/lead.service';
import { activity } from '@crm/domain/activity/activity';
import { lead } from '@crm/domain/lead/lead';
import { leadResponse } from '@crm/domain/processes/lead-response';
import { startTestSystem, type TestSystem } from '../testing/test-system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
  const { north, northWest } = system.bench.company.teams;
  await system.bench
    .db()
    .updateTable('crm_teams')
    .set({ leadResponseHours: 8, takesLeads: true })
    .where('id', 'in', [north, northWest])
    .execute();
});
beforeEach(() => {
  system.timeSkipping = null;
});
afterAll(() => system[Symbol.asyncDispose]());

test('a lead that nobody acts on is passed on, and at last the managers are told', async () => {
  system.timeSkipping = { enabled: true };
  const { id, processId } = await newLead();
  await system.until(async () => (await waitOf(processId))?.reason === 'lead_unanswered');
  const { northRep, northWestRep, northManager } = system.bench.company.users;
  const told = await toldOf(id);
  // Two people take turns, each reminded in their own; the third turn is the first one's again.
  expect(told.filter(({ kind }) => kind === 'process_reminded').length).toBe(3);
  const reps = new Set([northRep.id, northWestRep.id]);
  const passedOn = told.filter(({ kind }) => kind === 'lead_passed_on').map(({ userId }) => userId);
  expect(passedOn).toHaveLength(2);
  expect(new Set(passedOn)).toEqual(reps);
  expect(told).toContainEqual({ kind: 'process_waits', userId: northManager.id });
  const owner = (await read(id)).assignedTo;
  await planCall(id);
  await system.reaches(processId, 'completed');
  expect((await read(id)).assignedTo).toBe(owner);
});

test('whoever plans a call has acted: the wait is over and the lead stays', async () => {
  const { id, processId } = await newLead();
  await system.reaches(processId, 'waiting_timer');
  expect(await waitOf(processId)).toMatchObject({ reason: 'lead_to_answer', next: { code: 'remind' } });
  await planCall(id);
  await system.reaches(processId, 'completed');
});

test('a lead that is given to somebody else begins a turn of theirs', async () => {
  const { id, processId } = await newLead();
  await system.reaches(processId, 'waiting_timer');
  const { northRep, northWestRep, northManager } = system.bench.company.users;
  const to = (await read(id)).assignedTo === northRep.id ? northWestRep : northRep;
  await system.bench.as(northManager, (ctx) => leadService.update(ctx, id, { assignedTo: to.id }));
  await system.until(async () => (await waitOf(processId))?.actors[0]?.id === to.id);
  await system.bench.as(northManager, (ctx) => leadService.update(ctx, id, { status: 'working' }));
  await system.reaches(processId, 'completed');
});

test('where the team promises nothing, nobody is chased', async () => {
  const { southRep, southManager } = system.bench.company.users;
  const input = lead.create.parse({ ...system.scenes.somebody(), assignedTo: southRep.id });
  const { id } = await system.bench.as(southManager, (ctx) => leadService.create(ctx, input));
  await system.until(async () => (await read(id)).score !== null);
  const runs = system.bench
    .db()
    .selectFrom('crm_processes')
    .select('id')
    .where('workflowId', '=', leadResponse.workflowId(id));
  expect(await runs.execute()).toEqual([]);
});

async function newLead(): Promise<{ id: string; processId: string }> {
  const input = lead.create.parse(system.scenes.somebody());
  const { id } = await system.bench.as(system.bench.company.users.admin, (ctx) => leadService.create(ctx, input));
  const find = () =>
    system.bench
      .db()
      .selectFrom('crm_processes')
      .select('id')
      .where('workflowId', '=', leadResponse.workflowId(id))
      .executeTakeFirst();
  await system.until(async () => (await find()) !== undefined);
  return { id, processId: (await find())?.id ?? '' };
}

/** Of the day on which the run's clock stands, which is ahead of ours where time was skipped. */
async function planCall(id: string): Promise<void> {
  const call = activity.create.parse({ type: 'call', subject: 'Call back', subjectType: 'lead', subjectId: id });
  const { admin } = system.bench.company.users;
  await system.bench.as(admin, (ctx) => activityService.create(ctx, call), { now: new Date(Date.now() + 864_000_000) });
}

async function waitOf(processId: string) {
  const rows = system.bench.db().selectFrom('crm_processes').select('wait').where('id', '=', processId);
  return (await rows.executeTakeFirstOrThrow()).wait;
}

function read(id: string) {
  return system.bench.as(system.bench.company.users.admin, (ctx) => leadService.get(ctx, id));
}

function toldOf(id: string) {
  return system.bench
    .db()
    .selectFrom('crm_notifications')
    .select(['kind', 'userId'])
    .where((eb) => eb.or([eb('subjectId', '=', id), eb('kind', '=', 'lead_passed_on')]))
    .orderBy('createdAt')
    .execute();
}
