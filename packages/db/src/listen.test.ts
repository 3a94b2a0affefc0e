import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { listen, type Listener } from './listen.ts';
import { insertOneOfEach } from './testing/one-of-each.ts';
import { openDatabase, type OpenDatabase } from './testing/open-database.ts';

let own: OpenDatabase;
let ids: Awaited<ReturnType<typeof insertOneOfEach>>;
let listener: Listener;
const heard: [string, string][] = [];
const states: boolean[] = [];

beforeAll(async () => {
  own = await openDatabase(inject('templateUrl'));
  ids = await insertOneOfEach(own.db);
  listener = listen(own.url, {
    channels: ['crm_outbox', 'crm_actor'],
    onNotify: (channel, payload) => heard.push([channel, payload]),
    onState: (listening) => states.push(listening),
  });
  await vi.waitUntil(() => states.at(-1) === true);
});

afterAll(async () => {
  await listener.close();
  await own[Symbol.asyncDispose]();
});

test('an event of the outbox is heard after the commit, with its number and whether it orders something', async () => {
  const { id } = await own.db
    .insertInto('crm_outbox')
    .values({ resource: 'account', recordId: ids.account, kind: 'updated', createdAt: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow();
  expect(JSON.parse(await next('crm_outbox'))).toEqual({ id, resource: 'account', command: false });
});

test.each([
  ['a session that ends', () => own.db.deleteFrom('crm_sessions').execute()],
  ['a change of role', () => own.db.updateTable('crm_users').set({ role: 'manager' }).execute()],
  ['a disabled user', () => own.db.updateTable('crm_users').set({ status: 'disabled' }).execute()],
  ['another team', () => own.db.updateTable('crm_users').set({ teamId: null }).execute()],
])('%s is heard with the user', async (_name, change) => {
  await change();
  expect(await next('crm_actor')).toBe(ids.user);
});

test('a change of the tree of teams is heard for everybody', async () => {
  await own.db.updateTable('crm_teams').set({ name: 'Sales and Service' }).execute();
  expect(await next('crm_actor')).toBe('*');
});

test('signing in again is not a change of rights', async () => {
  await own.db.updateTable('crm_users').set({ lastLoginAt: new Date(), passwordHash: 'y' }).execute();
  await own.db.updateTable('crm_teams').set({ name: 'Sales' }).execute();
  expect(await next('crm_actor')).toBe('*');
});

test('a connection that is cut comes back by itself', async () => {
  const before = states.length;
  await own.orm.em
    .fork()
    .execute(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'crm-listen'`);
  await vi.waitUntil(() => states.slice(before).join() === 'false,true', { timeout: 10_000 });
  await own.db.updateTable('crm_teams').set({ name: 'Service' }).execute();
  expect(await next('crm_actor')).toBe('*');
});

/** The next payload on a channel that no test has taken yet. */
async function next(channel: string): Promise<string> {
  const at = await vi.waitUntil(() => {
    const index = heard.findIndex(([name]) => name === channel);
    return index < 0 ? undefined : { index };
  });
  return heard.splice(at.index, 1)[0]?.[1] ?? '';
}
