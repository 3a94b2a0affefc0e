import { afterAll, beforeAll, expect, test } from 'vitest';
import { activityService } from '../activity/activity.service.ts';
import { LeadScenes } from '../testing/lead-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { notifyFollowUp, planFollowUp } from './follow-up.ts';

let bench: Workbench;
let scenes: LeadScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = new LeadScenes(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

const day = 86_400_000;

test('waits until it is due, looks again when it was moved, and then tells the owner once', async () => {
  const { northRep } = bench.company.users;
  const { processId, activityId, dealId, dueAt } = await followUp();
  expect(await bench.step(processId, 'wait', planFollowUp)).toEqual({ dueAt: dueAt.toISOString() });
  const process = () =>
    bench.db().selectFrom('crm_processes').selectAll().where('id', '=', processId).executeTakeFirstOrThrow();
  // What only waits for its day does not need anybody.
  expect(await process()).toMatchObject({
    state: 'waiting_timer',
    needs: [],
    wait: { reason: 'until_due', next: { code: 'notify' } },
  });

  const later = new Date(dueAt.getTime() + day);
  await bench.as(northRep, (ctx) => activityService.update(ctx, activityId, { dueAt: later.toISOString() }));
  expect(await bench.step(processId, 'notify', notifyFollowUp, { now: dueAt })).toBe('not_due');
  expect((await process()).steps).toMatchObject([{ key: 'wait' }, { key: 'notify', state: 'queued' }]);
  expect(await bench.step(processId, 'wait', planFollowUp)).toEqual({ dueAt: later.toISOString() });

  expect(await bench.step(processId, 'notify', notifyFollowUp, { now: later })).toBe('notified');
  expect(await bench.step(processId, 'notify', notifyFollowUp, { now: later })).toBe('closed');
  expect(await process()).toMatchObject({ state: 'completed', steps: [{ state: 'done' }, { state: 'done' }] });
  const told = await bench
    .db()
    .selectFrom('crm_timeline')
    .select('payload')
    .where('subjectId', '=', dealId)
    .where('kind', '=', 'process')
    .execute();
  expect(told).toMatchObject([{ payload: { code: 'follow_up_due', assignedTo: northRep.id } }]);
});

test.each(['complete', 'delete'] as const)('%s before it is due ends it without telling anybody', async (verb) => {
  const { northRep } = bench.company.users;
  const { processId, activityId, dueAt } = await followUp();
  await bench.as(northRep, async (ctx) => {
    if (verb === 'delete') await activityService.delete(ctx, activityId);
    else await activityService.complete(ctx, activityId, { outcome: null });
  });
  expect(await bench.step(processId, 'notify', notifyFollowUp, { now: dueAt })).toBe('closed');
  expect(await bench.step(processId, 'wait', planFollowUp)).toBeNull();
  const { state } = await bench
    .db()
    .selectFrom('crm_processes')
    .select('state')
    .where('id', '=', processId)
    .executeTakeFirstOrThrow();
  expect(state).toBe('cancelled');
});

async function followUp() {
  const { result } = await scenes.convert(await scenes.qualifiedLead());
  const process = await bench
    .db()
    .selectFrom('crm_processes')
    .selectAll()
    .where('kind', '=', 'follow-up')
    .where('subjectId', '=', result.opportunityId)
    .executeTakeFirstOrThrow();
  const activityId = process.workflowId.replace('follow-up/', '');
  const { dueAt } = await bench
    .db()
    .selectFrom('crm_activities')
    .select('dueAt')
    .where('id', '=', activityId)
    .executeTakeFirstOrThrow();
  return { processId: process.id, activityId, dealId: result.opportunityId, dueAt: dueAt ?? new Date(0) };
}
