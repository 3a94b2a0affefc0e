import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { database } from '@crm/db/orm';
import { ask } from '../testing/graphql-client.ts';
import { statementsOf } from '../testing/statements.ts';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const connection = z.object({
  nodes: z.array(z.looseObject({ id: z.string() })).default([]),
  edges: z.array(z.object({ cursor: z.string(), node: z.looseObject({ id: z.string() }) })).default([]),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }).optional(),
});

describe('reading over GraphQL', () => {
  let api: TestApi;
  let admin: TestClient;
  let rep: TestClient;

  beforeAll(async () => {
    api = await startTestApi();
    admin = await api.as(api.company.users.admin);
    rep = await api.as(api.company.users.northRep);
    await fill(api);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  it('reads an account with contacts, open opportunities and what is to be done, in one request', async () => {
    const { data, errors } = await ask(
      admin,
      `query ($id: ID!) {
        account(id: $id) {
          name
          contacts(sort: lastName_asc) { nodes { lastName account { name } } }
          opportunities(filter: { status: [open] }) { nodes { name stage { name pipeline { name } } account { id } } }
          activities(first: 1) { nodes { subjectRecord { __typename ... on Account { name } } } }
          timeline { nodes { kind } }
          owner { name team { name } }
        }
      }`,
      { id: idOf(1) },
    );
    expect(errors).toEqual([]);
    expect(data['account']).toEqual({
      name: 'Company 1',
      contacts: {
        nodes: ['Person 1', 'Person 2', 'Person 3'].map((lastName) => ({ lastName, account: { name: 'Company 1' } })),
      },
      opportunities: {
        nodes: [
          {
            name: 'Deal 2 of 1',
            stage: { name: 'Qualified', pipeline: { name: 'New business' } },
            account: { id: idOf(1) },
          },
        ],
      },
      activities: { nodes: [] },
      timeline: { nodes: [] },
      owner: { name: 'south-rep', team: { name: 'South' } },
    });
  });

  it('takes one statement for each of three levels, for fifty records on top', async () => {
    const query = `{
      accounts(first: 50, sort: name_asc) {
        edges { cursor node { id opportunities(first: 5) { nodes { id activities(first: 5) { nodes { id owner { name } } } } } } }
      }
    }`;
    await ask(admin, query);
    let answer: Awaited<ReturnType<typeof ask>> | undefined;
    const statements = await statementsOf(async () => {
      answer = await ask(admin, query);
    });
    const { edges } = connection.parse(answer?.data['accounts']);
    const deals = edges.flatMap(({ node }) => connection.parse(node['opportunities']).nodes);
    const activities = deals.flatMap((deal) => connection.parse(deal['activities']).nodes);
    expect([edges.length, deals.length, activities.length]).toEqual([50, 100, 200]);
    expect(activities.every(({ owner }) => isDeepStrictEqual(owner, { name: 'south-rep' }))).toBe(true);
    const tables = ['crm_accounts', 'crm_opportunities', 'crm_activities', 'crm_users'];
    expect(statements).toEqual(tables.map((table) => expect.stringContaining(`from "crm_core"."${table}" as `)));
  });

  it("gives nothing of others' records through any relation", async () => {
    const own = await rep.call('POST', '/crm/v1/accounts', { name: 'Own' });
    // By way of the database: over the API nobody could hang a stranger's record onto it.
    await sql`update crm_core.crm_contacts set account_id = ${own.body['id']} where id = ${idOf(2, 'contact')}`.execute(
      database(api.fork()),
    );
    await sql`update crm_core.crm_opportunities set assigned_to = ${api.company.users.northRep.id}, team_id = ${api.company.teams.north}
      where id = ${idOf(2, 'opportunity')}`.execute(database(api.fork()));
    const { data, errors } = await ask(
      rep,
      `{
        accounts { nodes { name contacts { nodes { id } } team { accounts { nodes { name } } } owner { accounts { nodes { name } } } } }
        opportunities { nodes { name accountId account { name } activities { nodes { id } } owner { opportunities { nodes { name } } } } }
        contacts { nodes { id } }
        users(filter: { role: [sales_rep] }) { nodes { name accounts { nodes { name } } leads { nodes { id } } } }
        account(id: "${idOf(3)}") { name }
      }`,
    );
    const ownAccounts = { nodes: [{ name: 'Own' }] };
    expect(data).toEqual({
      accounts: {
        nodes: [
          { name: 'Own', contacts: { nodes: [] }, team: { accounts: ownAccounts }, owner: { accounts: ownAccounts } },
        ],
      },
      opportunities: {
        nodes: [
          {
            name: 'Deal 1 of 2',
            accountId: idOf(2),
            account: null,
            activities: { nodes: [] },
            owner: { opportunities: { nodes: [{ name: 'Deal 1 of 2' }] } },
          },
        ],
      },
      contacts: { nodes: [] },
      users: {
        nodes: ['north-rep', 'north-west-rep', 'south-rep'].map((name) => ({
          name,
          accounts: name === 'north-rep' ? ownAccounts : { nodes: [] },
          leads: { nodes: [] },
        })),
      },
      account: null,
    });
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['account'], 'NOT_FOUND']]);
  });

  it('refuses what the role may not read, and answers the rest', async () => {
    const support = await api.as(api.company.users.support);
    const { data, errors, http } = await ask(
      support,
      `{ account(id: "${idOf(1)}") { name opportunities { nodes { id } } } leads { nodes { id } } }`,
    );
    expect(http.status).toBe(200);
    expect(data).toEqual({ account: { name: 'Company 1', opportunities: null }, leads: null });
    expect(new Map(errors.map(({ path, extensions }) => [path?.join('.'), extensions.code]))).toEqual(
      new Map([
        ['account.opportunities', 'FORBIDDEN'],
        ['leads', 'FORBIDDEN'],
      ]),
    );
    expect(errors[0]?.extensions.requestId).toBe(http.headers.get('x-request-id'));
  });

  it('walks a thousand records page by page without loss or repeat, while others are written', async () => {
    const total = 1_000;
    await sql`
      insert into crm_core.crm_leads (id, created_at, updated_at, last_name, name_normalized, source, status, assigned_to, team_id)
      select uuidv7(), moment, moment, 'Walked', 'walked', 'walk', 'new', ${api.company.users.southRep.id}, ${api.company.teams.south}
      from (select timestamptz '2026-01-01Z' + (n / 3) * interval '1 second' as moment from generate_series(1, ${total}) n) moments`.execute(
      database(api.fork()),
    );
    const { rows } = await sql<{ id: string }>`select id from crm_core.crm_leads where source = 'walk'`.execute(
      database(api.fork()),
    );
    const walked = new Set(rows.map(({ id }) => id));
    for (const sort of ['createdAt_desc', 'createdAt_asc', 'lastName_asc']) {
      const seen: string[] = [];
      const written: string[] = [];
      let after: string | null = null;
      do {
        const answer: Awaited<ReturnType<typeof ask>> = await ask(
          admin,
          `query ($after: String, $sort: LeadSort) {
            leads(first: 90, after: $after, sort: $sort, filter: { source: ["walk"] }) {
              edges { cursor node { id } }
              pageInfo { hasNextPage endCursor hasPreviousPage startCursor }
            }
          }`,
          { after, sort },
        );
        const { edges, pageInfo } = connection.parse(answer.data['leads']);
        seen.push(...edges.map(({ node }) => node.id));
        expect(pageInfo?.endCursor).toBe(edges.at(-1)?.cursor);
        const lead = await admin.call('POST', '/crm/v1/leads', { last_name: 'Meanwhile', source: 'walk' });
        written.push(String(lead.body['id']));
        after = pageInfo?.hasNextPage === true ? pageInfo.endCursor : null;
      } while (after !== null);
      expect(new Set(seen).size, sort).toBe(seen.length);
      expect(
        seen.filter((id) => walked.has(id)),
        sort,
      ).toHaveLength(total);
      expect(written).toHaveLength(12);
    }
  });

  it("takes any edge's cursor, also REST's and for REST", async () => {
    const first = await ask(admin, `{ accounts(first: 10, sort: name_asc) { edges { cursor node { id } } } }`);
    const { edges } = connection.parse(first.data['accounts']);
    const ids = edges.map(({ node }) => node.id);
    for (const index of [0, 4, 8]) {
      const after = edges[index]?.cursor ?? '';
      const rest = await admin.call('GET', `/crm/v1/accounts?sort=name&limit=${9 - index}&cursor=${after}`);
      expect(
        z
          .array(z.object({ id: z.string() }))
          .parse(rest.body['items'])
          .map(({ id }) => id),
      ).toEqual(ids.slice(index + 1));
      const next = await ask(
        admin,
        `query ($after: String) { accounts(first: ${9 - index}, after: $after, sort: name_asc) { nodes { id } } }`,
        { after },
      );
      expect(connection.parse(next.data['accounts']).nodes.map(({ id }) => id)).toEqual(ids.slice(index + 1));
    }
    const wrong = await ask(admin, `{ accounts(after: "${edges[0]?.cursor}", sort: createdAt_asc) { nodes { id } } }`);
    expect(wrong.codes).toEqual(['BAD_CURSOR']);
  });

  it('pages inside a relation, each parent by itself', async () => {
    const page = (after: string | null) =>
      ask(
        admin,
        `query ($after: String) {
          accounts(first: 2, sort: name_asc, filter: { q: "company 1" }) {
            nodes { id contacts(first: 2, after: $after, sort: lastName_asc) { nodes { id lastName } pageInfo { hasNextPage endCursor } } }
          }
        }`,
        { after },
      );
    const [company] = connection.parse((await page(null)).data['accounts']).nodes;
    const contacts = connection.parse(company?.['contacts']);
    expect(contacts.nodes.map((node) => node['lastName'])).toEqual(['Person 1', 'Person 2']);
    expect(contacts.pageInfo?.hasNextPage).toBe(true);
    const [again] = connection.parse((await page(contacts.pageInfo?.endCursor ?? null)).data['accounts']).nodes;
    expect(connection.parse(again?.['contacts']).nodes.map((node) => node['lastName'])).toEqual(['Person 3']);
  });
});

/** A record's id by its number: the kind in front, so that no two are equal. */
function idOf(number: number, kind: keyof typeof kinds = 'account'): string {
  return `${kinds[kind]}-0000-7000-8000-${String(number).padStart(12, '0')}`;
}
const kinds = { account: '00000001', contact: '00000002', opportunity: '00000003', activity: '00000004' } as const;

/** Sixty accounts of the southern rep, each with three contacts and two deals with two activities each. */
async function fill(api: TestApi): Promise<void> {
  const { users, teams, pipelineId, stages } = api.company;
  const db = database(api.fork());
  const moment = (n: string) => sql`timestamptz '2026-02-01Z' + ${sql.raw(n)} * interval '1 second'`;
  const id = (kind: keyof typeof kinds, n: string) =>
    sql`(${`${kinds[kind]}-0000-7000-8000-`} || lpad((${sql.raw(n)})::text, 12, '0'))::uuid`;
  const own = sql`${users.southRep.id}::uuid, ${teams.south}::uuid`;
  await sql`
    insert into crm_core.crm_accounts (id, created_at, updated_at, name, name_normalized, assigned_to, team_id)
    select ${id('account', 'n')}, ${moment('n')}, ${moment('n')}, 'Company ' || n, 'company ' || n, ${own}
    from generate_series(1, 60) n`.execute(db);
  await sql`
    insert into crm_core.crm_contacts (id, created_at, updated_at, last_name, name_normalized, account_id, assigned_to, team_id)
    select ${id('contact', 'n')}, ${moment('n')}, ${moment('n')}, 'Person ' || (n - 1) / 60 + 1, 'person', ${id('account', '(n - 1) % 60 + 1')}, ${own}
    from generate_series(1, 180) n`.execute(db);
  await sql`
    insert into crm_core.crm_opportunities (id, created_at, updated_at, name, name_normalized, account_id, pipeline_id, stage_id, stage_entered_at, probability, status, assigned_to, team_id)
    select ${id('opportunity', 'n')}, ${moment('n')}, ${moment('n')}, 'Deal ' || (n - 1) / 60 + 1 || ' of ' || (n - 1) % 60 + 1, 'deal', ${id('account', '(n - 1) % 60 + 1')},
      ${pipelineId}::uuid, ${stages.qualified}::uuid, ${moment('n')}, 20, case when n > 60 then 'open' else 'won' end, ${own}
    from generate_series(1, 120) n`.execute(db);
  await sql`
    insert into crm_core.crm_activities (id, created_at, updated_at, type, subject, subject_type, subject_id, status, priority, assigned_to, team_id)
    select ${id('activity', 'n')}, ${moment('n')}, ${moment('n')}, 'call', 'Call', 'opportunity', ${id('opportunity', '(n - 1) % 120 + 1')}, 'scheduled', 'normal', ${own}
    from generate_series(1, 240) n`.execute(db);
}
