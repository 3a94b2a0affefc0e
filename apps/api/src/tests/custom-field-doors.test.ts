import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensibleName } from '@crm/domain/extension';
import { fieldDefiner } from '../testing/custom-fields.ts';
import { listenTo } from '../testing/listen-to.ts';
import { startTestApi, type Answer, type TestApi, type TestClient } from '../testing/test-api.ts';

/** Stands in one custom field of one record of each kind, and nowhere else. */
const secret = 'Quaggafell';
const key = 'secretTier';
const hints = new RegExp(`${secret}|${key}`, 'iu');

type Door = readonly [method: string, path: string, payload?: object];

describe('a custom field hidden from the sales role', () => {
  let api: TestApi;
  let admin: TestClient;
  let rep: TestClient;
  const ids: Partial<Record<ExtensibleName, string>> = {};
  const idOf = (name: ExtensibleName) => String(ids[name]);

  beforeAll(async () => {
    api = await startTestApi();
    admin = await api.as(api.company.users.admin);
    rep = await api.as(api.company.users.northRep);
    const define = fieldDefiner(admin);
    for (const entity of ['account', 'opportunity', 'quote']) await define(entity, { key, visible_to: ['support'] });
    ids.account = await make('accounts', { name: 'Nordlys Fisk' });
    ids.opportunity = await make('opportunities', { name: 'Loggers', account_id: idOf('account') });
    ids.quote = await make('quotes', {
      account_id: idOf('account'),
      opportunity_id: idOf('opportunity'),
      currency: 'EUR',
      lines: [{ description: 'Logger', unit_price_minor: 100 }],
    });
    for (const [path, id] of [
      ['accounts', ids.account],
      ['opportunities', ids.opportunity],
      ['quotes', ids.quote],
    ] as const) {
      const set = await admin.call('PATCH', `/crm/v1/${path}/${id}`, { custom: { [key]: secret } });
      expect(set.text).toContain(secret);
    }
  });
  afterAll(() => api[Symbol.asyncDispose]());

  /** By the sales rep whom the row scopes let see it. */
  async function make(path: string, body: object): Promise<string> {
    const answer = await rep.call('POST', `/crm/v1/${path}`, body);
    expect(answer.status, answer.text).toBe(201);
    return String(answer.body['id']);
  }

  const graph = (query: string): Door => ['POST', '/graphql', { query }];
  const input = (value: object) => encodeURIComponent(JSON.stringify(value));

  /** Each answers the rep too, and tells the administrator the value. */
  const telling: readonly (readonly [string, () => Door])[] = [
    ['an account', () => ['GET', `/crm/v1/accounts/${idOf('account')}`]],
    ['the list of accounts', () => ['GET', '/crm/v1/accounts']],
    ['their search', () => ['GET', '/crm/v1/accounts/search?q=nordlys']],
    ['the field alone', () => ['GET', `/crm/v1/accounts/${idOf('account')}?fields=id,custom`]],
    ['a quote', () => ['GET', `/crm/v1/quotes/${idOf('quote')}`]],
    ['the list of quotes', () => ['GET', '/crm/v1/quotes?sort=number']],
    ['relations in place', () => ['GET', '/crm/v1/quotes?expand=account,opportunity&fields=id,account,opportunity']],
    ['a change', () => ['PATCH', `/crm/v1/quotes/${idOf('quote')}`, { notes: 'Thank you' }]],
    ['the timeline of a record', () => ['GET', `/crm/v1/timeline?subject_type=quote&subject_id=${idOf('quote')}`]],
    ['the timeline', () => ['GET', '/crm/v1/timeline']],
    ['a node of GraphQL', () => graph(`{ account(id: "${idOf('account')}") { custom } }`)],
    ['a connection of GraphQL', () => graph('{ quotes { nodes { custom account { custom } } } }')],
    [
      'a list within a record, over GraphQL',
      () =>
        graph(`{ account(id: "${idOf('account')}") { quotes { nodes { custom } } timeline { nodes { payload } } } }`),
    ],
    [
      'a write over GraphQL',
      () => graph(`mutation { accountUpdate(id: "${idOf('account')}", data: { industry: "Fish" }) { custom } }`),
    ],
    ['tRPC, one', () => ['GET', `/trpc/quote.get?input=${input({ id: idOf('quote') })}`]],
    ['tRPC, many', () => ['GET', `/trpc/account.getMany?input=${input({ ids: [idOf('account')] })}`]],
    [
      'tRPC, of many parents',
      () => ['GET', `/trpc/quote.listFor?input=${input({ by: 'accountId', ids: [idOf('account')] })}`],
    ],
  ];

  it.each(telling)('is absent from %s, which tells it to an administrator', async (_, door) => {
    const answer = await rep.call(...door());
    expect(answer.status, answer.text).toBeLessThan(300);
    expect(answer.body['errors']).toBeUndefined();
    expect(answer.text).not.toMatch(hints);
    expect((await admin.call(...door())).text).toContain(secret);
  });

  const silent: readonly (readonly [string, () => Door])[] = [
    ['the search over everything', () => ['GET', `/crm/v1/search?q=${secret}`]],
    ['the search of accounts', () => ['GET', `/crm/v1/accounts/search?q=${secret}`]],
    ['a search by a name', () => ['GET', '/crm/v1/search?q=nordlys']],
    ['the overview', () => ['GET', `/crm/v1/accounts/${idOf('account')}/overview`]],
    ['definitions', () => ['GET', '/crm/v1/custom_fields']],
    ['the board', () => ['GET', `/crm/v1/opportunities?account_id=${idOf('account')}`]],
    ["the console's customers", () => ['GET', '/admin/customers']],
    ["the console's customer", () => ['GET', `/admin/customers/${idOf('account')}`]],
    ["the console's deals", () => ['GET', '/admin/deals']],
    ["the console's deal", () => ['GET', `/admin/deals/${idOf('opportunity')}`]],
    [
      'many at once',
      () => ['POST', '/crm/v1/accounts/bulk/update', { rows: [{ id: idOf('account'), industry: 'Fish' }] }],
    ],
    ['introspection', () => graph('{ __schema { types { name fields { name } inputFields { name } } } }')],
  ];

  it.each(silent)('is absent from %s', async (_, door) => {
    const answer = await rep.call(...door());
    expect(answer.status, answer.text).toBe(200);
    expect(answer.text).not.toMatch(hints);
  });

  it('is in the audit log, which sales does not read', async () => {
    const log = `/crm/v1/auditlog?record_id=${idOf('quote')}`;
    const refused = await rep.call('GET', log);
    expect(refused.status).toBe(403);
    expect(refused.text).not.toMatch(hints);
    expect((await admin.call('GET', log)).text).toContain(secret);
  });

  it.each(['overview', 'campaigns', 'team_performance'])('is absent from the report %s', async (report) => {
    const path = `/crm/v1/reports/${report}`;
    expect((await rep.call('GET', path)).status).toBe(403);
    const manager = await api.as(api.company.users.northManager);
    const answer = await manager.call('GET', path);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.text).not.toMatch(hints);
  });

  /** By the key of a field, so that a hidden one can be told from none only by its name. */
  const asked: readonly (readonly [string, (name: string) => Door])[] = [
    ['a filter', (name) => ['GET', `/crm/v1/quotes?custom.${name}=${secret}`]],
    ['a range', (name) => ['GET', `/crm/v1/accounts?custom.${name}.from=a`]],
    ['a sort', (name) => ['GET', `/crm/v1/quotes?sort=custom.${name}`]],
    ['a sort the other way', (name) => ['GET', `/crm/v1/accounts?sort=-custom.${name}`]],
    ['a count', (name) => ['GET', `/crm/v1/accounts/count?custom.${name}=${secret}`]],
    ['a change', (name) => ['PATCH', `/crm/v1/quotes/${idOf('quote')}`, { custom: { [name]: 'x' } }]],
    [
      'many at once',
      (name) => ['POST', '/crm/v1/quotes/bulk/update', { rows: [{ id: idOf('quote'), custom: { [name]: 'x' } }] }],
    ],
    ['a filter of GraphQL', (name) => graph(`{ accounts(filter: { custom: { ${name}: "x" } }) { nodes { id } } }`)],
    ['a sort of GraphQL', (name) => graph(`{ quotes(customSort: "custom.${name}") { nodes { id } } }`)],
    [
      'a filter over tRPC',
      (name) => ['GET', `/trpc/quote.list?input=${input({ filter: { custom: { [name]: 'x' } } })}`],
    ],
  ];

  it.each(asked)('is refused in %s as a field that does not exist', async (_, door) => {
    const [hidden, unknown] = [await rep.call(...door(key)), await rep.call(...door('secretNone'))];
    expect(plain(hidden).replaceAll(key, 'secretNone')).toBe(plain(unknown));
    expect(hidden.status).toBe(unknown.status);
    expect(hidden.text).toContain('error');
    expect(hidden.text).not.toContain('"nodes":[');
    // The administrator's answer is another one, so the likeness above means something.
    expect(plain(await admin.call(...door(key)))).not.toBe(plain(hidden));
  });

  it('is not heard on the live stream', async () => {
    const controller = new AbortController();
    const heard = listenTo(api.url, rep, controller.signal);
    await expect.poll(() => heard.text, { timeout: 5_000 }).toContain('reconnectAfterInactivityMs');
    await admin.call('PATCH', `/crm/v1/quotes/${idOf('quote')}`, { custom: { [key]: `${secret} II` } });
    await expect.poll(() => heard.text, { timeout: 5_000 }).toContain(idOf('quote'));
    expect(heard.text).not.toMatch(hints);
    controller.abort();
  });
});

/** Without what differs from call to call. */
function plain({ text }: Answer): string {
  return text.replaceAll(/"(?:request_id|requestId|instance)":"[^"]*"/gu, '');
}
