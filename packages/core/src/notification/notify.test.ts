import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { activity } from '@crm/domain/activity/activity';
import { writeMention } from '@crm/domain/comment/mention.rules';
import { notificationKinds } from '@crm/domain/notification/notification-kinds';
import { opportunity } from '@crm/domain/opportunity/opportunity';
import { activityService } from '../activity/activity.service.ts';
import { noteService } from '../activity/note.service.ts';
import { leadService } from '../lead/lead.service.ts';
import { askPerson, escalateChoice, remindPerson } from '../lead/lead-conversion-steps.ts';
import { opportunityService } from '../opportunity/opportunity.service.ts';
import { recordFailed } from '../process/process-progress.ts';
import { testPorts, type TestUser } from '../testing/company.ts';
import { LeadScenes } from '../testing/lead-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { followService } from './follow.service.ts';
import { notificationService } from './notification.service.ts';
import { preferencesService, unsubscribe } from './preferences.service.ts';
import { remindDue } from './remind.ts';

let bench: Workbench;
let scenes: LeadScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = new LeadScenes(bench);
});
beforeEach(async () => {
  await bench.query('delete from crm_core.crm_notifications; delete from crm_core.crm_notification_preferences');
});
afterAll(() => bench[Symbol.asyncDispose]());

const kindsOf = async (user: TestUser) =>
  (await bench.as(user, (ctx) => notificationService.list(ctx, {}))).items.map(({ kind }) => kind);
const rowsOf = (user: TestUser) =>
  bench.db().selectFrom('crm_notifications').selectAll().where('userId', '=', user.id).orderBy('id').execute();
const newDeal = (name: string) => {
  const data = opportunity.create.parse({ name, pipelineId: bench.company.pipelineId });
  return bench.as(bench.company.users.northRep, (ctx) => opportunityService.create(ctx, data));
};
const lose = (user: TestUser, id: string) =>
  bench.as(user, (ctx) =>
    opportunityService.move(ctx, id, { stageId: bench.company.stages.lost, fields: { lossReason: 'Price' } }),
  );

test('a moved deal is told to its owner, its followers and the managers above, and not to whoever moved it', async () => {
  const { admin, northManager, northRep, southManager, southRep } = bench.company.users;
  const { id } = await newDeal('Cold rooms');
  await bench.as(admin, (ctx) => followService.follow(ctx, { type: 'opportunity', id }));
  await lose(northRep, id);
  expect(await Promise.all([northManager, admin, northRep, southManager].map(kindsOf))).toEqual([
    ['stage_moved'],
    ['stage_moved'],
    [],
    [],
  ]);
  const [told] = (await bench.as(northManager, (ctx) => notificationService.list(ctx, {}))).items;
  expect(told).toMatchObject({
    actor: { id: northRep.id },
    subjectName: 'Cold rooms',
    params: { from: 'Qualified', to: 'Lost' },
  });
  // Whoever cannot see the deal cannot follow it.
  const follow = bench.as(southRep, (ctx) => followService.follow(ctx, { type: 'opportunity', id }));
  await expect(follow).rejects.toMatchObject({ code: 'not_found' });
});

test('a record that is given away is told to whoever gets it, and again when it comes back', async () => {
  const { northManager, northRep, northWestRep } = bench.company.users;
  const id = await scenes.lead();
  const give = (user: TestUser) =>
    bench.as(northManager, (ctx) => leadService.update(ctx, id, { assignedTo: user.id }));
  for (const user of [northWestRep, northRep, northWestRep, northRep]) await give(user);
  await bench.as(northManager, (ctx) => leadService.update(ctx, id, { assignedTo: northManager.id }));
  expect(await rowsOf(northRep)).toHaveLength(2);
  expect(await rowsOf(northWestRep)).toHaveLength(2);
  // They see the lead no more, so they are shown nothing of it either.
  expect([await kindsOf(northRep), await kindsOf(northWestRep)]).toEqual([[], []]);
  expect(await rowsOf(northManager)).toEqual([]);
});

test('somebody who is mentioned is called once, however often the text is changed', async () => {
  const { northManager, northRep } = bench.company.users;
  const subjectId = await scenes.lead({ assignedTo: northRep.id });
  const who = writeMention({ id: northManager.id, name: 'North manager' });
  const note = await bench.as(northRep, (ctx) =>
    noteService.create(ctx, { subjectType: 'lead', subjectId, body: `${who}, look` }),
  );
  await bench.as(northRep, (ctx) => noteService.update(ctx, note.id, { body: `${who}, look here` }));
  expect(await kindsOf(northManager)).toEqual(['mentioned']);
  expect(await kindsOf(northRep)).not.toContain('mentioned');
});

test('a process that asks tells whom it asks: at once, when it reminds, and when it asks others too; and that it failed', async () => {
  const { northManager, northRep } = bench.company.users;
  const { processId } = await scenes.ambiguous();
  await bench.query('delete from crm_core.crm_notifications');
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    await bench.step(processId, 'choose', (ctx, call) => askPerson(ctx, call, 'several_accounts'), { attempt });
    await bench.step(processId, 'choose', remindPerson, { attempt });
    await bench.step(processId, 'choose', escalateChoice, { attempt });
  }
  expect((await rowsOf(northRep)).map(({ kind }) => kind)).toEqual(['process_waits', 'process_reminded']);
  expect((await rowsOf(northManager)).map(({ kind }) => kind)).toEqual(['process_escalated']);
  await bench.step(processId, 'choose', (ctx) => recordFailed(ctx, processId, { code: 'internal', message: 'x' }));
  expect((await rowsOf(northRep)).at(-1)).toMatchObject({ kind: 'process_failed', params: { process: processId } });
});

test('each person is told as that person wishes', async () => {
  const { northManager, northRep } = bench.company.users;
  const now = new Date('2026-11-23T22:30:00Z');
  await bench.as(northManager, (ctx) =>
    preferencesService.update(ctx, {
      kinds: [{ kind: 'stage_moved', app: false, email: true, push: true }],
      digest: 'hourly',
      quietFromMinute: 23 * 60,
      quietToMinute: 6 * 60,
    }),
  );
  const { id } = await newDeal('Loggers');
  await bench.as(
    northRep,
    (ctx) => opportunityService.move(ctx, id, { stageId: bench.company.stages.lost, fields: { lossReason: 'Price' } }),
    { now },
  );
  expect(await rowsOf(northManager)).toMatchObject([
    { inApp: false, mailDueAt: new Date('2026-11-24T06:00:00Z'), pushDueAt: now },
  ]);
  expect(await kindsOf(northManager)).toEqual([]);
});

test('one click on the way out of a mail turns off mails of that kind, and nothing else', async () => {
  const { northRep } = bench.company.users;
  const wishes = () => bench.as(northRep, (ctx) => preferencesService.get(ctx));
  const before = await wishes();
  expect(before.kinds.map(({ kind }) => kind)).toEqual(notificationKinds);
  await unsubscribe(bench.fork(), { userId: northRep.id, kinds: ['assigned'] }, { requestId: null, now: new Date() });
  expect(await wishes()).toEqual({
    ...before,
    kinds: before.kinds.map((row) => (row.kind === 'assigned' ? { ...row, email: false } : row)),
  });
  expect(before.kinds).toContainEqual({ kind: 'assigned', app: true, email: true, push: true });
});

test('a reminder is told once, also by a worker that comes after a killed one, and again when it is moved', async () => {
  const { northRep } = bench.company.users;
  const now = new Date();
  const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
  const data = activity.create.parse({ type: 'task', subject: 'Call the depot', remindAt: minutes(1).toISOString() });
  const task = await bench.as(northRep, (ctx) => activityService.create(ctx, data));
  const remind = (at: Date) => remindDue({ fork: () => bench.fork(), ports: testPorts, now: at });
  expect(await remind(now)).toBe(0);
  // Two workers at once, and one that was started after both were killed.
  expect((await Promise.all([remind(minutes(2)), remind(minutes(2))])).reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await remind(minutes(60))).toBe(0);
  expect(await rowsOf(northRep)).toMatchObject([{ kind: 'reminder', params: { title: 'Call the depot' } }]);
  await bench.as(northRep, (ctx) => activityService.update(ctx, task.id, { remindAt: minutes(90).toISOString() }));
  expect(await remind(minutes(60))).toBe(0);
  expect(await remind(minutes(91))).toBe(1);
  await bench.as(northRep, (ctx) => activityService.update(ctx, task.id, { remindAt: minutes(120).toISOString() }));
  await bench.as(northRep, (ctx) => activityService.complete(ctx, task.id, { outcome: null }));
  expect(await remind(minutes(121))).toBe(0);
  expect(await rowsOf(northRep)).toHaveLength(2);
});

test('everybody reads and marks the own notifications only, the administrator too', async () => {
  const { admin, northManager, northRep } = bench.company.users;
  const { id } = await newDeal('Probes');
  await lose(northRep, id);
  const [told] = (await bench.as(northManager, (ctx) => notificationService.list(ctx, {}))).items;
  await bench.as(admin, (ctx) => notificationService.markRead(ctx, told ? [told.id] : []));
  const unread = () => bench.as(northManager, (ctx) => notificationService.count(ctx, { unread: true }));
  expect([(await unread()).count, await kindsOf(admin)]).toEqual([1, []]);
  await bench.as(northManager, (ctx) => notificationService.markRead(ctx));
  expect((await unread()).count).toBe(0);
});
