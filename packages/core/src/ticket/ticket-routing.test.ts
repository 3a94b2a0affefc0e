import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { randomUUIDv7 } from 'node:crypto';
import { ticketCategory } from '@crm/domain/ticket/ticket-category';
import { slaPolicyService } from '../sla/sla-policy.service.ts';
import { hoursAfter, monday, SupportScenes } from '../testing/support-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { userService } from '../user/user.service.ts';
import { ticketCategoryService } from './ticket-category.service.ts';
import { ticketService } from './ticket.service.ts';
import { lookAtTicket } from './ticket-watch.ts';

let bench: Workbench;
let desk: SupportScenes;
let second: string;
beforeAll(async () => {
  bench = await openWorkbench();
  desk = await SupportScenes.open(bench);
  second = await addAgent('second', 'ar');
});
beforeEach(async () => {
  await setTeam({ takesTickets: true, ticketTakeMinutes: 60 });
  const { support } = bench.company.users;
  for (const id of [support.id, second]) await setAbsent(id, null);
  await bench.db().updateTable('crm_tickets').set({ status: 'closed' }).execute();
});
afterAll(() => bench[Symbol.asyncDispose]());

test('a new ticket goes to whoever has the fewest open ones, and they are told', async () => {
  const { support } = bench.company.users;
  await desk.ticket({ assignedTo: support.id });
  const { id } = await desk.ticket();
  await look(id, monday);
  expect((await read(id)).assignedTo).toBe(second);
  const told = bench.db().selectFrom('crm_notifications').select('userId').where('subjectId', '=', id);
  expect(await told.where('kind', '=', 'assigned').execute()).toEqual([{ userId: second }]);
});

test('whoever speaks the language of the customer comes first', async () => {
  const { support } = bench.company.users;
  for (let count = 0; count < 2; count += 1) await desk.ticket({ assignedTo: second });
  const arabic = await desk.ticket({ language: 'ar' });
  await look(arabic.id, monday);
  expect((await read(arabic.id)).assignedTo).toBe(second);
  const english = await desk.ticket({ language: 'en' });
  await look(english.id, monday);
  expect((await read(english.id)).assignedTo).toBe(support.id);
});

test('absent people are passed over, and when nobody is there the managers are asked', async () => {
  const { support } = bench.company.users;
  await setAbsent(second, hoursAfter(monday, 48));
  await desk.ticket({ assignedTo: support.id });
  const first = await desk.ticket();
  await look(first.id, monday);
  expect((await read(first.id)).assignedTo).toBe(support.id);
  await setAbsent(support.id, hoursAfter(monday, 48));
  const { id } = await desk.ticket();
  await look(id, monday);
  expect((await read(id)).assignedTo).toBeNull();
  expect(await waitOf(id)).toMatchObject({ reason: 'nobody_takes_tickets', next: { code: 'retry' } });
  await setAbsent(second, null);
  await look(id, hoursAfter(monday, 0.25));
  expect((await read(id)).assignedTo).toBe(second);
});

test('a ticket that nobody begins with goes round, three times at most', async () => {
  const { support } = bench.company.users;
  const { id } = await desk.ticket({ priority: 'low' });
  const turns: (string | null)[] = [];
  for (const hours of [0, 0.5, 1, 1.5, 2, 3.5]) {
    await look(id, hoursAfter(monday, hours));
    turns.push((await read(id)).assignedTo);
  }
  const [first] = turns;
  const other = first === second ? support.id : second;
  expect(turns).toEqual([first, first, other, other, first, first]);
  const events = bench.db().selectFrom('crm_timeline').select('payload').where('subjectId', '=', id);
  const asked = (await events.where('kind', '=', 'process').execute()).map(({ payload }) => payload?.['code']);
  expect(asked).toContain('nobody_takes_tickets');
});

test('whoever begins with it in time keeps it', async () => {
  const { id } = await desk.ticket();
  await look(id, monday);
  const owner = (await read(id)).assignedTo;
  expect(await waitOf(id)).toMatchObject({
    reason: 'ticket_to_take',
    dueAt: hoursAfter(monday, 1).toISOString(),
    next: { code: 'pass_on' },
  });
  await bench.as(bench.company.users.admin, (ctx) => ticketService.update(ctx, id, { status: 'open' }));
  await look(id, hoursAfter(monday, 1.5));
  expect((await read(id)).assignedTo).toBe(owner);
  expect((await waitOf(id))?.reason).toBe('ticket_clock_runs');
});

test('a team that does not take tickets leaves them in its queue', async () => {
  await setTeam({ takesTickets: false });
  const { id } = await desk.ticket();
  await look(id, monday);
  expect((await read(id)).assignedTo).toBeNull();
});

test('a topic that asks for a skill goes to who has it', async () => {
  const { admin, support } = bench.company.users;
  await bench.as(admin, (ctx) => userService.update(ctx, support.id, { skills: ['calibration'] }));
  await desk.ticket({ assignedTo: support.id });
  const category = ticketCategory.create.parse({
    name: 'Calibration',
    teamId: bench.company.teams.service,
    skill: 'calibration',
  });
  const { id: categoryId } = await bench.as(admin, (ctx) => ticketCategoryService.create(ctx, category));
  const { id } = await desk.ticket({ categoryId });
  await look(id, monday);
  expect((await read(id)).assignedTo).toBe(support.id);
});

test.each([
  { escalation: 'tell', priority: 'normal', moves: false },
  { escalation: 'raise_priority', priority: 'high', moves: false },
  { escalation: 'reassign', priority: 'normal', moves: true },
  { escalation: 'to_manager', priority: 'normal', moves: true },
] as const)('what is late: $escalation, once', async ({ escalation, priority, moves }) => {
  const { admin, support } = bench.company.users;
  await bench.as(admin, (ctx) => slaPolicyService.update(ctx, desk.policyId, { escalation }));
  await setTeam({ takesTickets: true, ticketTakeMinutes: null });
  const { id, firstResponseDueAt } = await desk.ticket({ assignedTo: support.id });
  await look(id, hoursAfter(monday, 2.5));
  await look(id, hoursAfter(monday, 2.6));
  const late = await read(id);
  expect({ priority: late.priority, moved: late.assignedTo !== support.id }).toEqual({ priority, moved: moves });
  if (escalation === 'reassign') expect(late.assignedTo).toBe(second);
  if (escalation === 'to_manager') expect(late.assignedTo).toBe(admin.id);
  // What was promised stays, and late.
  expect(late.firstResponseDueAt).toBe(firstResponseDueAt);
});

async function look(id: string, now: Date): Promise<void> {
  const { id: processId } = await processOf(id);
  const { admin } = bench.company.users;
  await bench.as(admin, (ctx) => lookAtTicket(ctx, { processId, step: 'clocks', attempt: 1 }), { now });
}

function processOf(id: string) {
  const rows = bench.db().selectFrom('crm_processes').select(['id', 'wait']).where('subjectId', '=', id);
  return rows.executeTakeFirstOrThrow();
}

const waitOf = async (id: string) => (await processOf(id)).wait;
const read = (id: string) => desk.read(id, bench.company.users.admin);

function setTeam(values: { takesTickets: boolean; ticketTakeMinutes?: number | null }) {
  const { service } = bench.company.teams;
  return bench.db().updateTable('crm_teams').set(values).where('id', '=', service).execute();
}

function setAbsent(id: string, absentUntil: Date | null) {
  return bench.db().updateTable('crm_users').set({ absentUntil }).where('id', '=', id).execute();
}

async function addAgent(name: string, locale: 'ar'): Promise<string> {
  const id = randomUUIDv7();
  await bench
    .db()
    .insertInto('crm_users')
    .values({
      id,
      name,
      email: `${name}@halden.example`,
      role: 'support',
      teamId: bench.company.teams.service,
      locale,
      createdAt: monday,
      updatedAt: monday,
    })
    .execute();
  return id;
}
