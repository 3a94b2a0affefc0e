import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SupportScenes } from '@crm/core/testing/support-scenes';
import { ticketService } from '@crm/core/ticket/ticket.service';
import { ticketSla } from '@crm/domain/processes/ticket-sla';
import { startTestSystem, type TestSystem } from '../testing/test-system.ts';

let system: TestSystem;
let desk: SupportScenes;
beforeAll(async () => {
  system = await startTestSystem();
  desk = await SupportScenes.open(system.bench);
});
beforeEach(() => {
  system.timeSkipping = null;
});
afterAll(() => system[Symbol.asyncDispose]());

test('whoever has a ticket is warned three times of each clock, and the managers are told once that it is late', async () => {
  system.timeSkipping = { enabled: true };
  const { support } = system.bench.company.users;
  const { id, processId } = await newTicket({ assignedTo: support.id });
  await system.until(async () => {
    const wait = await waitOf(processId);
    return wait?.reason === 'ticket_late' && wait.next === null;
  });
  const told = await toldOf(id);
  const warnings = told.filter(({ kind }) => kind === 'ticket_due_soon');
  const percents = warnings.map(({ params }) => Number(params['percent'])).toSorted((a, b) => a - b);
  expect(percents).toEqual([50, 50, 75, 75, 90, 90]);
  expect(new Set(warnings.map(({ userId }) => userId))).toEqual(new Set([support.id]));
  const asked = told.filter(({ kind }) => kind === 'process_waits').map(({ userId }) => userId);
  expect(asked).toContain(support.id);
  expect(asked.length).toBeGreaterThan(1);
  expect(new Set(asked).size).toBe(asked.length);
  await asSupport('resolve', id);
  await system.reaches(processId, 'completed');
});

test('an answer and waiting for the customer stop the clocks, and the next message lets them go on', async () => {
  const { id, processId } = await newTicket();
  await system.reaches(processId, 'waiting_timer');
  const { firstResponseDueAt, resolutionDueAt } = await desk.read(id);
  expect(await waitOf(processId)).toMatchObject({ reason: 'ticket_clock_runs', dueAt: firstResponseDueAt });
  await desk.reply(id);
  await system.until(async () => (await waitOf(processId))?.dueAt === resolutionDueAt);
  await desk.reply(id, { status: 'pending' });
  await system.until(async () => (await waitOf(processId))?.dueAt === null);
  await desk.hear(id);
  await system.until(async () => (await waitOf(processId))?.dueAt !== null);
  expect(await toldOf(id)).toEqual([]);
});

test('another priority is another promise', async () => {
  const { id, processId } = await newTicket();
  await system.reaches(processId, 'waiting_timer');
  const before = await waitOf(processId);
  await system.bench.as(system.bench.company.users.support, (ctx) =>
    ticketService.update(ctx, id, { priority: 'urgent' }),
  );
  await system.until(async () => (await waitOf(processId))?.dueAt !== before?.dueAt);
  expect((await waitOf(processId))?.dueAt).toBe((await desk.read(id)).firstResponseDueAt);
});

test('a new ticket is given to somebody, and to the managers’ care when nobody begins with it', async () => {
  system.timeSkipping = { enabled: true };
  await setTeam(true);
  const { id, processId } = await newTicket();
  await system.until(async () => (await waitOf(processId))?.reason === 'ticket_to_take');
  const { support } = system.bench.company.users;
  expect((await desk.read(id)).assignedTo).toBe(support.id);
  await system.until(async () => (await toldCodes(id)).includes('nobody_takes_tickets'));
  await asSupport('close', id);
  await system.reaches(processId, 'completed');
  await setTeam(false);
});

test('the watch ends with the ticket, and begins anew when it is opened again', async () => {
  const { id, processId } = await newTicket();
  await system.reaches(processId, 'waiting_timer');
  await asSupport('close', id);
  await system.reaches(processId, 'completed');
  await asSupport('reopen', id);
  const again = await processOf(id);
  expect(again).not.toBe(processId);
  await system.reaches(again, 'waiting_timer');
});

async function newTicket(data: Readonly<Record<string, unknown>> = {}) {
  const { id } = await desk.ticket(data, system.bench.company.users.support, {});
  return { id, processId: await processOf(id) };
}

async function toldCodes(id: string): Promise<readonly unknown[]> {
  const rows = system.bench.db().selectFrom('crm_timeline').select('payload').where('subjectId', '=', id);
  return (await rows.where('kind', '=', 'process').execute()).map(({ payload }) => payload?.['code']);
}

function setTeam(takesTickets: boolean) {
  const { service } = system.bench.company.teams;
  const values = { takesTickets, ticketTakeMinutes: 30 };
  return system.bench.db().updateTable('crm_teams').set(values).where('id', '=', service).execute();
}

function asSupport(verb: 'resolve' | 'close' | 'reopen', id: string) {
  return system.bench.as(system.bench.company.users.support, (ctx) => ticketService[verb](ctx, id));
}

async function processOf(id: string): Promise<string> {
  const rows = system.bench
    .db()
    .selectFrom('crm_processes')
    .select('id')
    .where('workflowId', '=', ticketSla.workflowId(id))
    .orderBy('startedAt', 'desc');
  return (await rows.executeTakeFirstOrThrow()).id;
}

async function waitOf(processId: string) {
  const rows = system.bench.db().selectFrom('crm_processes').select('wait').where('id', '=', processId);
  return (await rows.executeTakeFirstOrThrow()).wait;
}

function toldOf(id: string) {
  return system.bench
    .db()
    .selectFrom('crm_notifications')
    .select(['kind', 'userId', 'params'])
    .where('subjectId', '=', id)
    .where('kind', '<>', 'assigned')
    .orderBy('createdAt')
    .execute();
}
