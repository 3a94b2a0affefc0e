import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { ServiceContext } from '@crm/core/context';
import type { FileStore } from '@crm/core/ports/file-store';
import { findMatches } from '@crm/core/lead/lead-matches';
import { verifyPassword } from '@crm/core/auth/password';
import { Lead } from '@crm/db/entities/lead.entity';
import { createOrm, database, type MikroORM } from '@crm/db/orm';
import { createTestDatabase, type TestDatabase } from '@crm/db/testing';
import { systemActor } from '@crm/domain/actor';
import { activity } from '@crm/domain/activity/activity';
import { openStatuses } from '@crm/domain/invoice/invoice.rules';
import { decideMatches } from '@crm/domain/lead/conversion.rules';
import { roles } from '@crm/domain/permissions';
import { storedClocks, ticketClocks } from '@crm/domain/ticket/ticket-clocks.rules';
import { isOver, stopsClock, ticketNumber, ticketStatuses } from '@crm/domain/ticket/ticket-status.rules';
import { processes } from '@crm/domain/processes/registry';
import { openDiskStore } from '@crm/storage/disk';
import { dayOf } from './calendar.ts';
import { seedDemoCompany } from './seed.ts';

/** Of a document's number, behind kind and year. */
const numberDigits = 5;

let filesDir: string;
let store: FileStore;
let own: TestDatabase;
let orm: MikroORM;
let told: string[];
let seeded: Awaited<ReturnType<typeof seedDemoCompany>>;

beforeAll(async () => {
  filesDir = mkdtempSync(join(tmpdir(), 'crm-files-'));
  store = openDiskStore(filesDir);
  own = await createTestDatabase(inject('templateUrl'));
  orm = await createOrm(own.url, { poolMax: 3 });
  told = [];
  seeded = await seedDemoCompany(own.url, store, { onProgress: (line) => told.push(line) });
});

afterAll(async () => {
  await orm.close();
  await own.drop();
  rmSync(filesDir, { recursive: true });
});

const counted = {
  crm_teams: 9,
  crm_users: 15,
  crm_pipelines: 2,
  crm_territories: 6,
  crm_stages: 11,
  crm_forms: 1,
  crm_custom_fields: 4,
  crm_accounts: 400,
  crm_contacts: 900,
  crm_leads: 606,
  crm_opportunities: 350,
  crm_activities: 3_000,
  crm_attachments: 7,
  crm_calendars: 3,
  crm_ticket_categories: 5,
  crm_sla_policies: 5,
  crm_kb_articles: 20,
  crm_tickets: 154,
  crm_campaigns: 5,
  crm_tags: 8,
  crm_workflows: 5,
  crm_currencies: 7,
  crm_products: 14,
  crm_pricebook: 5,
  crm_exchange_rates: 54,
} as const;

test('a company of believable size, told while it is made', async () => {
  expect(await countAll()).toEqual(counted);
  expect(told).toContain('400 accounts');
});

test('files lie in the store as their rows tell, and are what their names say', async () => {
  const rows = await db().selectFrom('crm_attachments').selectAll().execute();
  const types: Record<string, string> = {
    pdf: 'application/pdf',
    png: 'image/png',
    txt: 'text/plain',
    csv: 'text/plain',
  };
  for (const { fileName, storageKey, sizeBytes, sha256, contentType } of rows) {
    const found = await store.get(storageKey);
    const bytes = found === null ? Buffer.alloc(0) : await buffer(found);
    expect([fileName, bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([
      fileName,
      sizeBytes,
      sha256,
    ]);
    expect(contentType).toBe(types[fileName.split('.').at(-1) ?? '']);
  }
});

test('somebody of each role can sign in with a password that is long enough', async () => {
  expect(seeded.logins.map(({ role }) => role)).toEqual(roles);
  for (const { email, role, password } of seeded.logins) {
    expect(password.length).toBeGreaterThanOrEqual(12);
    const user = await db().selectFrom('crm_users').selectAll().where('email', '=', email).executeTakeFirstOrThrow();
    expect(user).toMatchObject({ role, status: 'active', deletedAt: null });
    expect(await verifyPassword(user.passwordHash, password)).toBe(true);
  }
});

test('a second time gives the same logins and makes nothing', async () => {
  const again = await seedDemoCompany(own.url, store);
  expect(again).toEqual(seeded);
  expect(await countAll()).toEqual(counted);
});

test('the same company on another database', async () => {
  await using other = await createTestDatabase(inject('templateUrl'));
  expect(await seedDemoCompany(other.url, store)).toEqual(seeded);
  const twin = await createOrm(other.url);
  const names = (of: MikroORM) =>
    database(of.em.fork()).selectFrom('crm_accounts').select('name').orderBy('name').execute();
  const both = [await names(orm), await names(twin)];
  await twin.close();
  expect(both[0]).toEqual(both[1]);
});

test('nothing happened in the future, and nothing before its record was there', async () => {
  const now = new Date();
  for (const table of ['crm_accounts', 'crm_contacts', 'crm_leads', 'crm_opportunities', 'crm_activities'] as const) {
    const wrong = await db()
      .selectFrom(table)
      .select('id')
      .where((eb) =>
        eb.or([eb('createdAt', '>', now), eb('updatedAt', '>', now), eb('updatedAt', '<', eb.ref('createdAt'))]),
      )
      .execute();
    expect([table, wrong]).toEqual([table, []]);
  }
  for (const table of ['crm_accounts', 'crm_leads', 'crm_opportunities'] as const) {
    const early = await orm.em.fork().execute(
      `select t.kind, t.occurred_at, r.created_at from crm_core.crm_timeline t
        join crm_core.${table} r on r.id = t.subject_id where t.occurred_at < r.created_at`,
    );
    expect([table, early]).toEqual([table, []]);
  }
});

test('every deal has what its stage asks for', async () => {
  const deals = await db()
    .selectFrom('crm_opportunities as deal')
    .innerJoin('crm_stages as stage', 'stage.id', 'deal.stageId')
    .selectAll('deal')
    .select('stage.requiredFields')
    .execute();
  const missing = deals.flatMap((deal) => deal.requiredFields.filter((field) => deal[field] === null));
  expect(missing).toEqual([]);
});

test('all states are there: leads of each status, deals in each stage, late tasks, things in the trash', async () => {
  const statuses = await db().selectFrom('crm_leads').select('status').distinct().execute();
  expect(statuses).toHaveLength(5);
  const stages = await db().selectFrom('crm_opportunities').select('stageId').distinct().execute();
  expect(stages).toHaveLength(counted.crm_stages);
  const currencies = await db()
    .selectFrom('crm_opportunities')
    .select('currency')
    .distinct()
    .orderBy('currency')
    .execute();
  expect(currencies.map(({ currency }) => currency)).toEqual(['AED', 'EUR', 'RUB', 'USD']);
  const late = db()
    .selectFrom('crm_activities')
    .select('id')
    .where('dueAt', '<', new Date())
    .where('status', '=', 'scheduled');
  expect((await late.execute()).length).toBeGreaterThan(20);
  const types = await db().selectFrom('crm_activities').select('type').distinct().execute();
  expect(types).toHaveLength(activity.row.shape.type.options.length);
  for (const table of ['crm_accounts', 'crm_contacts', 'crm_leads', 'crm_opportunities', 'crm_activities'] as const) {
    const trash = await db().selectFrom(table).select('id').where('deletedAt', 'is not', null).execute();
    expect(trash.length).toBeGreaterThan(3);
  }
});

test('tickets in three languages, in each status and each state of their clocks, numbered as they came', async () => {
  const tickets = await db().selectFrom('crm_tickets').selectAll().orderBy('createdAt').orderBy('number').execute();
  expect(tickets.map(({ number }) => number)).toEqual(tickets.map((_, index) => ticketNumber(index + 1)));
  expect(new Set(tickets.map(({ language }) => language))).toEqual(new Set(['en', 'ru', 'ar']));
  expect(new Set(tickets.map(({ status }) => status)).size).toBe(ticketStatuses.length);
  const states = new Set(tickets.map((ticket) => storedClocks(ticket, new Date()).ticket));
  expect(states.has('breached') && states.has('ok') && states.has('paused') && states.has('met')).toBe(true);
  expect(tickets.filter(({ mergedIntoId }) => mergedIntoId !== null).length).toBeGreaterThan(1);
  for (const { messageCount, lastMessageAt, createdAt, updatedAt } of tickets) {
    expect(updatedAt.getTime()).toBeGreaterThanOrEqual(createdAt.getTime());
    expect(messageCount === 0).toBe(lastMessageAt === null);
    expect(updatedAt.getTime()).toBeLessThanOrEqual(Date.now());
  }
});

test('what a demo ticket says of itself is what the rules say of it', async () => {
  const tickets = await db()
    .selectFrom('crm_tickets as ticket')
    .innerJoin('crm_sla_policies as policy', 'policy.id', 'ticket.slaPolicyId')
    .innerJoin('crm_calendars as calendar', 'calendar.id', 'policy.calendarId')
    .selectAll('ticket')
    .select(['policy.targets', 'calendar.id as calendarId', 'calendar.timeZone', 'calendar.hours'])
    .execute();
  const days = await db().selectFrom('crm_holidays').select(['calendarId', 'date']).execute();
  expect(tickets.length).toBe(counted.crm_tickets);
  for (const ticket of tickets) {
    const own = days.filter(({ calendarId }) => calendarId === ticket.calendarId);
    const calendar = { ...ticket, holidays: new Set(own.map(({ date }) => date)) };
    const clocks = ticketClocks(ticket, ticket, calendar, new Date());
    expect(ticket.firstResponseDueAt).toEqual(clocks.firstResponse.dueAt);
    const drift = (ticket.resolutionDueAt?.getTime() ?? 0) - clocks.resolution.dueAt.getTime();
    expect(Math.abs(drift)).toBeLessThanOrEqual(5);
    expect(stopsClock(ticket.status)).toBe(ticket.slaPausedAt !== null);
    expect(isOver(ticket.status)).toBe(ticket.resolvedAt !== null);
  }
  const [next] = await orm.em
    .fork()
    .execute<{ value: string }[]>("select nextval('crm_core.crm_tickets_number_seq') as value");
  expect(Number(next?.value)).toBe(counted.crm_tickets + 1);
});

test('bills in each state, settled as their payments say, numbered without a gap', async () => {
  const invoices = await db().selectFrom('crm_invoices').selectAll().execute();
  const bills = invoices.filter(({ kind }) => kind === 'invoice');
  expect(new Set(bills.map(({ status }) => status))).toEqual(
    new Set(['draft', 'issued', 'partially_paid', 'paid', 'void']),
  );
  const overdue = bills.filter(
    ({ status, dueDate }) => openStatuses.some((open) => open === status) && (dueDate ?? '') < dayOf(new Date()),
  );
  expect(overdue.length).toBeGreaterThan(2);
  expect(invoices.some(({ kind }) => kind === 'credit_note')).toBe(true);
  const payments = Map.groupBy(await db().selectFrom('crm_payments').selectAll().execute(), (of) => of.invoiceId);
  for (const { id, paidMinor, creditedMinor, kind } of bills) {
    const settled = (payments.get(id) ?? []).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    expect([kind, settled]).toEqual([kind, paidMinor + creditedMinor]);
  }
  const series = Map.groupBy(
    invoices.filter(({ number }) => number !== null),
    ({ number }) => (number ?? '').slice(0, -numberDigits),
  );
  for (const [prefix, own] of series) {
    const numbers = own.map(({ number }) => Number((number ?? '').slice(prefix.length))).toSorted((a, b) => a - b);
    expect([prefix, numbers]).toEqual([prefix, own.map((_, index) => index + 1)]);
  }
});

test('subscriptions in each state, each period billed once', async () => {
  const statuses = await db().selectFrom('crm_subscriptions').select('status').distinct().execute();
  expect(new Set(statuses.map(({ status }) => status))).toEqual(
    new Set(['active', 'past_due', 'paused', 'cancelled', 'expired']),
  );
  const periods = await db().selectFrom('crm_subscription_periods').selectAll().execute();
  expect(new Set(periods.map((of) => `${of.subscriptionId} ${of.periodStart}`)).size).toBe(periods.length);
  expect(periods.every(({ invoiceId }) => invoiceId !== null)).toBe(true);
});

test('names in three scripts', async () => {
  const names = (await db().selectFrom('crm_contacts').select('name').execute()).map(({ name }) => name);
  for (const script of [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Arabic}/u]) {
    expect(names.filter((name) => script.test(name)).length).toBeGreaterThan(50);
  }
});

test('open processes are ordered from the worker, and each conversion among them will ask a person', async () => {
  const open = await db().selectFrom('crm_processes').selectAll().where('closedAt', 'is', null).execute();
  const counts = Object.fromEntries(
    [...Map.groupBy(open, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]),
  );
  // Which periods are paid by now depends on the day.
  const { renewal = 0, ...others } = counts;
  expect(renewal).toBeGreaterThan(10);
  const tickets = await db().selectFrom('crm_tickets').select(['status', 'mergedIntoId']).execute();
  expect(others).toEqual({
    'lead-conversion': 3,
    'lead-intake': 3,
    'opportunity-stage': 24,
    operation: 3,
    'quote-approval': 2,
    'quote-delivery': 4,
    // How many are open depends on the hour: people work on them by the clock.
    'ticket-sla': tickets.filter(({ status, mergedIntoId }) => !isOver(status) && mergedIntoId === null).length,
  });
  // One was paused before it began.
  expect(open.flatMap(({ kind, state }) => (state === 'paused' ? [kind] : []))).toEqual(['operation']);
  const commands = await db().selectFrom('crm_outbox').select('command').where('command', 'is not', null).execute();
  // What was decided before the worker ran has its commands, too.
  const ids = new Set(open.map(({ id }) => id));
  const starts = commands.filter(({ command }) => command?.do === 'start_process' && ids.has(command.processId));
  expect(starts).toHaveLength(open.length);
  for (const { id, kind, workflowId, subjectId, state, pausedFrom } of open) {
    expect(pausedFrom ?? state).toBe('queued');
    // The run of an approval is called by the revision of its quote, too.
    expect(workflowId.split('/').slice(0, 2).join('/')).toBe(processes[kind].contract.workflowId(subjectId));
    const runsFor = workflowId.slice(processes[kind].contract.workflowId('').length);
    expect(commands).toContainEqual({ command: { do: 'start_process', kind, processId: id, subjectId: runsFor } });
  }
  const em = orm.em.fork();
  const ctx = { em, actor: systemActor, requestId: null, now: new Date() } as ServiceContext;
  for (const { subjectId } of open.filter(({ kind }) => kind === 'lead-conversion')) {
    const lead = await em.findOneOrFail(Lead, subjectId);
    expect(lead.status).toBe('qualified');
    expect(decideMatches(await findMatches(ctx, lead)).kind).toBe('ask');
  }
});

test('a conversion that can still be undone knows what it made', async () => {
  const conversions = await db()
    .selectFrom('crm_conversions')
    .selectAll()
    .where('convertedAt', 'is not', null)
    .execute();
  const monthAgo = new Date(Date.now() - 29 * 86_400_000);
  const fresh = conversions.filter(({ convertedAt }) => convertedAt !== null && convertedAt > monthAgo);
  expect(fresh.length).toBeGreaterThan(0);
  for (const { after, accountId } of fresh) expect(after).toMatchObject({ account: { id: accountId } });
});

function db() {
  return database(orm.em.fork());
}

async function countAll(): Promise<Record<string, number>> {
  const counts = Object.keys(counted).map(async (name) => {
    const [row] = await orm.em.fork().execute<{ n: number }[]>(`select count(*)::int as n from crm_core.${name}`);
    return [name, row?.n ?? 0] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}
