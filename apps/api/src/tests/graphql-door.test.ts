import { readFileSync } from 'node:fs';
import { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql';
import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPassword } from '@crm/core/testing/company';
import { sha256 } from '../graphql/operations.ts';
import { ask } from '../testing/graphql-client.ts';
import { statementsOf } from '../testing/statements.ts';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const newer = { accept: 'application/graphql-response+json' };
const schemaFile = readFileSync(new URL('../graphql/schema.graphql', import.meta.url), 'utf8');

describe('the door of GraphQL', () => {
  let api: TestApi;
  let admin: TestClient;
  beforeAll(async () => {
    api = await startTestApi();
    admin = await api.as(api.company.users.admin);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  it('keeps to the specification of GraphQL over HTTP in all that it asks for', async () => {
    const results = await auditServer({
      url: `${api.url}/graphql`,
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, { ...init, headers: { ...Object(init.headers), authorization: `Bearer ${admin.token}` } }),
    });
    expect(results.length).toBeGreaterThan(50);
    // What it only permits, GET above all, is told as a notice.
    expect(results.filter(({ status }) => status !== 'ok' && status !== 'notice')).toEqual([]);
  });

  it('is closed without credentials, also for introspection', async () => {
    for (const query of ['{ __typename }', '{ __schema { types { name } } }', '{ accounts { nodes { id } } }']) {
      const { http, codes } = await ask(api.nobody, query);
      expect(http.status).toBe(401);
      expect(http.headers.get('www-authenticate')).toContain('Bearer');
      expect(codes).toEqual(['UNAUTHENTICATED']);
    }
    const wrong = await api.nobody.call(
      'POST',
      '/graphql',
      { query: '{ __typename }' },
      { headers: { authorization: 'Bearer x.y.z' } },
    );
    expect([wrong.status, wrong.text.includes('TOKEN_INVALID')]).toEqual([401, true]);
  });

  it('tells whoever is signed in the schema that stands under version control', async () => {
    const executor = await api.as(api.company.users.executor);
    const { data } = await ask(executor, getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }));
    const told = lexicographicSortSchema(buildClientSchema(data as never));
    const kept = lexicographicSortSchema(buildSchema(schemaFile));
    expect(printSchema(told)).toBe(printSchema(kept));
    const page = await api.nobody.call('GET', '/docs/graphql');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.text).toContain('href="/docs/schema.graphql"');
    const served = await api.nobody.call('GET', '/docs/schema.graphql');
    expect(served.text).toBe(schemaFile);
  });

  it('is closed for whom it is switched off, and opens again at once', async () => {
    const set = (data: object) => admin.call('PATCH', '/crm/v1/feature_flags/crm_feature_graphql', data);
    const rep = await api.as(api.company.users.northRep);
    await set({ roles: ['admin'] });
    const refused = await ask(rep, '{ __typename }');
    expect([refused.http.status, refused.codes]).toEqual([403, ['FEATURE_DISABLED']]);
    expect((await ask(admin, '{ __typename }')).errors).toEqual([]);
    await set({ roles: [] });
    expect((await ask(rep, '{ __typename }')).errors).toEqual([]);
  });

  it('takes nothing but JSON by POST', async () => {
    const send = (method: string, body: string | null, headers: Record<string, string>) =>
      fetch(`${api.url}/graphql${method === 'GET' ? '?query={__typename}' : ''}`, {
        method,
        body,
        headers: { authorization: `Bearer ${admin.token}`, ...headers },
      });
    const got = await send('GET', null, {});
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/graphql',
    ]) {
      const answer = await send('POST', '{"query":"{ __typename }"}', { 'content-type': type });
      expect(answer.status, type).toBe(415);
      expect(await answer.json(), type).toMatchObject({ errors: [{ extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } }] });
    }
  });

  it("refuses another site's page that sends a person's cookie", async () => {
    const { email } = api.company.users.admin;
    const login = await api.nobody.call(
      'POST',
      '/admin/auth/session',
      { email, password: testPassword },
      { headers: { origin: api.url } },
    );
    const cookie = login.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    expect(cookie).not.toBe('');
    const from = (origin: string) =>
      ask(api.nobody, 'mutation { teamCreate(data: { name: "Forged" }) { id } }', {}, { headers: { cookie, origin } });
    const forged = await from('https://evil.example');
    expect([forged.http.status, forged.codes]).toEqual([403, ['CSRF_REFUSED']]);
    const own = await from(api.url);
    expect(own.errors).toEqual([]);
    const { data } = await ask(admin, '{ teams(filter: { q: "Forged" }) { nodes { name } } }');
    expect(data).toEqual({ teams: { nodes: [{ name: 'Forged' }] } });
  });

  it('tells what is wrong with a request, by status too for those who know the newer media type', async () => {
    const cases: readonly (readonly [body: unknown, status: number, code: string])[] = [
      ['{', 400, 'BAD_REQUEST'],
      [[{ query: '{ __typename }' }], 400, 'BAD_REQUEST'],
      [{}, 400, 'BAD_REQUEST'],
      [{ query: 3 }, 400, 'BAD_REQUEST'],
      [{ query: '{' }, 400, 'BAD_REQUEST'],
      [{ query: '{ nothing }' }, 400, 'BAD_REQUEST'],
      [{ query: 'subscription { x }' }, 400, 'BAD_REQUEST'],
      [{ query: 'query ($n: Int!) { accounts(first: $n) { nodes { id } } }' }, 400, 'BAD_REQUEST'],
      [{ query: 'query A { __typename } query B { __typename }' }, 400, 'BAD_REQUEST'],
      [{ query: `{ a: __typename }#${'x'.repeat(1_100_000)}` }, 413, 'PAYLOAD_TOO_LARGE'],
    ];
    for (const [body, status, code] of cases) {
      const answer = await admin.call('POST', '/graphql', body, { headers: newer });
      const told = `${JSON.stringify(body).slice(0, 80)}: ${answer.text.slice(0, 200)}`;
      expect(answer.status, told).toBe(status);
      expect(answer.headers.get('content-type'), told).toContain('application/graphql-response+json');
      expect(answer.body, told).toMatchObject({ errors: [{ extensions: { code, requestId: expect.any(String) } }] });
    }
  });

  describe('before anything is read, refuses', () => {
    /** The refusal, having seen that the database was not asked. */
    async function refused(query: string, variables: Readonly<Record<string, unknown>> = {}) {
      await ask(admin, '{ __typename }'); // Whoever asks is known by now.
      let answer: Awaited<ReturnType<typeof ask>> | undefined;
      const statements = await statementsOf(async () => {
        answer = await ask(admin, query, variables, { headers: newer });
      });
      expect(statements).toEqual([]);
      expect(answer?.http.status).toBe(400);
      expect(answer?.data).toEqual({});
      return answer?.errors[0]?.extensions;
    }

    it('a query of twenty levels', async () => {
      const deep = (levels: number): string =>
        levels === 0 ? '{ id }' : `{ id account { contacts { nodes ${deep(levels - 3)} } } }`;
      expect(await refused(`{ contacts { nodes ${deep(18)} } }`)).toMatchObject({
        code: 'QUERY_TOO_DEEP',
        details: { limit: 15 },
      });
    });

    it('a query over the cost limit, with what it would have cost', async () => {
      const wide = '{ accounts(first: 200) { nodes { id contacts(first: 50) { nodes { id } } } } }';
      expect(await refused(wide)).toMatchObject({
        code: 'QUERY_TOO_COSTLY',
        details: { cost: 100 + 200 + 100 + 200 * 50, limit: 10_000 },
      });
      const byVariable =
        'query ($n: Int) { accounts(first: 200) { nodes { id contacts(first: $n) { nodes { id } } } } }';
      expect(await refused(byVariable, { n: 50 })).toMatchObject({ code: 'QUERY_TOO_COSTLY' });
      const cheap = await ask(admin, byVariable, { n: 5 });
      expect([cheap.errors, cheap.extensions]).toEqual([
        [],
        { cost: { requested: 100 + 200 + 100 + 1_000, limit: 10_000 } },
      ]);
    });

    it('many aliases, many writes, many values', async () => {
      const times = (count: number, field: (n: number) => string) =>
        Array.from({ length: count }, (_, n) => field(n)).join(' ');
      expect(await refused(`{ ${times(100, (n) => `a${n}: accounts(first: 1) { nodes { id } }`)} }`)).toMatchObject({
        code: 'QUERY_TOO_COSTLY',
      });
      expect(
        await refused(`mutation { ${times(21, (n) => `a${n}: teamCreate(data: { name: "x" }) { id }`)} }`),
      ).toMatchObject({
        code: 'QUERY_TOO_COSTLY',
      });
      expect(await refused(`{ accounts(first: 200) { nodes { ${times(600, (n) => `a${n}: name`)} } } }`)).toMatchObject(
        { code: 'QUERY_TOO_COSTLY', details: { values: 120_000 } },
      );
      const hundred = `fragment hundred on Query { ${times(100, (n) => `a${n}: __typename`)} }`;
      expect(await refused(`{ ${times(11, () => '...hundred')} } ${hundred}`)).toMatchObject({
        code: 'QUERY_TOO_COSTLY',
        details: { fields: 1_001, limit: 1_000 },
      });
    });

    it('fragments that multiply, introspection without end, and a text that is too long', async () => {
      const bomb = Array.from({ length: 30 }, (_, n) => `fragment f${n} on Account { ...f${n + 1} ...f${n + 1} }`).join(
        ' ',
      );
      expect(await refused(`{ accounts { nodes { ...f0 } } } ${bomb} fragment f30 on Account { id }`)).toMatchObject({
        code: 'QUERY_TOO_COSTLY',
      });
      const loop =
        '{ __type(name: "Account") { fields { type { fields { type { fields { type { fields { name } } } } } } } } }';
      expect(await refused(loop)).toMatchObject({ code: 'BAD_REQUEST' });
      expect(await refused(`{ ${'id '.repeat(5_000)} }`)).toMatchObject({ code: 'BAD_REQUEST' });
    });
  });

  it('knows a query by its hash once it was sent with it', async () => {
    const query = '{ teams(sort: name_asc) { nodes { name } } }';
    const persisted = (hash: string, text?: string) =>
      ask(admin, '', {}, { more: { query: text, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } } });
    expect((await persisted(sha256(query))).codes).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect((await persisted(sha256('other'), query)).codes).toEqual(['BAD_REQUEST']);
    const sent = await persisted(sha256(query), query);
    const known = await persisted(sha256(query));
    expect(known.data).toEqual(sent.data);
    expect(JSON.stringify(known.data)).toContain('South');
  });

  it('says in the answer what nobody foresaw only by its request id', async () => {
    await using broken = await startTestApi({
      emailCheck: { check: () => Promise.reject(new Error('secret of the house')) },
    });
    const client = await broken.as(broken.company.users.admin);
    const { http, errors } = await ask(
      client,
      'mutation { accountCreate(data: { name: "X", email: "x@mail.example" }) { id } }',
    );
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL' } }]);
    expect(errors[0]?.extensions.requestId).toBe(http.headers.get('x-request-id'));
    expect(http.text).not.toContain('secret');
    const account = { name: 'X', email: 'x@mail.example' };
    for (const [path, payload] of [
      ['/crm/v1/accounts', account],
      ['/admin/customers', account],
      ['/trpc/account.create', { data: account }],
    ] as const) {
      const answer = await client.call('POST', path, payload);
      expect([path, answer.status]).toEqual([path, 500]);
      // Neither the message nor a stack.
      expect(answer.text).not.toMatch(/secret|\.ts\b|node_modules|\bat /u);
    }
  });

  it('runs only registered operations where there is a list of them', async () => {
    const allowed = '{ teams(sort: name_asc) { nodes { name } } }';
    await using strict = await startTestApi({}, {}, { graphqlOperations: new Map([[sha256(allowed), allowed]]) });
    const client = await strict.as(strict.company.users.admin);
    expect((await ask(client, allowed)).errors).toEqual([]);
    const byHash = { query: undefined, extensions: { persistedQuery: { version: 1, sha256Hash: sha256(allowed) } } };
    expect((await ask(client, '', {}, { more: byHash })).errors).toEqual([]);
    for (const query of ['{ teams { nodes { id } } }', getIntrospectionQuery()]) {
      const { http, codes } = await ask(client, query, {}, { headers: newer });
      expect([http.status, codes]).toEqual([403, ['OPERATION_NOT_ALLOWED']]);
    }
  });
});
