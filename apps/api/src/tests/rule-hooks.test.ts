import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRuleHookLinks } from '@crm/core/workflow/rule-hook-links';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const ruleHooks = createRuleHookLinks('a secret of rules of at least 32 characters');
let api: TestApi;
let admin: TestClient;
let rep: TestClient;
beforeAll(async () => {
  api = await startTestApi({ ruleHooks });
  admin = await api.as(api.company.users.admin);
  rep = await api.as(api.company.users.northRep);
});
afterAll(() => api[Symbol.asyncDispose]());

async function makeRule(more: object = {}): Promise<string> {
  const { body, status } = await admin.call('POST', '/crm/v1/workflows', {
    name: `Called ${randomUUID()}`,
    entity: 'contact',
    trigger: { on: 'webhook' },
    actions: [{ do: 'set_field', field: 'jobTitle', value: 'Shipped to' }],
    enabled: true,
    ...more,
  });
  expect(status).toBe(201);
  return String(body['id']);
}

const addressOf = async (id: string) => String((await admin.call('GET', `/crm/v1/workflows/${id}/hook`)).body['path']);
const runsOf = async (id: string) => (await admin.call('GET', `/crm/v1/workflows/${id}/runs`)).body['items'];

/** As another system calls: without a session, with nothing but the address. */
const call = (path: string, payload: unknown) => api.nobody.call('POST', path, payload, { key: null });

test('another system starts a rule for a record by any of its names; one event is heard once', async () => {
  const made = await rep.call('POST', '/crm/v1/contacts', {
    last_name: 'Berg',
    email: 'ida@ships.example',
    external_id: 'ERP-1',
  });
  const id = String(made.body['id']);
  const rule = await makeRule();
  const path = await addressOf(rule);
  const first = await call(path, { external_id: 'ERP-1', event_id: 'shipment-88' });
  expect(first).toMatchObject({ status: 202, body: { status: 'received' } });
  const again = await Promise.all(
    Array.from({ length: 5 }, () => call(path, { external_id: 'ERP-1', event_id: 'shipment-88' })),
  );
  expect(new Set(again.map(({ body }) => body['run_id']))).toEqual(new Set([first.body['run_id']]));
  expect(await runsOf(rule)).toMatchObject([{ record_id: id, fired_by: 'webhook', state: 'queued' }]);
  await call(path, { email: 'IDA@ships.example' });
  await call(path, { id });
  expect(await runsOf(rule)).toHaveLength(3);
});

test('bad bodies are refused by name, and nothing is ordered', async () => {
  const rule = await makeRule();
  const path = await addressOf(rule);
  for (const body of [
    {},
    { id: 'x' },
    { email: 'nobody@ships.example' },
    { external_id: 'ERP-1', email: 'ida@ships.example' },
    { external_id: 'ERP-1', more: true },
    [],
    'text',
    null,
  ]) {
    const { status, body: answer } = await call(path, body);
    expect([status, typeof answer['code']]).toEqual([answer['code'] === 'bad_request' ? 400 : 422, 'string']);
  }
  expect(await runsOf(rule)).toEqual([]);
  const tasks = await makeRule({
    entity: 'opportunity',
    actions: [{ do: 'notify', roles: ['owner'], message: 'Look.' }],
  });
  expect(await call(await addressOf(tasks), { email: 'ida@ships.example' })).toMatchObject({ status: 422 });
});

test('an address that was replaced, made up, or of a rule that is off starts nothing', async () => {
  const rule = await makeRule();
  const path = await addressOf(rule);
  const rotated = await admin.call('POST', `/crm/v1/workflows/${rule}/hook/rotate`);
  expect(rotated.body['path']).not.toBe(path);
  const body = { external_id: 'ERP-1' };
  expect(await call(path, body)).toMatchObject({ status: 403, body: { code: 'link_invalid' } });
  expect(await call('/hooks/rules/made.up', body)).toMatchObject({ status: 403, body: { code: 'link_invalid' } });
  expect(await call(String(rotated.body['path']), body)).toMatchObject({ status: 202 });
  await admin.call('PATCH', `/crm/v1/workflows/${rule}`, { enabled: false });
  expect(await call(String(rotated.body['path']), body)).toMatchObject({ status: 403 });
});

test('the address is told to those who may change the rule, and only where there is one', async () => {
  const rule = await makeRule();
  const manager = await api.as(api.company.users.northManager);
  expect((await manager.call('GET', `/crm/v1/workflows/${rule}`)).status).toBe(200);
  expect((await manager.call('GET', `/crm/v1/workflows/${rule}/hook`)).status).toBe(403);
  const other = await makeRule({ trigger: { on: 'created' } });
  expect(await admin.call('GET', `/crm/v1/workflows/${other}/hook`)).toMatchObject({
    status: 409,
    body: { code: 'invalid_transition' },
  });
});
