import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '@crm/api/testing/test-api';
import { testPassword } from '@crm/core/testing/company';
import { createCrmClient, CrmError, eachRow, hasCode, toCrmError } from '@crm/client';

describe('the client', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api[Symbol.asyncDispose]());

  function connect(overFetch: typeof fetch = fetch, attempts?: number) {
    const { email } = api.company.users.northRep;
    return createCrmClient({
      url: api.url,
      credentials: { email, password: testPassword },
      fetch: overFetch,
      ...(attempts === undefined ? {} : { attempts }),
    });
  }

  it('sends a write again when its answer was lost, and it happens once', async () => {
    let lost = 0;
    const { api: crm } = connect(async (address, init) => {
      const answer = await fetch(address, init);
      if (urlOf(address).includes('account.create') && lost < 2) {
        lost += 1;
        throw new TypeError('fetch failed');
      }
      return answer;
    });
    const account = await crm.account.create.mutate({ data: { name: 'Once only' } });
    expect(lost).toBe(2);
    const { items } = await crm.account.search.query({ q: 'Once only' });
    expect(items.map(({ id }) => id)).toEqual([account.id]);
  });

  it('gives up after so many attempts, and says that no answer came', async () => {
    let tries = 0;
    const { api: crm } = connect(async (address, init) => {
      if (!urlOf(address).includes('/trpc')) return fetch(address, init);
      tries += 1;
      throw new TypeError('fetch failed');
    }, 2);
    const error = await crm.account.list.query({}).catch(toCrmError);
    expect(error).toBeInstanceOf(CrmError);
    expect(error).toMatchObject({ code: 'network', status: null });
    expect(tries).toBe(2);
  });

  it('does not try again what was refused, and names the fields', async () => {
    let tries = 0;
    const { api: crm } = connect(async (address, init) => {
      if (urlOf(address).includes('account.create')) tries += 1;
      return fetch(address, init);
    });
    const error = toCrmError(
      await crm.account.create.mutate({ data: { name: '' } }).catch((thrown: unknown) => thrown),
    );
    expect(error).toMatchObject({ code: 'validation_failed', status: 422, requestId: expect.any(String) });
    expect(error.issues.map(({ field }) => field)).toEqual(['name']);
    expect(hasCode(error, 'validation_failed', 'bad_request')).toBe(true);
    expect(tries).toBe(1);
  });

  it('renews a token that is no longer taken, once for many calls', async () => {
    let refreshes = 0;
    let logins = 0;
    const { api: crm } = connect(async (address, init) => {
      if (urlOf(address).endsWith('/admin/auth/refresh')) refreshes += 1;
      if (urlOf(address).endsWith('/admin/auth/login')) logins += 1;
      const headers = new Headers(init?.headers);
      const token = headers.get('authorization');
      if (token !== null && refreshes === 0) headers.set('authorization', `${token}x`);
      return fetch(address, { ...init, headers });
    });
    await Promise.all([
      crm.account.list.query({}),
      crm.lead.list.query({}),
      crm.account.create.mutate({ data: { name: 'Renewed' } }),
    ]);
    expect([logins, refreshes]).toEqual([1, 1]);
  });

  it('walks a list to its end, row by row', async () => {
    const { api: crm } = connect();
    const names = Array.from({ length: 25 }, (_, at) => `Walked ${String(at).padStart(2, '0')}`);
    for (const name of names) await crm.account.create.mutate({ data: { name } });
    const seen: string[] = [];
    for await (const { name } of eachRow(crm.account.list, { sort: 'name', limit: 7, filter: { q: 'Walked' } })) {
      seen.push(name);
    }
    expect(seen).toEqual(names);
  });

  it('hears changes while it loops, and stops when it is told to', async () => {
    const { api: crm, changes } = connect();
    const stop = new AbortController();
    const heard: string[] = [];
    const loop = (async () => {
      for await (const { id } of changes({ signal: stop.signal })) heard.push(id);
    })();
    const made: string[] = [];
    await expect
      .poll(async () => {
        made.push((await crm.account.create.mutate({ data: { name: `Heard ${made.length}` } })).id);
        return made.some((id) => heard.includes(id));
      })
      .toBe(true);
    stop.abort();
    await loop;
  });

  it('says who it is not: a wrong password is the server’s refusal', async () => {
    const { api: crm } = createCrmClient({ url: api.url, credentials: { email: 'x@halden.example', password: 'y' } });
    const error = toCrmError(await crm.account.list.query({}).catch((thrown: unknown) => thrown));
    expect(error.code).toBe('bad_credentials');
  });
});

function urlOf(address: Parameters<typeof fetch>[0]): string {
  return address instanceof Request ? address.url : address.toString();
}
