import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadSignedIn } from '@crm/core/auth/signed-in';
import { pruneExpired } from '@crm/core/maintenance/prune-expired';
import { testPassword, type TestUser } from '@crm/core/testing/company';
import { database } from '@crm/db/orm';
import { consoleDoor } from '../console/console.ts';
import { exposedProcedures } from '../rest/procedures.ts';
import { restDoor } from '../rest/routes.ts';
import { startTestApi, type Answer, type TestApi } from '../testing/test-api.ts';
import { appRouter } from '../trpc/app-router.ts';

const viewPath = '/admin/auth/view-as';
const halfHourMs = 30 * 60_000;

describe('an administrator who views as somebody else', () => {
  let api: TestApi;
  let cookie: string;

  beforeAll(async () => {
    api = await startTestApi();
    cookie = await signInByCookie(api.company.users.admin);
  });
  afterEach(() => call('DELETE', viewPath));
  afterAll(() => api[Symbol.asyncDispose]());

  async function signInByCookie(user: TestUser): Promise<string> {
    const answer = await api.nobody.call(
      'POST',
      '/admin/auth/session',
      { email: user.email, password: testPassword },
      { headers: { origin: api.url } },
    );
    return z.string().parse(answer.headers.get('set-cookie')?.split(';')[0]);
  }

  function call(method: string, path: string, payload?: unknown, by = cookie): Promise<Answer> {
    return api.nobody.call(method, path, payload, { headers: { cookie: by, origin: api.url } });
  }
  const viewAs = (user: TestUser, by = cookie) => call('POST', viewPath, { user_id: user.id }, by);

  it('has the rights of that person and no others, and is named beside them', async () => {
    const { admin, northRep } = api.company.users;
    const started = await viewAs(northRep);
    expect(started.status).toBe(200);
    const { body } = await call('GET', '/admin/me');
    expect(body).toMatchObject({ id: northRep.id, role: 'sales_rep', viewed_by: { id: admin.id } });
    const rep = await api.as(northRep);
    const own = await rep.call('GET', '/admin/me');
    expect(body['permissions']).toEqual(own.body['permissions']);
    const [seen, theirs] = [await call('GET', '/crm/v1/leads'), await rep.call('GET', '/crm/v1/leads')];
    expect(seen.body).toEqual(theirs.body);
    expect((await call('GET', '/crm/v1/auditlog')).body['code']).toBe('forbidden');
    expect((await call('GET', '/admin/audit')).status).toBe(403);

    const left = await call('DELETE', viewPath);
    expect(left.body).toMatchObject({ id: admin.id, role: 'admin', viewed_by: null });
    expect((await call('GET', '/crm/v1/auditlog')).status).toBe(200);
  });

  it('is refused every write, at every door, whatever that person may do', async () => {
    await viewAs(api.company.users.northManager);
    const audited = await countAudit();
    const refused: string[] = [];
    const writes = [restDoor(appRouter), consoleDoor(appRouter)].flatMap(({ prefix, procedures }) =>
      procedures
        .filter(({ type }) => type === 'mutation')
        .map(({ rest }) => ({ method: rest.method, path: `${prefix}${rest.path.replaceAll(/:\w+/gu, unknownId)}` })),
    );
    expect(writes.length).toBeGreaterThan(200);
    for (const { method, path } of writes) {
      const answer = await api.nobody.call(method, path, {}, withVersion());
      if (answer.status !== 403 || answer.body['code'] !== 'view_as_read_only') {
        refused.push(`${method} ${path} ${answer.status} ${answer.text}`);
      }
    }
    for (const { name } of exposedProcedures(appRouter).filter(({ type }) => type === 'mutation')) {
      const answer = await call('POST', `/trpc/${name}`, {});
      if (!answer.text.includes('view_as_read_only')) refused.push(`tRPC ${name} ${answer.text}`);
    }
    expect(refused).toEqual([]);
    const mutation = `mutation { accountDelete(id: "${unknownId}") }`;
    expect((await call('POST', '/graphql', { query: mutation })).text).toContain('VIEW_AS_READ_ONLY');
    const file = `attachments?subject_type=account&subject_id=${unknownId}&file_name=a.txt`;
    for (const door of ['/crm/v1', '/admin']) {
      expect((await call('POST', `${door}/${file}`, 'bytes')).body['code']).toBe('view_as_read_only');
    }
    expect(await countAudit()).toBe(audited);
  });

  it('leaves both names in the audit log, at the start, at the end and when the session ends', async () => {
    const { admin, support } = api.company.users;
    const before = await lastAudit();
    await viewAs(support);
    await call('DELETE', viewPath);
    const other = await signInByCookie(admin);
    await viewAs(support, other);
    await call('POST', '/admin/auth/logout', {}, other);
    const rows = await database(api.fork())
      .selectFrom('crm_auditlog')
      .select(['action', 'actorId', 'changes'])
      .where('resource', '=', 'view_as')
      .where('id', '>', before)
      .orderBy('id')
      .execute();
    expect(rows.map(({ action }) => action)).toEqual(['insert', 'delete', 'insert', 'delete']);
    for (const { action, actorId, changes } of rows) {
      const side = action === 'insert' ? 'new' : 'old';
      expect(actorId).toBe(admin.id);
      expect(changes).toMatchObject({
        viewer_name: { [side]: await nameOf(admin) },
        user_name: { [side]: await nameOf(support) },
      });
    }
  });

  it('never views as an administrator, nobody else views at all, and neither does a token or a key', async () => {
    const { admin, northRep, support, northManager } = api.company.users;
    expect((await viewAs(admin)).body['code']).toBe('forbidden');
    expect((await call('POST', viewPath, { user_id: unknownId })).status).toBe(404);
    for (const user of [northRep, support, northManager]) {
      const answer = await viewAs(api.company.users.executor, await signInByCookie(user));
      expect([user.role, answer.status, answer.body['code']]).toEqual([user.role, 403, 'forbidden']);
    }
    const byToken = await (await api.as(admin)).call('POST', viewPath, { user_id: support.id });
    expect([byToken.status, byToken.body['code']]).toEqual([403, 'forbidden']);
    const foreign = { headers: { cookie, origin: 'https://elsewhere.example' } };
    const fromElsewhere = await api.nobody.call('POST', viewPath, { user_id: support.id }, foreign);
    expect(fromElsewhere.body['code']).toBe('csrf_refused');
    await viewAs(support);
    expect((await viewAs(northRep)).body['code']).toBe('view_as_read_only');
  });

  it('is back as oneself after half an hour, or when that person may no longer sign in', async () => {
    const { admin, northRep } = api.company.users;
    await viewAs(northRep);
    const db = database(api.fork());
    const session = await db
      .selectFrom('crm_sessions')
      .select(['id', 'viewAsId'])
      .where('viewAsId', 'is not', null)
      .executeTakeFirstOrThrow();
    const now = new Date();
    const at = async (ms: number) =>
      (await loadSignedIn(api.fork(), session.id, new Date(now.getTime() + ms)))?.user.id;
    expect(await at(halfHourMs - 60_000)).toBe(northRep.id);
    expect(await at(halfHourMs + 60_000)).toBe(admin.id);
    await db.updateTable('crm_users').set({ status: 'disabled' }).where('id', '=', northRep.id).execute();
    expect(await at(0)).toBe(admin.id);
    await db.updateTable('crm_users').set({ status: 'active' }).where('id', '=', northRep.id).execute();
    expect(await at(0)).toBe(northRep.id);
    await pruneExpired(api.fork(), new Date(now.getTime() + halfHourMs + 60_000));
    expect(await at(0)).toBe(admin.id);
  });

  const unknownId = '00000000-0000-4000-8000-000000000000';
  const withVersion = () => ({ ifMatch: '"1"', headers: { cookie, origin: api.url } });

  async function nameOf({ id }: TestUser): Promise<string> {
    const { name } = await database(api.fork())
      .selectFrom('crm_users')
      .select('name')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return name;
  }
  async function countAudit(): Promise<number> {
    const { count } = await database(api.fork())
      .selectFrom('crm_auditlog')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  }
  async function lastAudit(): Promise<number> {
    const row = await database(api.fork())
      .selectFrom('crm_auditlog')
      .select((eb) => eb.fn.max('id').as('id'))
      .executeTakeFirst();
    return row?.id ?? 0;
  }
});
