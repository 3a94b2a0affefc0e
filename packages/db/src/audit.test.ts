import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { sql } from 'kysely';
import { jsonb } from './database.ts';
import { Account } from './entities/account.entity.ts';
import { User } from './entities/user.entity.ts';
import { database, inTransaction } from './orm.ts';
import { insertOneOfEach } from './testing/one-of-each.ts';
import { openDatabase, type OpenDatabase } from './testing/open-database.ts';

let own: OpenDatabase;
let ids: Awaited<ReturnType<typeof insertOneOfEach>>;

beforeAll(async () => {
  own = await openDatabase(inject('templateUrl'));
  ids = await insertOneOfEach(own.db);
});

afterAll(() => own[Symbol.asyncDispose]());

const resources = [
  'account',
  'activity',
  'api_key',
  'approval_policy',
  'attachment',
  'calendar',
  'campaign',
  'campaign_member',
  'charge',
  'comment',
  'contact',
  'currency',
  'custom_field',
  'exchange_rate',
  'feature_flag',
  'form',
  'holiday',
  'inbound_mail',
  'invoice',
  'invoice_line',
  'kb_article',
  'kb_article_version',
  'lead',
  'lead_scoring_rule',
  'mention',
  'opportunity',
  'payment',
  'pipeline',
  'pricebook',
  'pricebook_entry',
  'product',
  'quote',
  'quote_approval',
  'quote_delivery',
  'quote_line',
  'sla_policy',
  'stage',
  'subscription',
  'subscription_period',
  'tag',
  'team',
  'territory',
  'ticket',
  'ticket_category',
  'ticket_message',
  'user',
  'view_as',
  'webhook_endpoint',
  'workflow',
  'workflow_version',
] as const;

test('every record that is made is in the log, under the resource that permissions know', async () => {
  const rows = (await entries()).filter(({ action }) => action === 'insert');
  expect(rows.map(({ resource }) => resource).toSorted()).toEqual(resources);
  for (const { resource, recordId, action, actorKind } of rows) {
    expect({ resource, recordId, action, actorKind }).toEqual({
      resource,
      recordId: ids[resource as keyof typeof ids],
      action: 'insert',
      actorKind: 'system',
    });
  }
});

test('a tag is told in the log of the record that carries it, by its name', async () => {
  const told = (await entries()).filter(({ action }) => action !== 'insert');
  expect(told).toMatchObject([
    { resource: 'lead', recordId: ids.lead, action: 'update', changes: { tags: { old: null, new: 'VIP' } } },
  ]);
  const after = await lastId();
  await own.db.deleteFrom('crm_taggings').execute();
  expect(await entries(undefined, after)).toMatchObject([
    { resource: 'lead', recordId: ids.lead, changes: { tags: { old: 'VIP', new: null } } },
  ]);
});

test('a new record is told by the fields that it has', async () => {
  const [entry] = await entries('pipeline');
  expect(entry?.changes).toEqual({
    name: { old: null, new: 'New business' },
    currency: { old: null, new: 'EUR' },
    position: { old: null, new: 0 },
    is_default: { old: null, new: true },
  });
});

test('a change is told field by field, with who did it in which request and process', async () => {
  const session = { actorKind: 'user', actorId: ids.user, requestId: 'req-1', processId: ids.process } as const;
  const after = await lastId();
  await inTransaction(own.fork(), session, async (em) => {
    const account = await em.findOneOrFail(Account, ids.account);
    account.name = 'Acme Cold Chain';
    account.nameNormalized = 'acme cold chain';
    account.billingAddress = { city: 'Oslo' };
    account.updatedAt = new Date();
  });
  const [entry, ...more] = await entries('account', after);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({ action: 'update', recordId: ids.account, ...session });
  expect(entry?.changes).toEqual({
    name: { old: 'Acme', new: 'Acme Cold Chain' },
    billing_address: { old: null, new: { city: 'Oslo' } },
  });
});

test('a bulk update in plain SQL is told row by row', async () => {
  const after = await lastId();
  await own.db
    .updateTable('crm_leads')
    .set({ status: 'working', scoreReasons: jsonb([{ rule: 'phone', points: 10 }]) })
    .execute();
  const [entry] = await entries('lead', after);
  expect(entry?.changes).toEqual({
    status: { old: 'new', new: 'working' },
    score_reasons: { old: [], new: [{ rule: 'phone', points: 10 }] },
  });
});

test('a write that changes nothing that matters is not told', async () => {
  const after = await lastId();
  await own.db.updateTable('crm_contacts').set({ updatedAt: new Date(), lastName: 'Berg', version: 7 }).execute();
  await own.db.updateTable('crm_users').set({ lastLoginAt: new Date(), lastAssignedAt: new Date() }).execute();
  expect(await entries(undefined, after)).toEqual([]);
});

test('that a password changed is told, neither of them is', async () => {
  const after = await lastId();
  await inTransaction(own.fork(), nobody, async (em) => {
    (await em.findOneOrFail(User, ids.user)).passwordHash = 'another';
  });
  const [entry] = await entries('user', after);
  expect(entry?.changes).toEqual({ password_hash: { old: '•••', new: '•••' } });
});

test('going to the trash, coming back and being deleted for good are told', async () => {
  const after = await lastId();
  const deletedAt = new Date('2026-11-22T11:00:00.000Z');
  await own.db.updateTable('crm_activities').set({ deletedAt }).execute();
  await own.db.updateTable('crm_activities').set({ deletedAt: null }).execute();
  await own.db.deleteFrom('crm_activities').execute();
  const [deleted, restored, gone] = await entries('activity', after);
  expect(deleted?.changes).toEqual({ deleted_at: { old: null, new: '2026-11-22T11:00:00+00:00' } });
  expect(restored?.changes).toEqual({ deleted_at: { old: '2026-11-22T11:00:00+00:00', new: null } });
  expect(gone).toMatchObject({ action: 'delete', changes: { subject: { old: 'Call', new: null } } });
});

test('what was rolled back leaves nothing in the log', async () => {
  const after = await lastId();
  const failing = inTransaction(own.fork(), nobody, async (em) => {
    await database(em).updateTable('crm_accounts').set({ name: 'Never' }).execute();
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await entries(undefined, after)).toEqual([]);
});

test('who acted in one transaction is forgotten in the next on the same connection', async () => {
  const session = { actorKind: 'user', actorId: ids.user, requestId: 'req-2', processId: null } as const;
  await inTransaction(own.fork(), session, (em) => database(em).updateTable('crm_teams').set({ name: 'A' }).execute());
  const after = await lastId();
  await own.db.updateTable('crm_teams').set({ name: 'B' }).execute();
  const [entry] = await entries('team', after);
  expect(entry).toMatchObject({ actorKind: 'system', actorId: null, requestId: null, processId: null });
});

test.each([
  'update crm_core.crm_auditlog set resource = resource',
  'delete from crm_core.crm_auditlog',
  'truncate crm_core.crm_auditlog',
])('nobody can do: %s', async (statement) => {
  await expect(sql.raw(statement).execute(own.db)).rejects.toThrow('crm_auditlog is append-only');
});

const nobody = { actorKind: 'system', actorId: null, requestId: randomUUIDv7(), processId: null } as const;

function entries(resource?: (typeof resources)[number], after = 0) {
  return own.db
    .selectFrom('crm_auditlog')
    .selectAll()
    .where('id', '>', after)
    .$if(resource !== undefined, (select) => select.where('resource', '=', resource ?? ''))
    .orderBy('id')
    .execute();
}

async function lastId(): Promise<number> {
  const row = await own.db.selectFrom('crm_auditlog').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.id ?? 0;
}
