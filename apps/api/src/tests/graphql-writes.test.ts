import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { database } from '@crm/db/orm';
import { ask } from '../testing/graphql-client.ts';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const record = z.looseObject({ id: z.string() });

describe('writing over GraphQL', () => {
  let api: TestApi;
  let admin: TestClient;
  let rep: TestClient;

  beforeAll(async () => {
    api = await startTestApi();
    admin = await api.as(api.company.users.admin);
    rep = await api.as(api.company.users.northRep);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  async function countAccounts(name: string): Promise<number> {
    const rows = await database(api.fork()).selectFrom('crm_accounts').select('id').where('name', '=', name).execute();
    return rows.length;
  }

  async function made(query: string, variables: Readonly<Record<string, unknown>> = {}) {
    const { data, errors } = await ask(rep, query, variables);
    expect(errors).toEqual([]);
    return record.parse(Object.values(data)[0]);
  }

  it('creates, changes, deletes and restores; and what a verb does is told by the relations of its answer', async () => {
    const account = await made(
      `mutation ($data: AccountCreateInput!) { accountCreate(data: $data) { id version kind status billingAddress { city } abilities { update assign } } }`,
      { data: { name: 'Halden', kind: 'company', billingAddress: { city: 'Oslo', country: 'NO' } } },
    );
    expect(account).toMatchObject({
      version: 1,
      kind: 'company',
      status: 'prospect',
      billingAddress: { city: 'Oslo' },
      abilities: { update: true, assign: false },
    });
    const { id } = account;
    const rest = await rep.call('GET', `/crm/v1/accounts/${id}`);
    expect(rest.body).toMatchObject({ name: 'Halden', created_by: { id: api.company.users.northRep.id } });

    const changed = await made(
      `mutation ($id: ID!) { accountUpdate(id: $id, version: 1, data: { status: active, billingAddress: null }) {
        id version status billingAddress { city } timeline(first: 1) { nodes { kind } } } }`,
      { id },
    );
    expect(changed).toMatchObject({
      version: 2,
      status: 'active',
      billingAddress: null,
      timeline: { nodes: [{ kind: 'edited' }] },
    });

    const stale = await ask(rep, `mutation { accountUpdate(id: "${id}", version: 1, data: { status: lost }) { id } }`);
    expect(stale.errors).toMatchObject([
      {
        extensions: {
          code: 'VERSION_CONFLICT',
          details: { current_version: 2, your_version: 1, current: { status: 'active' } },
        },
      },
    ]);

    expect((await ask(rep, `mutation { accountDelete(id: "${id}") }`)).data).toEqual({ accountDelete: id });
    expect((await ask(rep, `{ account(id: "${id}") { id } }`)).codes).toEqual(['NOT_FOUND']);
    const trash = await ask(rep, '{ accounts(trash: true) { nodes { id abilities { restore } } } }');
    expect(trash.data).toEqual({ accounts: { nodes: [{ id, abilities: { restore: true } }] } });
    expect(await made(`mutation { accountRestore(id: "${id}") { id deletedAt } }`)).toEqual({ id, deletedAt: null });
  });

  it('takes a lead through its verbs', async () => {
    const lead = await made(
      'mutation { leadCreate(data: { lastName: "Byron", email: "ada@engines.example" }) { id status } }',
    );
    const early = await ask(rep, `mutation { leadConvert(id: "${lead.id}") { id } }`);
    expect(early.codes).toEqual(['NOT_QUALIFIED']);
    expect(await made(`mutation { leadQualify(id: "${lead.id}") { id status } }`)).toMatchObject({
      status: 'qualified',
    });
    const process = await made(
      `mutation { leadConvert(id: "${lead.id}") { id kind state subject { ... on Lead { id processes { nodes { kind } } } } } }`,
    );
    expect(process).toMatchObject({
      kind: 'lead_conversion',
      subject: { id: lead.id, processes: { nodes: [{ kind: 'lead_conversion' }, { kind: 'lead_intake' }] } },
    });
    const byKind = await ask(rep, '{ processes(filter: { kind: [lead_conversion] }) { nodes { id } } }');
    expect(byKind.data).toEqual({ processes: { nodes: [{ id: process.id }] } });
  });

  it('moves a deal as the gate of the stage allows', async () => {
    const { proposal } = api.company.stages;
    const deal = await made('mutation { opportunityCreate(data: { name: "Sensors" }) { id stage { name } } }');
    const move = (fields: string) =>
      ask(
        rep,
        `mutation { opportunityMove(id: "${deal.id}", data: { stageId: "${proposal}" ${fields} }) { stage { name } } }`,
      );
    expect((await move('')).codes).toEqual(['STAGE_GATE']);
    const moved = await move('fields: { amountMinor: 8000000000, currency: "EUR", expectedCloseDate: "2030-01-31" }');
    expect(moved.data).toEqual({ opportunityMove: { stage: { name: 'Proposal' } } });
  });

  it('names the fields that are wrong, as every door does', async () => {
    const { errors } = await ask(
      rep,
      'mutation { contactCreate(data: { lastName: " ", email: "nobody", phone: "12" }) { id } }',
    );
    const rest = await rep.call('POST', '/crm/v1/contacts', { last_name: ' ', email: 'nobody', phone: '12' });
    const issues = z.object({ issues: z.array(z.object({ field: z.string(), code: z.string() })) });
    const told = issues.parse(errors[0]?.extensions.details).issues.map(({ field, code }) => [field, code]);
    expect(errors[0]?.extensions.code).toBe('VALIDATION_FAILED');
    expect(told.length).toBeGreaterThan(1);
    const restIssues = issues.parse({ issues: rest.body['errors'] }).issues;
    expect(told.map(([field = '', code]) => [field.replace('lastName', 'last_name'), code])).toEqual(
      restIssues.map(({ field, code }) => [field, code]),
    );
  });

  describe('keys', () => {
    const create = (name: string) => `mutation { accountCreate(data: { name: "${name}" }) { id } }`;

    it('are required, and without one nothing is written', async () => {
      const { codes, data } = await ask(rep, create('Keyless'), {}, { key: null });
      expect([codes, data]).toEqual([['IDEMPOTENCY_KEY_REQUIRED'], { accountCreate: null }]);
      expect(await countAccounts('Keyless')).toBe(0);
      expect((await ask(rep, '{ __typename }', {}, { key: null })).errors).toEqual([]);
    });

    it('give the first answer again, and write once however often and at once they are sent', async () => {
      const key = randomUUID();
      const answers = await Promise.all(Array.from({ length: 5 }, () => ask(rep, create('Once'), {}, { key })));
      expect(new Set(answers.map(({ data }) => record.parse(data['accountCreate']).id)).size).toBe(1);
      expect(answers.filter(({ http }) => http.headers.get('idempotent-replayed') === 'true')).toHaveLength(4);
      expect(await countAccounts('Once')).toBe(1);
      const other = await ask(rep, create('Once more'), {}, { key });
      expect(other.codes).toEqual(['IDEMPOTENCY_MISMATCH']);
      expect(await countAccounts('Once more')).toBe(0);
    });

    it('that are still at work tell to come back', async () => {
      const key = randomUUID();
      const holder = `${api.company.users.northRep.id}:${key}`;
      await database(api.fork())
        .connection()
        .execute(async (connection) => {
          await sql`select pg_advisory_lock(hashtextextended(${holder}, 0))`.execute(connection);
          const { errors } = await ask(rep, create('Busy'), {}, { key });
          await sql`select pg_advisory_unlock(hashtextextended(${holder}, 0))`.execute(connection);
          expect(errors).toMatchObject([
            { extensions: { code: 'IDEMPOTENCY_IN_PROGRESS', details: { retry_after_seconds: 1 } } },
          ]);
        });
      expect((await ask(rep, create('Busy'), {}, { key })).errors).toEqual([]);
    });

    it('are shared with REST', async () => {
      const key = randomUUID();
      const { data } = await ask(rep, create('Both'), {}, { key });
      const rest = await rep.call('POST', '/crm/v1/accounts', { name: 'Both' }, { key });
      expect(rest.status).toBe(422);
      expect(rest.body['code']).toBe('idempotency_mismatch');
      expect(await countAccounts('Both')).toBe(1);
      expect(record.parse(data['accountCreate']).id).not.toBe('');
    });

    it('count the writes of one request, so that only what was not done is done when it is sent again', async () => {
      const key = randomUUID();
      const taken = await made(
        'mutation { accountCreate(data: { name: "Holder", email: "taken@mail.example" }) { id } }',
      );
      const three = `mutation {
        first: accountCreate(data: { name: "First of three" }) { id }
        second: accountCreate(data: { name: "Second of three", email: "taken@mail.example" }) { id }
        third: accountCreate(data: { name: "Third of three" }) { id }
      }`;
      const once = await ask(rep, three, {}, { key });
      expect(once.codes).toEqual(['DUPLICATE']);
      expect(once.data['second']).toBeNull();
      await made(`mutation { accountUpdate(id: "${taken.id}", data: { email: null }) { id } }`);
      const again = await ask(rep, three, {}, { key });
      expect(again.errors).toEqual([]);
      expect([again.data['first'], again.data['third']]).toEqual([once.data['first'], once.data['third']]);
      expect(again.http.headers.get('idempotent-replayed')).toBeNull();
      expect(await Promise.all(['First', 'Second', 'Third'].map((name) => countAccounts(`${name} of three`)))).toEqual([
        1, 1, 1,
      ]);
      expect((await ask(rep, three, {}, { key })).http.headers.get('idempotent-replayed')).toBe('true');
    });
  });

  it('reads after a write what the write left, also when an earlier one of the request had read it', async () => {
    const { id } = await made('mutation { accountCreate(data: { name: "Before" }) { id } }');
    const { data } = await ask(
      rep,
      `mutation {
        first: contactCreate(data: { lastName: "A", accountId: "${id}" }) { account { name contacts { nodes { lastName } } } }
        rename: accountUpdate(id: "${id}", data: { name: "After" }) { name }
        second: contactCreate(data: { lastName: "B", accountId: "${id}" }) { account { name contacts(sort: lastName_asc) { nodes { lastName } } } }
      }`,
    );
    expect(data).toEqual({
      first: { account: { name: 'Before', contacts: { nodes: [{ lastName: 'A' }] } } },
      rename: { name: 'After' },
      second: { account: { name: 'After', contacts: { nodes: [{ lastName: 'A' }, { lastName: 'B' }] } } },
    });
  });

  it('knows a custom field as soon as it is there: written, read, filtered and sorted by', async () => {
    const field = await ask(
      admin,
      `mutation { customFieldCreate(data: { entity: account, key: "region", type: text, label: { en: "Region" }, visibleTo: [admin, sales_rep] }) { id } }`,
    );
    expect(field.errors).toEqual([]);
    const write =
      'mutation ($name: String!, $custom: JSON) { accountCreate(data: { name: $name, custom: $custom }) { id custom } }';
    for (const region of ['south', 'north']) {
      const account = await made(write, { name: `Of the ${region}`, custom: { region } });
      expect(account).toMatchObject({ custom: { region } });
    }
    const unknown = await ask(rep, write, { name: 'Wrong', custom: { nothing: 1 } });
    expect(unknown.codes).toEqual(['VALIDATION_FAILED']);
    const found = await ask(rep, '{ accounts(filter: { custom: { region: "north" } }) { nodes { name } } }');
    expect(found.data).toEqual({ accounts: { nodes: [{ name: 'Of the north' }] } });
    const page = (after: string | null) =>
      ask(
        rep,
        `query ($after: String) { accounts(customSort: "-custom.region", first: 1, after: $after) { edges { cursor node { name } } pageInfo { endCursor } } }`,
        { after },
      );
    const pageShape = z.object({
      edges: z.array(z.object({ cursor: z.string(), node: z.object({ name: z.string() }) })),
    });
    const [first] = pageShape.parse((await page(null)).data['accounts']).edges;
    const [second] = pageShape.parse((await page(first?.cursor ?? '')).data['accounts']).edges;
    expect([first?.node.name, second?.node.name]).toEqual(['Of the south', 'Of the north']);

    const support = await api.as(api.company.users.support);
    const hidden = await ask(support, '{ accounts(filter: { q: "Of the" }) { nodes { custom } } }');
    expect(hidden.data).toEqual({ accounts: { nodes: [{ custom: {} }, { custom: {} }] } });
    for (const query of [
      '{ accounts(filter: { custom: { region: "north" } }) { nodes { id } } }',
      '{ accounts(customSort: "custom.region") { nodes { id } } }',
    ]) {
      expect((await ask(support, query)).codes).toEqual(['BAD_REQUEST']);
    }
  });
});
