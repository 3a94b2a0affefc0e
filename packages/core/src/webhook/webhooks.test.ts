import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { account } from '@crm/domain/account/account';
import { webhookEndpoint } from '@crm/domain/webhook/webhook-endpoint';
import { patienceMs } from '@crm/domain/webhook/webhook.rules';
import { accountService } from '../account/account.service.ts';
import { testPorts } from '../testing/company.ts';
import { openWorkbench, type AsOptions, type Workbench } from '../testing/workbench.ts';
import { sendDueWebhooks } from './send-webhooks.ts';
import { webhookEndpointService } from './webhook-endpoint.service.ts';
import { createWebhookKeys } from './webhook-signing.ts';

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const keys = createWebhookKeys('a secret of webhooks of at least 32 characters');
const options: AsOptions = { ports: { webhookKeys: keys, allowedHosts: ['127.0.0.1'] } };
const ports = { ...testPorts, ...options.ports };
const hourMs = 3_600_000;

let bench: Workbench;
let server: Server;
let url: string;
let heard: Heard[];
let answer: { status: number; body: string };

beforeAll(async () => {
  bench = await openWorkbench();
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      response.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/crm`;
});

beforeEach(async () => {
  [heard, answer] = [[], { status: 200, body: 'thanks' }];
  await bench.query('delete from crm_core.crm_webhook_deliveries; delete from crm_core.crm_webhook_endpoints');
});

afterAll(async () => {
  server.close();
  await bench[Symbol.asyncDispose]();
});

const work = (now = new Date()) => sendDueWebhooks({ fork: () => bench.fork(), ports, keys }, 20, now);
const admin = <T>(run: Parameters<typeof bench.as<T>>[1], now?: Date) =>
  bench.as(bench.company.users.admin, run, now === undefined ? options : { ...options, now });

function makeEndpoint(changes: object = {}) {
  const data = { name: 'Shop', url, events: ['account.created', 'account.updated'], ...changes };
  return admin((ctx) => webhookEndpointService.create(ctx, webhookEndpoint.create.parse(data)));
}
const newAccount = (name: string) =>
  admin((ctx) => accountService.create(ctx, account.create.parse({ name, confirmDuplicate: true })));
const rename = (id: string, name: string) => admin((ctx) => accountService.update(ctx, id, { name }));
const logOf = async (id: string) => (await admin((ctx) => webhookEndpointService.deliveries(ctx, id))).items;

/** Written from docs/webhooks.md alone, as a receiver would. */
function isGenuine({ headers, body }: Heard, secret: string, now = Date.now()): boolean {
  const [id, sent] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
  if (Math.abs(now / 1_000 - Number(sent)) > 300) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const wanted = createHmac('sha256', key).update(`${id}.${sent}.${body}`).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .some((part) => {
      const given = Buffer.from(part.replace('v1,', ''), 'base64');
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    });
}

test('a change is posted, signed, and tells what happened to which record', async () => {
  const endpoint = await makeEndpoint();
  const { id } = await newAccount('Nordfisk');
  expect(await work()).toMatchObject([{ state: 'delivered', attempts: 1 }]);
  expect(await work()).toEqual([]);
  const [request] = heard;
  if (request === undefined || endpoint.secret === null) throw new Error('Nothing was heard.');
  expect(JSON.parse(request.body)).toMatchObject({
    type: 'account.created',
    data: { id, path: `/crm/v1/accounts/${id}` },
  });
  expect(isGenuine(request, endpoint.secret)).toBe(true);
  expect(isGenuine({ ...request, body: request.body.replace('created', 'deleted') }, endpoint.secret)).toBe(false);
  expect(isGenuine(request, `whsec_${Buffer.from('another').toString('base64')}`)).toBe(false);
  expect(isGenuine(request, endpoint.secret, Date.now() + hourMs)).toBe(false);
  expect(await logOf(endpoint.id)).toMatchObject([
    { state: 'delivered', lastStatus: 200, lastAnswer: 'thanks', body: request.body, dueAt: null },
  ]);
});

test('a change that is rolled back is told to nobody, and neither are events that nobody asked for', async () => {
  await makeEndpoint({ events: ['account.deleted'] });
  await newAccount('Quiet');
  await expect(
    admin(async (ctx) => {
      const { id } = await accountService.create(ctx, account.create.parse({ name: 'Undone' }));
      await accountService.delete(ctx, id);
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  expect(await work()).toEqual([]);
});

test('changes of a record arrive in their order, also when the first has to be tried again', async () => {
  await makeEndpoint();
  const { id } = await newAccount('First');
  await rename(id, 'Second');
  const other = await newAccount('Other');
  answer = { status: 503, body: 'busy' };
  await work();
  answer = { status: 204, body: '' };
  heard = [];
  const later = Date.now() + 60_000;
  for (let turn = 0; turn < 3; turn += 1) await work(new Date(later + turn));
  const told = heard.map(({ body }) => JSON.parse(body));
  expect(told.filter(({ data }) => data.id === id).map(({ type }) => type)).toEqual([
    'account.created',
    'account.updated',
  ]);
  expect(told.filter(({ data }) => data.id === other.id)).toHaveLength(1);
});

test('a sender that dies before it writes down the answer sends again, under the same id', async () => {
  await makeEndpoint();
  await newAccount('Twice');
  const broken = { fork: () => bench.fork(), ports, keys };
  let forks = 0;
  const dying = {
    ...broken,
    fork: () => {
      forks += 1;
      if (forks > 1) throw new Error('killed');
      return bench.fork();
    },
  };
  await expect(sendDueWebhooks(dying, 20, new Date())).rejects.toThrow('killed');
  expect(await work()).toEqual([]);
  expect(await work(new Date(Date.now() + 61_000))).toMatchObject([{ state: 'delivered', attempts: 2 }]);
  expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(heard).toHaveLength(2);
});

test('senders side by side send nothing twice', async () => {
  await makeEndpoint();
  for (let index = 0; index < 10; index += 1) await newAccount(`Side ${index}`);
  await Promise.all([work(), work(), work()]);
  await work();
  expect(heard).toHaveLength(10);
});

test('after three days without an answer the endpoint is switched off and administrators are told; what waited is sent when it is on again', async () => {
  const endpoint = await makeEndpoint();
  const { id } = await newAccount('Outage');
  await rename(id, 'Outage, renamed');
  answer = { status: 500, body: 'broken' };
  let now = Date.now();
  const end = now + patienceMs + hourMs;
  while (now < end) {
    await work(new Date(now));
    const [waiting] = (await logOf(endpoint.id)).filter(({ attempts, dueAt }) => attempts > 0 && dueAt !== null);
    now = waiting?.dueAt ? Date.parse(waiting.dueAt) : end;
  }
  const off = await admin((ctx) => webhookEndpointService.get(ctx, endpoint.id));
  expect(off).toMatchObject({ endpointState: 'disabled', failingSince: expect.any(String) });
  expect(await logOf(endpoint.id)).toMatchObject([{ state: 'queued', attempts: 0 }, { state: 'failed' }]);
  const notices = await bench.db().selectFrom('crm_notifications').selectAll().execute();
  expect(notices).toMatchObject([
    { kind: 'webhook_disabled', userId: bench.company.users.admin.id, params: { name: 'Shop', reason: 'HTTP 500' } },
  ]);

  [heard, answer] = [[], { status: 200, body: '' }];
  const after = new Date(end + hourMs);
  expect(await work(after)).toEqual([]);
  const on = await admin((ctx) => webhookEndpointService.update(ctx, endpoint.id, { endpointState: 'active' }), after);
  expect(on).toMatchObject({ endpointState: 'active', failingSince: null });
  await work(after);
  expect(heard.map(({ body }) => JSON.parse(body).type)).toEqual(['account.updated']);
  expect(await admin((ctx) => webhookEndpointService.replay(ctx, endpoint.id, {}), after)).toEqual({ count: 1 });
  await work(after);
  expect(heard.map(({ body }) => JSON.parse(body).type)).toEqual(['account.updated', 'account.created']);
});

test('one delivery is sent again on demand, under its id, and never while it is on its way', async () => {
  const endpoint = await makeEndpoint();
  await newAccount('Again');
  const replay = async () => {
    const [delivery] = await logOf(endpoint.id);
    return admin((ctx) => webhookEndpointService.replay(ctx, endpoint.id, { deliveryId: delivery?.id ?? '' }));
  };
  expect(await replay()).toEqual({ count: 0 });
  await work();
  expect(await replay()).toEqual({ count: 1 });
  await work();
  const [first, second] = heard;
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
});

test('while a secret is rotated both are good; afterwards the new one alone', async () => {
  const old = await makeEndpoint();
  const rotated = await admin((ctx) => webhookEndpointService.rotate(ctx, old.id, { overlapHours: 1 }));
  expect(rotated.secret).not.toBe(old.secret);
  await newAccount('Both');
  await work();
  await newAccount('New alone');
  const later = Date.now() + 2 * hourMs;
  await work(new Date(later));
  const [both, alone] = heard;
  if (both === undefined || alone === undefined) throw new Error('Nothing was heard.');
  expect([old.secret ?? '', rotated.secret ?? ''].map((secret) => isGenuine(both, secret))).toEqual([true, true]);
  expect([old.secret ?? '', rotated.secret ?? ''].map((secret) => isGenuine(alone, secret, later))).toEqual([
    false,
    true,
  ]);
});

test('secrets lie nowhere in the database', async () => {
  const { id, secret } = await makeEndpoint();
  const rows = await bench.query('select * from crm_core.crm_webhook_endpoints');
  const log = await bench.query('select * from crm_core.crm_auditlog');
  expect(JSON.stringify([rows, log])).toContain(id);
  expect(JSON.stringify([rows, log])).not.toContain(secret?.slice('whsec_'.length));
});

test('an address of an internal network is refused when it is saved, and when it becomes one later', async () => {
  const refused = { code: 'validation_failed', details: { issues: [{ field: 'url', code: 'address_refused' }] } };
  await expect(makeEndpoint({ url: 'https://10.0.0.1/hook' })).rejects.toMatchObject(refused);
  await expect(makeEndpoint({ url: 'http://shop.example.com/hook' })).rejects.toMatchObject(refused);
  const endpoint = await makeEndpoint();
  await expect(
    admin((ctx) => webhookEndpointService.update(ctx, endpoint.id, { url: 'https://169.254.169.254/' })),
  ).rejects.toMatchObject(refused);
  await newAccount('Inside');
  const strict = { ...ports, allowedHosts: [] };
  await sendDueWebhooks({ fork: () => bench.fork(), ports: strict, keys }, 20, new Date());
  expect(heard).toEqual([]);
  expect(await logOf(endpoint.id)).toMatchObject([
    { state: 'queued', lastStatus: null, lastError: expect.any(String) },
  ]);
});

test('a test event tells nothing and is tried once', async () => {
  const endpoint = await makeEndpoint();
  answer = { status: 404, body: 'not here' };
  await admin((ctx) => webhookEndpointService.sendTest(ctx, endpoint.id));
  expect(await work()).toMatchObject([{ state: 'failed' }]);
  expect(await logOf(endpoint.id)).toMatchObject([{ event: 'webhook.test', lastStatus: 404, lastAnswer: 'not here' }]);
  expect(await admin((ctx) => webhookEndpointService.get(ctx, endpoint.id))).toMatchObject({ failingSince: null });
});

test('only administrators see endpoints', async () => {
  const { id } = await makeEndpoint();
  const { northManager } = bench.company.users;
  await expect(bench.as(northManager, (ctx) => webhookEndpointService.get(ctx, id))).rejects.toMatchObject({
    code: 'forbidden',
  });
});
