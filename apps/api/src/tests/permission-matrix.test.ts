import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errorCodes } from '@crm/domain/errors';
import { featureOf, features } from '@crm/domain/feature/feature';
import { roles, scopeOf, type Role } from '@crm/domain/permissions';
import { graphqlCode } from '../graphql/errors.ts';
import { buildGraphqlSchema } from '../graphql/schema.ts';
import { httpStatus } from '../http/status.ts';
import { snakeKeys, toSnake } from '../rest/keys.ts';
import { exposedProcedures, type ExposedProcedure } from '../rest/procedures.ts';
import { ask, fieldOf, requestFor, variablesFor } from '../testing/graphql-client.ts';
import { startTestApi, type Answer, type TestApi, type TestClient } from '../testing/test-api.ts';
import { appRouter } from '../trpc/app-router.ts';

const unknownId = randomUUID();

/** The least that each create takes; everything else needs an id or nothing. */
const creates: Readonly<Record<string, object>> = {
  account: { name: 'Matrix' },
  contact: { lastName: 'Matrix' },
  lead: { lastName: 'Matrix', email: 'matrix@halden.example' },
  opportunity: { name: 'Matrix' },
  activity: { type: 'task', subject: 'Matrix' },
  pipeline: { name: 'Matrix' },
  stage: { name: 'Matrix', pipelineId: unknownId },
  user: { email: 'matrix@halden.example', name: 'Matrix', role: 'executor', password: 'a long enough password' },
  team: { name: 'Matrix' },
  apiKey: { name: 'Matrix', scopes: ['crm:matrix:read'] },
  ticket: { subject: 'Matrix' },
  ticket_category: { name: 'Matrix' },
  sla_policy: {
    name: 'Matrix',
    calendarId: unknownId,
    targets: everyPriority({ firstResponseMinutes: 1, resolutionMinutes: 2 }),
  },
  calendar: { name: 'Matrix', timeZone: 'UTC', hours: [{ weekday: 1, startMinute: 0, endMinute: 60 }] },
  holiday: { calendarId: unknownId, date: '2030-01-01', name: 'Matrix' },
  kb_article: { title: 'Matrix', body: 'Matrix', language: 'en' },
  customField: { entity: 'account', key: 'matrix', type: 'text', label: { en: 'Matrix' } },
  tag: { name: 'Matrix' },
  workflow: {
    name: 'Matrix',
    entity: 'lead',
    trigger: { on: 'created' },
    actions: [{ do: 'notify', roles: ['owner'], message: 'Matrix' }],
  },
  campaign: { name: 'Matrix', channel: 'email' },
  comment: { parentType: 'note', parentId: unknownId, body: 'Matrix' },
  currency: { code: 'CHF', name: 'Matrix' },
  exchangeRate: { currency: 'CHF', rate: '1', validFrom: '2026-01-01' },
  product: { sku: 'MATRIX', name: 'Matrix', priceMinor: 1, currency: 'EUR' },
  pricebook: { name: 'Matrix', currency: 'EUR' },
  pricebookEntry: { pricebookId: unknownId, productId: unknownId, unitPriceMinor: 1 },
  quote: { accountId: unknownId, currency: 'EUR' },
  invoice: { accountId: unknownId, currency: 'EUR' },
  subscription: {
    name: 'Matrix',
    accountId: unknownId,
    currency: 'EUR',
    unitPriceMinor: 1,
    billingInterval: 'month',
  },
  note: { subjectType: 'account', subjectId: unknownId, body: 'Matrix' },
};

function everyPriority(target: object) {
  return { low: target, normal: target, high: target, urgent: target };
}

const verbs: Readonly<Record<string, object>> = {
  'campaign.setStatus': { status: 'active' },
  'campaign.addMembers': { from: 'segment' },
  'campaign.removeMembers': { ids: [unknownId] },
  'campaign.setMemberStatus': { ids: [unknownId], status: 'sent' },
  'apiKey.rotate': {},
  'tag.merge': { into: unknownId },
  'account.scheduleFollowUp': { at: '2030-01-01T00:00:00Z' },
  'activity.complete': {},
  'note.update': { body: 'Matrix' },
  'opportunity.move': { stageId: unknownId },
  'quote.fromOpportunity': {},
  'quote.approve': {},
  'quote.reject': { comment: 'Matrix' },
  'quote.decline': {},
  'invoice.pay': { amountMinor: 1 },
  'invoice.credit': {},
  'invoice.void': {},
  'subscription.cancel': {},
  'subscription.change': {},
  'subscription.renew': { periodStart: '2026-12-01' },
  'customField.rename': { key: 'matrix' },
  'lead.qualify': {},
  'lead.convert': {},
  'lead.chooseMatch': { accountId: null, contactId: null },
  'lead.undoConversion': {},
  'ticket.reply': { body: 'Matrix' },
  'ticket.note': { body: 'Matrix' },
  'ticket.receive': { body: 'Matrix' },
  'ticket.merge': { intoId: randomUUID() },
  'kb_article.restoreVersion': { number: 1 },
};

/** What questions ask for; it goes into the query string of a GET. */
const questions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'apiKey.scopes': {},
  'pricebook.price': { productId: unknownId, quantity: '1', currency: 'EUR' },
  'subscription.recurringRevenue': {},
  'report.teamPerformance': {},
  'exchangeRate.convert': { amountMinor: '1', from: 'EUR', to: 'EUR' },
};

/**
 * An input that passes validation, so that what answers is the permission check and not the schema.
 * @throws Error for a procedure whose sample is missing, or does not pass
 */
function inputOf(procedure: ExposedProcedure): Record<string, unknown> {
  const { name, input } = procedure;
  const sample = sampleOf(procedure);
  const takesData = input !== null && 'data' in input.shape;
  if (takesData && sample['data'] === undefined) throw new Error(`${name} takes data: give it a sample.`);
  const checked = input?.safeParse(sample);
  if (checked?.success === false) throw new Error(`The sample of ${name} does not pass: ${checked.error.message}`);
  return sample;
}

function sampleOf({ name, input }: ExposedProcedure): Record<string, unknown> {
  const [noun = '', action = ''] = name.split('.');
  const create = creates[noun];
  if (name === 'featureFlag.get') return { key: 'crm_feature_leads' };
  if (name === 'featureFlag.update') return { key: 'crm_feature_leads', data: {} };
  if (name in verbs) return { id: unknownId, data: verbs[name] };
  if (name in questions) return { ...questions[name] };
  switch (action) {
    case 'list':
    case 'count':
      return {};
    case 'search':
    case 'find':
      return { q: 'matrix' };
    case 'board':
      return { pipelineId: unknownId };
    case 'create':
      return { data: create };
    case 'bulkCreate':
    case 'bulkUpdate':
    case 'bulkUpsert':
    case 'bulkDelete':
      return { data: { rows: [{}] } };
    case 'update':
      return { id: unknownId, data: {} };
    case 'replace':
      return { id: unknownId, version: 1, data: create };
    case 'tag':
    case 'untag':
      return { id: unknownId, tagId: unknownId };
    case 'markRead':
      return { data: {} };
    case 'removePayment':
      return { id: unknownId, paymentId: unknownId };
    case 'setTags':
      return { id: unknownId, data: { tags: [] } };
    case 'changes':
    case 'mine':
      return {};
    case 'getMany':
      return { ids: [unknownId] };
    case 'listFor':
      return { ids: [unknownId], by: z.object({ by: z.instanceof(z.ZodEnum) }).parse(input?.shape).by.options[0] };
    default:
      return { id: unknownId };
  }
}

describe('permission matrix', () => {
  let api: TestApi;
  const clients = new Map<Role | 'nobody', TestClient>();

  beforeAll(async () => {
    api = await startTestApi();
    const { users } = api.company;
    const byRole = {
      admin: users.admin,
      manager: users.northManager,
      sales_rep: users.northRep,
      support: users.support,
      marketing: users.marketing,
      executor: users.executor,
    } satisfies Record<Role, unknown>;
    for (const role of roles) clients.set(role, await api.as(byRole[role]));
    clients.set('nobody', api.nobody);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const procedures = exposedProcedures(appRouter).filter(({ type }) => type !== 'subscription');

  for (const procedure of procedures) {
    const { permission, rest } = procedure.meta;

    for (const role of [...roles, 'nobody'] as const) {
      const allowed = role !== 'nobody' && (permission === null || scopeOf(role, permission) !== null);
      const expected = role === 'nobody' ? 401 : allowed ? 'not refused' : 403;

      const doors = ['tRPC', ...(rest ? ['REST'] : []), ...(isBatch(procedure) ? [] : ['GraphQL'])];

      it(`${procedure.name} by ${role}: ${expected} over ${doors.join(', ')}`, async () => {
        const client = clients.get(role) ?? api.nobody;
        const answers = await Promise.all([
          callTrpc(client, procedure),
          ...(rest ? [callRest(client, procedure)] : []),
          ...(isBatch(procedure) ? [] : [callGraphql(client, procedure)]),
        ]);
        for (const { status } of answers) {
          if (expected === 'not refused') expect([401, 403]).not.toContain(status);
          else expect(status).toBe(expected);
          expect(status).toBeLessThan(500);
        }
      });
    }
  }

  for (const feature of features) {
    it(`${feature}, switched off, refuses all that belongs to it, also to administrators, until it is on again`, async () => {
      const admin = clients.get('admin') ?? api.nobody;
      const path = `/crm/v1/feature_flags/${feature}`;
      const own = procedures.filter(({ meta }) => meta.permission !== null && featureOf(meta.permission) === feature);
      expect((await admin.call('PATCH', path, { enabled: false })).body).toMatchObject({ is_on: false });
      for (const procedure of own) {
        const overTrpc = await callTrpc(admin, procedure);
        expect([procedure.name, overTrpc.status]).toEqual([procedure.name, 403]);
        expect(overTrpc.text).toContain('feature_disabled');
        if (!isBatch(procedure)) {
          const overGraphql = await callGraphql(admin, procedure);
          expect([procedure.name, ...overGraphql.codes]).toEqual([procedure.name, 'FEATURE_DISABLED']);
        }
        if (!procedure.meta.rest) continue;
        const overRest = await callRest(admin, procedure);
        expect([procedure.name, overRest.status, overRest.body['code'], overRest.body['feature']]).toEqual([
          procedure.name,
          403,
          'feature_disabled',
          feature,
        ]);
      }
      expect((await admin.call('PATCH', path, { enabled: true })).body).toMatchObject({ is_on: true });
      for (const procedure of own) expect((await callTrpc(admin, procedure)).status).not.toBe(403);
    });
  }

  const schema = buildGraphqlSchema(appRouter);

  /** With the status that the same refusal has at the other doors. */
  async function callGraphql(client: TestClient, procedure: ExposedProcedure) {
    const input = inputOf(procedure);
    const type = procedure.type === 'mutation' ? 'mutation' : 'query';
    const field = fieldOf(schema, procedure.name);
    const { http, codes } = await ask(client, requestFor(type, field, input), variablesFor(field, input));
    if (http.status !== 200) return { status: http.status, codes };
    expect(http.body, http.text).toHaveProperty('data');
    const [code] = errorCodes.filter((known) => codes.includes(graphqlCode(known)));
    return { status: code === undefined ? 200 : httpStatus[code], codes };
  }

  async function callTrpc(client: TestClient, procedure: ExposedProcedure): Promise<Answer> {
    const input = inputOf(procedure);
    return procedure.type === 'mutation'
      ? client.call('POST', `/trpc/${procedure.name}`, input)
      : client.call('GET', `/trpc/${procedure.name}?input=${encodeURIComponent(JSON.stringify(input))}`);
  }

  async function callRest(client: TestClient, procedure: ExposedProcedure): Promise<Answer> {
    const { rest } = procedure.meta;
    if (!rest) throw new Error('no route');
    const { data, q, ...places } = inputOf(procedure);
    const path = rest.path.replace(/:(\w+)/gu, (_, key: string) => z.string().catch('').parse(places[key]));
    const asked = Object.entries(questions[procedure.name] ?? {}).map(([key, value]) => `${toSnake(key)}=${value}`);
    const query = q === undefined ? `?${asked.join('&')}` : '?q=matrix';
    const payload =
      rest.method === 'POST' || rest.method === 'PUT' || rest.method === 'PATCH' ? snakeKeys(data ?? {}) : undefined;
    return client.call(rest.method, `/crm/v1${path}${query}`, payload, rest.method === 'PUT' ? { ifMatch: '"1"' } : {});
  }
});

/** Reads for many at once are behind GraphQL's relations, and no fields of their own. */
function isBatch({ name }: ExposedProcedure): boolean {
  return /\.(?:getMany|listFor|bulk[A-Z]\w+)$/u.test(name);
}
