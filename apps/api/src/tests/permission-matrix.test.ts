import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errorCodes } from '@crm/domain/errors';
import { featureOf, features } from '@crm/domain/feature/feature';
import { roles, scopeOf, type Role } from '@crm/domain/permissions';
import { exampleId } from '@crm/domain/scalars';
import { resources } from '@crm/domain/registry';
import { graphqlCode } from '../graphql/errors.ts';
import { buildGraphqlSchema } from '../graphql/schema.ts';
import { httpStatus } from '../http/status.ts';
import { snakeKeys, toSnake } from '../rest/keys.ts';
import { exposedProcedures, type ExposedProcedure } from '../rest/procedures.ts';
import { ask, fieldOf, requestFor, variablesFor } from '../testing/graphql-client.ts';
import { startTestApi, type Answer, type TestApi, type TestClient } from '../testing/test-api.ts';
import { appRouter } from '../trpc/app-router.ts';

const unknownId = randomUUID();

/** What a create takes: what its definition shows, with ids of records that are not there. */
function createSample(data: unknown): object | undefined {
  return Object.values(resources).find(({ create }) => create === data)?.example;
}

const verbs: Readonly<Record<string, object>> = {
  'campaign.setStatus': { status: 'active' },
  'campaign.addMembers': { from: 'segment' },
  'campaign.removeMembers': { ids: [unknownId] },
  'campaign.setMemberStatus': { ids: [unknownId], status: 'sent' },
  'api_key.rotate': {},
  'webhook_endpoint.rotate': {},
  'webhook_endpoint.replay': {},
  'tag.merge': { into: unknownId },
  'account.scheduleFollowUp': { at: '2030-01-01T00:00:00Z' },
  'activity.complete': {},
  'note.create': { subjectType: 'account', subjectId: unknownId, body: 'Matrix' },
  'note.update': { body: 'Matrix' },
  'opportunity.move': { stageId: unknownId },
  'quote.fromOpportunity': {},
  'quote.send': {},
  'workflow.run': { recordIds: [exampleId] },
  'quote.approve': {},
  'quote.reject': { comment: 'Matrix' },
  'quote.decline': {},
  'invoice.pay': { amountMinor: 1 },
  'invoice.credit': {},
  'invoice.void': {},
  'subscription.cancel': {},
  'subscription.change': {},
  'subscription.renew': { periodStart: '2026-12-01' },
  'custom_field.rename': { key: 'matrix' },
  'operation.undo': {},
  'lead.qualify': {},
  'lead.convert': {},
  'lead.chooseMatch': { accountId: null, contactId: null },
  'lead.undoConversion': {},
  'ticket.reply': { body: 'Matrix' },
  'ticket.note': { body: 'Matrix' },
  'ticket.receive': { body: 'Matrix' },
  'ticket.merge': { intoId: randomUUID() },
  'process.pause': {},
  'process.runAgain': {},
  'process.steerMany': { verb: 'cancel', reason: 'Matrix' },
  'process.resume': {},
  'process.retry': {},
  'process.restart': { step: 'match' },
  'process.skip': { reason: 'Matrix' },
  'process.decide': { decision: 'approve' },
  'process.cancel': {},
  'process.terminate': { reason: 'Matrix' },
  'kb_article.restoreVersion': { number: 1 },
};

const followed = { subjectType: 'lead', subjectId: unknownId };
const browser = { endpoint: 'https://push.example/1', p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) };

/** What questions ask for; it goes into the query string of a GET. */
const questions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'process.previewBulk': { verb: 'cancel' },
  'process.versions': {},
  'api_key.scopes': {},
  'pricebook.price': { productId: unknownId, quantity: '1', currency: 'EUR' },
  'subscription.recurringRevenue': {},
  'report.teamPerformance': {},
  'notification.preferences': {},
  'notification.pushKey': {},
  'notification.browsers': {},
  'notification.following': followed,
  'notification.follow': followed,
  'notification.unfollow': followed,
  'exchange_rate.convert': { amountMinor: '1', from: 'EUR', to: 'EUR' },
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
  const [, action] = name.split('.');
  const create = createSample(input?.shape['data']);
  if (name === 'operation.create' || name === 'operation.preview') {
    return { data: { kind: 'export', resource: 'account', ids: [unknownId] } };
  }
  if (name === 'note.create') return { data: verbs[name] };
  if (name === 'process.steerMany') return { data: verbs[name] };
  if (name === 'feature_flag.get') return { key: 'crm_feature_leads' };
  if (name === 'feature_flag.update') return { key: 'crm_feature_leads', data: {} };
  if (name in verbs) return { id: unknownId, data: verbs[name] };
  if (name in questions) return { ...questions[name] };
  switch (action) {
    case 'list':
    case 'count':
    case 'tally':
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
    case 'subscribe':
      return { data: browser };
    case 'markRead':
    case 'setPreferences':
      return { data: {} };
    case 'settleCharge':
      return { id: unknownId, chargeId: unknownId, data: { outcome: 'declined', reason: 'Matrix' } };
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
  const clients = new Map<Role, TestClient>();

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
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const procedures = exposedProcedures(appRouter).filter(({ type }) => type !== 'subscription');

  const callDoor = { tRPC: callTrpc, REST: callRest, GraphQL: callGraphql } as const;

  for (const [turn, procedure] of procedures.entries()) {
    const { permission } = procedure.meta;
    const doors = doorsOf(procedure);

    it(`${procedure.name} is refused to whom the matrix refuses it, and to nobody else`, async () => {
      const cells = roles.map(async (role, place) => {
        // Rights are checked behind the doors: each role knocks at one of them, and each door is knocked at.
        const door = doors[(turn + place) % doors.length] ?? 'tRPC';
        const { status } = await callDoor[door](clients.get(role) ?? api.nobody, procedure);
        expect(status, `${role} over ${door}`).toBeLessThan(500);
        return [role, status === 401 || status === 403 ? status : 'not refused'];
      });
      expect(await Promise.all(cells)).toEqual(
        roles.map((role) => [role, permission === null || scopeOf(role, permission) !== null ? 'not refused' : 403]),
      );
      const nobodys = doors[turn % doors.length] ?? 'tRPC';
      expect((await callDoor[nobodys](api.nobody, procedure)).status, `nobody over ${nobodys}`).toBe(401);
    });
  }

  for (const feature of features) {
    it(`${feature}, switched off, refuses all that belongs to it, also to administrators, until it is on again`, async () => {
      const admin = clients.get('admin') ?? api.nobody;
      const path = `/crm/v1/feature_flags/${feature}`;
      const own = procedures.filter(({ meta }) => meta.permission !== null && featureOf(meta.permission) === feature);
      expect((await admin.call('PATCH', path, { enabled: false })).body).toMatchObject({ is_on: false });
      const told = own.map(async (procedure, turn) => [procedure.name, await refusalOf(admin, procedure, turn)]);
      expect(await Promise.all(told)).toEqual(own.map(({ name }) => [name, 'feature_disabled']));
      expect((await admin.call('PATCH', path, { enabled: true })).body).toMatchObject({ is_on: true });
      const again = own.map(async (procedure) => (await callTrpc(admin, procedure)).status);
      expect(await Promise.all(again)).not.toContain(403);
    });
  }

  const schema = buildGraphqlSchema(appRouter);

  /** The code of a refusal at one of a procedure's doors. */
  async function refusalOf(client: TestClient, procedure: ExposedProcedure, turn: number): Promise<unknown> {
    const doors = doorsOf(procedure);
    switch (doors[turn % doors.length]) {
      case 'GraphQL':
        return (await callGraphql(client, procedure)).codes.join(' ').toLowerCase();
      case 'REST':
        return (await callRest(client, procedure)).body['code'];
      default:
        return /feature_disabled/u.exec((await callTrpc(client, procedure)).text)?.[0];
    }
  }

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

const allDoors = ['tRPC', 'REST', 'GraphQL'] as const;

function doorsOf(procedure: ExposedProcedure) {
  return allDoors.filter(
    (door) => (door !== 'REST' || procedure.meta.rest) && (door !== 'GraphQL' || !isBatch(procedure)),
  );
}

/** Reads for many at once are behind GraphQL's relations, and no fields of their own. */
function isBatch({ name }: ExposedProcedure): boolean {
  return /\.(?:getMany|listFor|bulk[A-Z]\w+)$/u.test(name);
}
