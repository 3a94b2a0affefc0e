import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contact } from '@crm/domain/contact/contact';
import { account } from '@crm/domain/account/account';
import { slaPolicy } from '@crm/domain/sla/sla-policy';
import { clockStates } from '@crm/domain/ticket/ticket-clocks.rules';
import { ticket, type TicketRow } from '@crm/domain/ticket/ticket';
import { accountService } from '../account/account.service.ts';
import { contactService } from '../contact/contact.service.ts';
import { slaPolicyService } from '../sla/sla-policy.service.ts';
import { hoursAfter, monday, SupportScenes } from '../testing/support-scenes.ts';
import type { TestUser } from '../testing/company.ts';
import { openWorkbench, type AsOptions, type Workbench } from '../testing/workbench.ts';
import { ticketCategoryService } from './ticket-category.service.ts';
import { ticketService } from './ticket.service.ts';

let bench: Workbench;
let scenes: SupportScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = await SupportScenes.open(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

function update(id: string, data: object, options: AsOptions = {}, by: TestUser = bench.company.users.support) {
  return bench.as(by, (ctx) => ticketService.update(ctx, id, ticket.update.parse(data)), options);
}

const move = (id: string, verb: 'take' | 'resolve' | 'close' | 'reopen', options: AsOptions = {}) =>
  bench.as(bench.company.users.support, (ctx) => ticketService[verb](ctx, id), options);

test('a new ticket has a number, lies in the queue of its category, and is due by office hours', async () => {
  const first = await scenes.ticket();
  const second = await scenes.ticket();
  expect(first.number).toMatch(/^T-\d{6}$/u);
  expect(Number(second.number.slice(2))).toBeGreaterThan(Number(first.number.slice(2)));
  expect(first).toMatchObject({
    status: 'new',
    assignedTo: null,
    team: { name: 'Service' },
    category: { name: 'Sensors' },
    slaPolicy: { name: 'Standard' },
    firstResponseDueAt: '2026-11-23T10:00:00.000Z',
    firstResponseWarnAt: '2026-11-23T09:36:00.000Z',
    resolutionDueAt: '2026-11-23T16:00:00.000Z',
    dueAt: '2026-11-23T10:00:00.000Z',
  });
});

test('a contact brings account and language along, and both timelines tell of the ticket', async () => {
  const { admin, support } = bench.company.users;
  const company = account.create.parse({ name: 'Meridian' });
  const accountId = (await bench.as(admin, (ctx) => accountService.create(ctx, company))).id;
  const person = contact.create.parse({ lastName: 'Belova', accountId, preferredLanguage: 'ru' });
  const contactId = (await bench.as(admin, (ctx) => contactService.create(ctx, person))).id;
  const row = await scenes.ticket({ contactId, subject: 'Датчик молчит' });
  expect(row).toMatchObject({ accountId, language: 'ru', contact: { name: 'Belova' }, account: { name: 'Meridian' } });
  await move(row.id, 'resolve');
  for (const subjectId of [accountId, contactId]) {
    const told = await bench
      .db()
      .selectFrom('crm_timeline')
      .select(['kind', 'title', 'sourceId'])
      .where('subjectId', '=', subjectId)
      .where('sourceType', '=', 'ticket')
      .orderBy('id')
      .execute();
    const entry = { title: `${row.number} Датчик молчит`, sourceId: row.id };
    expect(told).toEqual([
      { kind: 'ticket_created', ...entry },
      { kind: 'ticket_resolved', ...entry },
    ]);
  }
  const found = await bench.as(support, (ctx) => ticketService.list(ctx, { filter: { q: 'датчик' } }));
  expect(found.items.map(({ id }) => id)).toEqual([row.id]);
});

test("a ticket that belongs to another team's queue is made, answered with, and then out of sight", async () => {
  const { admin, support } = bench.company.users;
  const orders = { name: 'Orders', teamId: bench.company.teams.south, skill: null, isDefault: false };
  const categoryId = (await bench.as(admin, (ctx) => ticketCategoryService.create(ctx, orders))).id;
  const row = await scenes.ticket({ categoryId });
  expect(row).toMatchObject({ teamId: bench.company.teams.south, abilities: { reply: false } });
  await expect(scenes.read(row.id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await scenes.read(row.id, bench.company.users.southManager)).toMatchObject({ id: row.id });
  const handed = await scenes.ticket();
  await update(handed.id, { assignedTo: support.id });
  const gone = await update(handed.id, { teamId: bench.company.teams.south });
  expect(gone).toMatchObject({ assignedTo: null, teamId: bench.company.teams.south });
  await expect(scenes.read(handed.id)).rejects.toMatchObject({ code: 'not_found' });
});

test('a category without a team comes to the queue of the default one', async () => {
  const { admin } = bench.company.users;
  const other = { name: 'Other', teamId: null, skill: null, isDefault: false };
  const categoryId = (await bench.as(admin, (ctx) => ticketCategoryService.create(ctx, other))).id;
  expect(await scenes.ticket({ categoryId })).toMatchObject({ categoryId, teamId: bench.company.teams.service });
});

test('only whoever is of the named team can be given a ticket with it', async () => {
  const { admin, southRep } = bench.company.users;
  const row = await scenes.ticket();
  const wrong = { assignedTo: southRep.id, teamId: bench.company.teams.service };
  await expect(update(row.id, wrong, {}, admin)).rejects.toMatchObject({ code: 'validation_failed' });
  await expect(update(row.id, { assignedTo: southRep.id })).rejects.toMatchObject({ code: 'validation_failed' });
  const given = await update(row.id, { assignedTo: southRep.id }, {}, admin);
  expect(given).toMatchObject({ assignedTo: southRep.id, teamId: bench.company.teams.south });
  // An owner without a team leaves the ticket where its team sees it.
  const mine = await scenes.ticket();
  expect(await update(mine.id, { assignedTo: admin.id }, {}, admin)).toMatchObject({
    assignedTo: admin.id,
    teamId: bench.company.teams.service,
  });
});

test('taking a ticket begins the work on it, once', async () => {
  const row = await scenes.ticket();
  const taken = await move(row.id, 'take');
  expect(taken).toMatchObject({ status: 'open', assignedTo: bench.company.users.support.id });
  expect(taken.abilities.take).toBe(false);
  expect((await move(row.id, 'take')).version).toBe(taken.version);
});

test('another priority moves what is due, from the beginning of the ticket', async () => {
  const row = await scenes.ticket();
  const urgent = await update(row.id, { priority: 'urgent' }, { now: hoursAfter(monday, 1) });
  expect(urgent).toMatchObject({
    firstResponseDueAt: '2026-11-23T08:30:00.000Z',
    resolutionDueAt: '2026-11-23T12:00:00.000Z',
  });
});

test('the policy that fits best applies, until somebody names another', async () => {
  const { admin } = bench.company.users;
  const fast = { firstResponseMinutes: 10, resolutionMinutes: 60 };
  const input = slaPolicy.create.parse({
    name: 'Pharma',
    calendarId: scenes.calendarId,
    targets: { low: fast, normal: fast, high: fast, urgent: fast },
    industry: 'Pharma',
  });
  const policy = await bench.as(admin, (ctx) => slaPolicyService.create(ctx, input));
  const company = account.create.parse({ name: 'Quillon', industry: 'pharma' });
  const accountId = (await bench.as(admin, (ctx) => accountService.create(ctx, company))).id;
  const row = await scenes.ticket({ accountId });
  expect(row).toMatchObject({ slaPolicyId: policy.id, firstResponseDueAt: '2026-11-23T08:10:00.000Z' });
  expect(await update(row.id, { slaPolicyId: scenes.policyId })).toMatchObject({ slaPolicyId: scenes.policyId });
  const unknown = update(row.id, { slaPolicyId: accountId });
  await expect(unknown).rejects.toMatchObject({ code: 'validation_failed' });
  const moved = await update((await scenes.ticket()).id, { accountId });
  expect(moved.slaPolicyId).toBe(policy.id);
});

test('pending stops the resolution clock, and going on moves what is due', async () => {
  const row = await scenes.ticket();
  const pending = await update(row.id, { status: 'pending' }, { now: hoursAfter(monday, 2) });
  expect(pending).toMatchObject({ slaPausedAt: '2026-11-23T10:00:00.000Z', dueAt: '2026-11-23T10:00:00.000Z' });
  // Until Tuesday, 10:00: six hours of Monday and one of Tuesday.
  const open = await update(row.id, { status: 'open' }, { now: hoursAfter(monday, 25) });
  expect(open).toMatchObject({
    slaPausedAt: null,
    slaPausedMinutes: 420,
    resolutionDueAt: '2026-11-24T15:00:00.000Z',
  });
});

test('resolving ends both clocks; reopening lets the resolution go on as if it had not been resolved', async () => {
  const row = await scenes.ticket();
  const resolved = await move(row.id, 'resolve', { now: hoursAfter(monday, 1) });
  expect(resolved).toMatchObject({
    status: 'resolved',
    slaState: 'met',
    firstRespondedAt: '2026-11-23T09:00:00.000Z',
    resolvedAt: '2026-11-23T09:00:00.000Z',
    dueAt: null,
  });
  const again = await move(row.id, 'reopen', { now: hoursAfter(monday, 24) });
  expect(again).toMatchObject({ status: 'open', resolvedAt: null, resolutionDueAt: '2026-11-24T15:00:00.000Z' });
  const closed = await move(row.id, 'close', { now: hoursAfter(monday, 25) });
  expect(closed).toMatchObject({ status: 'closed', closedAt: '2026-11-24T09:00:00.000Z' });
});

test('what is over is reopened before it is worked on, and what is not over cannot be reopened', async () => {
  const { id } = await scenes.ticket();
  await expect(move(id, 'reopen')).rejects.toMatchObject({ code: 'invalid_transition' });
  await move(id, 'close');
  for (const attempt of [() => move(id, 'resolve'), () => move(id, 'take'), () => update(id, { status: 'open' })]) {
    await expect(attempt()).rejects.toMatchObject({ code: 'invalid_transition' });
  }
});

test('each change of status stands on the timeline once, in words of its own', async () => {
  const { id } = await scenes.ticket();
  await update(id, { status: 'pending', subject: 'Sensor 8 is offline' }, { now: hoursAfter(monday, 1) });
  await move(id, 'resolve', { now: hoursAfter(monday, 2) });
  const told = await bench
    .db()
    .selectFrom('crm_timeline')
    .select(['kind', 'payload'])
    .where('subjectId', '=', id)
    .orderBy('occurredAt')
    .orderBy('kind')
    .execute();
  const [, ...changes] = told;
  expect(changes).toEqual([
    { kind: 'edited', payload: { changes: { subject: ['Sensor 7 is offline', 'Sensor 8 is offline'] } } },
    { kind: 'status_changed', payload: { from: 'new', to: 'pending' } },
    { kind: 'status_changed', payload: { from: 'pending', to: 'resolved' } },
  ]);
});

test('a list by state holds exactly the rows that show the state', async () => {
  // Of every state one, and the answer depends on the time of reading: so they began around now.
  const { admin } = bench.company.users;
  const around = { firstResponseMinutes: 600, resolutionMinutes: 6_000 };
  const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, endMinute: 1_440 }));
  await bench.query(`update crm_core.crm_calendars set hours = '${JSON.stringify(always)}'`);
  const input = slaPolicy.create.parse({
    name: 'Around the clock',
    calendarId: scenes.calendarId,
    targets: { low: around, normal: around, high: around, urgent: around },
  });
  const { id: slaPolicyId } = await bench.as(admin, (ctx) => slaPolicyService.create(ctx, input));
  const ago = async (hours: number) =>
    (await scenes.ticket({ slaPolicyId }, admin, { now: hoursAfter(new Date(), -hours) })).id;
  await ago(1);
  await ago(9);
  await ago(12);
  const answered = await ago(2);
  await scenes.reply(answered, { status: 'pending' });
  await move(await ago(3), 'resolve');
  await move(await ago(300), 'resolve');
  const all = await bench.as(admin, (ctx) => ticketService.list(ctx, { limit: 200 }));
  const seen = Map.groupBy(all.items, ({ slaState }: TicketRow) => slaState);
  for (const state of clockStates) {
    const found = await bench.as(admin, (ctx) =>
      ticketService.list(ctx, { filter: { slaState: [state] }, limit: 200 }),
    );
    expect([state, found.items.length]).not.toEqual([state, 0]);
    expect([state, found.items.map(({ id }) => id)]).toEqual([state, seen.get(state)?.map(({ id }) => id)]);
  }
  const due = await bench.as(admin, (ctx) => ticketService.list(ctx, { sort: 'dueAt', limit: 200 }));
  const times = due.items.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt]));
  expect(times).toEqual(times.toSorted());
  expect(due.items.slice(times.length).every(({ dueAt }) => dueAt === null)).toBe(true);
});

test("a team's queue by what is due first is read from an index, in order", async () => {
  const plan = await bench
    .db()
    .transaction()
    .execute(async (trx) => {
      await sql`set local enable_seqscan = off`.execute(trx);
      await sql`set local enable_sort = off`.execute(trx);
      await sql`set local enable_incremental_sort = off`.execute(trx);
      const { rows } = await sql<Record<string, string>>`
        explain select id from crm_core.crm_tickets
        where deleted_at is null and team_id = ${bench.company.teams.service}
        order by due_at asc nulls last, id asc limit 21`.execute(trx);
      return rows.map((line) => Object.values(line)[0]).join('\n');
    });
  expect(plan).toMatch(/Index (?:Only )?Scan using crm_tickets_due_team_id/u);
  expect(plan).not.toMatch(/Sort/u);
});

test('a ticket in the trash comes back with its conversation', async () => {
  const { support } = bench.company.users;
  const { id } = await scenes.ticket();
  await scenes.reply(id);
  await bench.as(support, (ctx) => ticketService.delete(ctx, id));
  await expect(scenes.messages(id)).rejects.toMatchObject({ code: 'not_found' });
  await bench.as(support, (ctx) => ticketService.restore(ctx, id));
  expect(await scenes.messages(id)).toHaveLength(1);
});

test('what nobody can see cannot be named', async () => {
  const unknown = bench.company.users.admin.id;
  for (const field of ['contactId', 'accountId', 'categoryId', 'teamId', 'slaPolicyId', 'assignedTo']) {
    const value = field === 'assignedTo' ? bench.company.teams.south : unknown;
    await expect(scenes.ticket({ [field]: value })).rejects.toMatchObject({ code: 'validation_failed' });
  }
});
