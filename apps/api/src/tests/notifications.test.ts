import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createUnsubscribeLinks } from '@crm/core/notification/unsubscribe-links';
import { ask } from '../testing/graphql-client.ts';
import { listenTo } from '../testing/listen-to.ts';
import { startTestApi, testSecret, type TestApi, type TestClient } from '../testing/test-api.ts';

const page = z.object({ items: z.array(z.record(z.string(), z.unknown())) });

let api: TestApi;
let manager: TestClient;
let rep: TestClient;
let deal = '';
beforeAll(async () => {
  api = await startTestApi({ pushKey: 'BKey' });
  manager = await api.as(api.company.users.northManager);
  rep = await api.as(api.company.users.northRep);
  const body = { name: 'Cold chain for Nordfisk', pipeline_id: api.company.pipelineId };
  deal = String((await rep.call('POST', '/crm/v1/opportunities', body)).body['id']);
});
afterAll(() => api[Symbol.asyncDispose]());

const told = async (client: TestClient, query = '') =>
  page.parse((await client.call('GET', `/crm/v1/me/notifications${query}`)).body).items;
const lose = (client: TestClient) =>
  client.call('POST', `/crm/v1/opportunities/${deal}/move`, {
    stage_id: api.company.stages.lost,
    fields: { loss_reason: 'Price' },
  });

test('a moved deal reaches the manager’s bell live, over every door, and stays unread until it is read', async () => {
  const stop = new AbortController();
  const [heard, others] = [
    listenTo(api.url, manager, stop.signal),
    listenTo(api.url, await api.as(api.company.users.admin), stop.signal),
  ];
  await expect.poll(() => heard.text + others.text).toContain('connected');
  expect((await lose(rep)).status).toBe(200);
  await expect.poll(() => heard.text, { timeout: 5_000 }).toContain('"resource":"notification"');
  const [notice] = await told(manager, '?unread=true');
  expect(notice).toMatchObject({
    kind: 'stage_moved',
    actor: { id: api.company.users.northRep.id },
    subject_type: 'opportunity',
    subject_id: deal,
    subject_name: 'Cold chain for Nordfisk',
    params: { from: 'Qualified', to: 'Lost' },
    read_at: null,
  });
  expect(await told(rep)).toEqual([]);
  // Not even that somebody else was told something.
  expect(others.text).not.toContain('"resource":"notification"');
  stop.abort();
  const { data } = await ask(manager, '{ notifications { nodes { kind subjectName } } }', {});
  expect(data).toMatchObject({ notifications: { nodes: [{ kind: 'stage_moved' }] } });
  expect((await manager.call('POST', '/crm/v1/me/notifications/read', { ids: [notice?.['id']] })).status).toBe(204);
  expect((await manager.call('GET', '/crm/v1/me/notifications/count?unread=true')).body).toMatchObject({ count: 0 });
  expect(await told(manager)).toHaveLength(1);
});

test('the way out of mails asks when it is looked at, and acts by the button or by one click of a mail program', async () => {
  const { northManager } = api.company.users;
  const path = createUnsubscribeLinks(testSecret).sign({ userId: northManager.id, kinds: ['stage_moved'] });
  const mailed = async () => {
    const { kinds } = (await manager.call('GET', '/crm/v1/me/notification_preferences')).body;
    return z
      .array(z.object({ kind: z.string(), email: z.boolean() }))
      .parse(kinds)
      .find(isMove)?.email;
  };
  const looked = await fetch(`${api.url}${path}`);
  expect([looked.status, await mailed()]).toEqual([200, true]);
  expect(await looked.text()).toContain('<li>A deal moves</li></ul><form method="post">');
  const clicked = await fetch(`${api.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect([clicked.status, await mailed()]).toEqual([200, false]);
  const forged = await fetch(`${api.url}${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`, { method: 'POST' });
  expect(forged.status).toBe(403);
});

const isMove = ({ kind }: { readonly kind: string }) => kind === 'stage_moved';

test('people say how they want to be told; half a pair of quiet hours is refused', async () => {
  const path = '/crm/v1/me/notification_preferences';
  const wish = { digest: 'daily', quiet_from_minute: 1_320, quiet_to_minute: 420 };
  expect((await rep.call('PATCH', path, wish)).body).toMatchObject(wish);
  const one = [{ kind: 'assigned', app: true, email: false, push: false }];
  const changed = (await rep.call('PATCH', path, { kinds: one })).body;
  expect(changed).toMatchObject({ ...wish, kinds: expect.arrayContaining(one) });
  expect((await rep.call('PATCH', path, { quiet_from_minute: 60 })).status).toBe(422);
  expect((await manager.call('GET', path)).body).toMatchObject({ digest: 'at_once', quiet_from_minute: null });
});

test('a browser is subscribed and unsubscribed by its owner alone; only addresses of the web are taken', async () => {
  expect((await rep.call('GET', '/crm/v1/me/push_key')).body).toEqual({ public_key: 'BKey' });
  const browser = { endpoint: 'https://push.example/a', p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) };
  const made = await rep.call('POST', '/crm/v1/me/push_subscriptions', { ...browser, user_agent: 'Firefox' });
  expect([made.status, Object.keys(made.body).sort()]).toEqual([201, ['created_at', 'id', 'user_agent']]);
  const one = `/crm/v1/me/push_subscriptions/${String(made.body['id'])}`;
  expect((await manager.call('DELETE', one)).status).toBe(404);
  expect((await rep.call('DELETE', one)).status).toBe(204);
  const plain = { ...browser, endpoint: 'http://push.example/a' };
  expect((await rep.call('POST', '/crm/v1/me/push_subscriptions', plain)).status).toBe(422);
});

test('records are followed by those who see them', async () => {
  const path = `/crm/v1/me/follows/opportunity/${deal}`;
  const outsider = await api.as(api.company.users.southRep);
  expect((await outsider.call('PUT', path)).status).toBe(404);
  expect((await manager.call('PUT', path)).status).toBe(204);
  expect((await manager.call('PUT', path)).status).toBe(204);
  expect((await manager.call('GET', path)).body).toEqual({ following: true });
  expect((await manager.call('DELETE', path)).status).toBe(204);
  expect((await manager.call('GET', path)).body).toEqual({ following: false });
});
