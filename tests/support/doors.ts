import { z } from 'zod';
import { ask } from '@crm/api/testing/graphql-client';
import type { TestApi, TestClient } from '@crm/api/testing/test-api';
import { createCrmClient, toCrmError } from '@crm/client';
import type { TestUser } from '@crm/core/testing/company';
import { testPassword } from '@crm/core/testing/company';

/** What a step gave, in the core's spelling. */
export type Row = Readonly<Record<string, unknown>>;

interface Customer {
  readonly name: string;
  readonly status?: 'active';
}

interface Deal {
  readonly name: string;
  readonly accountId: string;
  readonly amountMinor?: number;
  readonly currency?: string;
  readonly expectedCloseDate?: string;
}

interface Task {
  readonly type: 'task';
  readonly subject: string;
  readonly dueAt: string;
  readonly subjectType: 'account';
  readonly subjectId: string;
}

/** One way into the CRM, with the words of the scenario. Each step is refused with a `Refused`, or gives its row. */
export interface Door {
  customer(data: Customer): Promise<Row>;
  contact(customerId: string, lastName: string): Promise<Row>;
  deal(data: Deal): Promise<Row>;
  stages(pipelineId: string): Promise<readonly Row[]>;
  moveDeal(id: string, stageId: string): Promise<Row>;
  activity(data: Task): Promise<Row>;
  myTasks(): Promise<readonly Row[]>;
  note(customerId: string, body: string): Promise<Row>;
  tag(customerId: string, name: string): Promise<void>;
  attach(customerId: string, name: string, bytes: string): Promise<readonly Row[]>;
  audit(customerId: string): Promise<readonly Row[]>;
  report(): Promise<Row>;
  readCustomer(id: string): Promise<Row>;
}

export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export const doorNames = ['REST', 'console', 'GraphQL', 'client'] as const;

export async function openDoor(name: (typeof doorNames)[number], api: TestApi, user: TestUser): Promise<Door> {
  const caller = await api.as(user);
  switch (name) {
    case 'REST':
      return throughPaths(api, caller, restPaths);
    case 'console':
      return throughPaths(api, caller, consolePaths);
    case 'GraphQL':
      return throughGraphql(api, caller);
    case 'client':
      return throughClient(api, caller, user);
  }
}

interface Paths {
  readonly customers: string;
  readonly customerOf: string;
  readonly deals: string;
  readonly activities: string;
  contact(customerId: string, data: Row): readonly [path: string, body: Row];
  note(customerId: string, body: string): readonly [path: string, body: Row];
  stages(pipelineId: string): string;
  audit(customerId: string): string;
  readonly root: string;
}

const restPaths: Paths = {
  customers: '/crm/v1/accounts',
  customerOf: 'account_id',
  deals: '/crm/v1/opportunities',
  activities: '/crm/v1/activities',
  contact: (customerId, data) => ['/crm/v1/contacts', { ...data, account_id: customerId }],
  note: (customerId, body) => ['/crm/v1/notes', { subject_type: 'account', subject_id: customerId, body }],
  stages: (pipelineId) => `/crm/v1/stages?pipeline_id=${pipelineId}`,
  audit: (customerId) => `/crm/v1/auditlog?resource=account&record_id=${customerId}`,
  root: '/crm/v1',
};

const consolePaths: Paths = {
  customers: '/admin/customers',
  customerOf: 'customer_id',
  deals: '/admin/deals',
  activities: '/admin/activities',
  contact: (customerId, data) => [`/admin/customers/${customerId}/contacts`, data],
  note: (customerId, body) => [`/admin/customers/${customerId}/notes`, { body }],
  stages: (pipelineId) => `/admin/pipelines/${pipelineId}/stages`,
  audit: (customerId) => `/admin/audit?resource=account&record_id=${customerId}`,
  root: '/admin',
};

function throughPaths(api: TestApi, caller: TestClient, paths: Paths): Door {
  const send = async (method: string, path: string, body?: object) => {
    const answer = await caller.call(method, path, body && spell(body, toSnake));
    if (answer.status >= 400) throw new Refused(String(answer.body['code']));
    return answer;
  };
  const one = async (method: string, path: string, body?: object) => toRow((await send(method, path, body)).body);
  const many = async (path: string) => toRows((await send('GET', path)).body['items']);
  return {
    customer: (data) => one('POST', paths.customers, data),
    contact: (customerId, lastName) => one('POST', ...paths.contact(customerId, { lastName, isPrimary: true })),
    deal: ({ accountId, ...data }) => one('POST', paths.deals, { ...data, [paths.customerOf]: accountId }),
    stages: (pipelineId) => many(paths.stages(pipelineId)),
    moveDeal: (id, stageId) => one('PATCH', `${paths.deals}/${id}`, { stageId }),
    activity: (data) => one('POST', paths.activities, data),
    myTasks: () => many(`${paths.root}/me/activities`),
    note: (customerId, body) => one('POST', ...paths.note(customerId, body)),
    async tag(customerId, name) {
      const { id } = await one('POST', `${paths.root}/tags`, { name });
      await send('PUT', `${paths.customers}/${customerId}/tags/${String(id)}`);
    },
    async attach(customerId, name, bytes) {
      await upload(api, caller, `${paths.root}/attachments`, customerId, name, bytes);
      return many(`${paths.root}/attachments?subject_type=account&subject_id=${customerId}`);
    },
    audit: (customerId) => many(paths.audit(customerId)),
    report: () => one('GET', `${paths.root}/reports/overview`),
    readCustomer: (id) => one('GET', `${paths.customers}/${id}`),
  };
}

function throughGraphql(api: TestApi, caller: TestClient): Door {
  const request = async (query: string, variables: Row = {}): Promise<unknown> => {
    const { data, codes } = await ask(caller, query, variables);
    const [code] = codes;
    if (code !== undefined) throw new Refused(code.toLowerCase());
    return Object.values(data)[0];
  };
  const create = async (name: string, data: object, fields: string) =>
    toRow(
      await request(`mutation ($data: ${name}Input!) { ${lowerFirst(name)}(data: $data) { ${fields} } }`, { data }),
    );
  const nodes = async (query: string, variables: Row) => toRows(toRow(await request(query, variables))['nodes']);
  return {
    customer: (data) => create('AccountCreate', data, 'id name status'),
    contact: (accountId, lastName) =>
      create('ContactCreate', { accountId, lastName, isPrimary: true }, 'id lastName accountId isPrimary'),
    deal: (data) => create('OpportunityCreate', data, 'id name amountMinor currency stageId pipelineId'),
    stages: (pipelineId) =>
      nodes('query ($id: ID!) { stages(filter: { pipelineId: $id }) { nodes { id name } } }', { id: pipelineId }),
    moveDeal: async (id, stageId) =>
      toRow(
        await request(
          `mutation ($id: ID!, $data: OpportunityUpdateInput!) {
            opportunityUpdate(id: $id, data: $data) { stageId probability status }
          }`,
          { id, data: { stageId } },
        ),
      ),
    activity: (data) => create('ActivityCreate', data, 'id subject dueAt'),
    myTasks: () => nodes('query { activityMine(first: 50) { nodes { subject due } } }', {}),
    note: (subjectId, body) => create('NoteCreate', { subjectType: 'account', subjectId, body }, 'id body'),
    async tag(id, name) {
      const made = await create('TagCreate', { name }, 'id');
      await request('mutation ($id: ID!, $tag: ID!) { accountTag(id: $id, tagId: $tag) }', { id, tag: made['id'] });
    },
    async attach(id, name, bytes) {
      // Bytes come by themselves, whichever door one uses for the rest.
      await upload(api, caller, '/crm/v1/attachments', id, name, bytes);
      return nodes(
        `query ($id: ID!) {
          attachments(filter: { subjectType: account, subjectId: $id }) { nodes { fileName sizeBytes } }
        }`,
        { id },
      );
    },
    audit: (id) =>
      nodes('query ($id: ID!) { auditlog(filter: { resource: "account", recordId: $id }) { nodes { action } } }', {
        id,
      }),
    report: async () =>
      toRow(await request('query { reportOverview { customersByStatus { status count } dealsByStage { count } } }')),
    readCustomer: async (id) =>
      toRow(await request('query ($id: ID!) { account(id: $id) { id name status tags { name } version } }', { id })),
  };
}

function throughClient(api: TestApi, caller: TestClient, user: TestUser): Door {
  const { api: crm } = createCrmClient({ url: api.url, credentials: { email: user.email, password: testPassword } });
  const call = async <T>(running: Promise<T>): Promise<Row> => {
    try {
      return toRow(await running);
    } catch (error) {
      throw new Refused(toCrmError(error).code);
    }
  };
  const many = async <T>(running: Promise<T>) => toRows((await call(running))['items']);
  return {
    customer: (data) => call(crm.account.create.mutate({ data })),
    contact: (accountId, lastName) =>
      call(crm.contact.create.mutate({ data: { accountId, lastName, isPrimary: true } })),
    deal: (data) => call(crm.opportunity.create.mutate({ data })),
    stages: (pipelineId) => many(crm.stage.list.query({ filter: { pipelineId } })),
    moveDeal: (id, stageId) => call(crm.opportunity.update.mutate({ id, data: { stageId } })),
    activity: (data) => call(crm.activity.create.mutate({ data })),
    myTasks: () => many(crm.activity.mine.query({})),
    note: (subjectId, body) => call(crm.note.create.mutate({ data: { subjectType: 'account', subjectId, body } })),
    async tag(id, name) {
      const made = await call(crm.tag.create.mutate({ data: { name } }));
      await call(crm.account.tag.mutate({ id, tagId: String(made['id']) }));
    },
    async attach(id, name, bytes) {
      await upload(api, caller, '/crm/v1/attachments', id, name, bytes);
      return many(crm.attachment.list.query({ filter: { subjectType: 'account', subjectId: id } }));
    },
    audit: (id) => many(crm.auditlog.list.query({ filter: { resource: ['account'], recordId: id } })),
    report: () => call(crm.report.overview.query()),
    readCustomer: (id) => call(crm.account.get.query({ id })),
  };
}

async function upload(api: TestApi, caller: TestClient, path: string, id: string, name: string, bytes: string) {
  const query = new URLSearchParams({ subject_type: 'account', subject_id: id, file_name: name });
  const answer = await fetch(`${api.url}${path}?${query.toString()}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${caller.token}`, 'idempotency-key': crypto.randomUUID() },
    body: bytes,
  });
  const body = toRow(await answer.json());
  if (!answer.ok) throw new Refused(String(body['code']));
}

const rowShape = z.record(z.string(), z.unknown());

function toRow(value: unknown): Row {
  return rowShape.parse(spell(rowShape.catch({}).parse(value), toCamel));
}

function toRows(value: unknown): readonly Row[] {
  return z.array(rowShape).parse(value).map(toRow);
}

/** The keys of all objects within, spelled otherwise. */
function spell(value: unknown, key: (name: string) => string): Row {
  return rowShape.parse(respell(value, key));
}

function respell(value: unknown, key: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => respell(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [key(name), respell(inner, key)]));
}

function toSnake(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

function toCamel(name: string): string {
  return name.replaceAll(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
