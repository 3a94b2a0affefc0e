import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleRoutes } from '../console/console-routes.ts';
import { startTestApi, type Answer, type TestApi, type TestClient } from '../testing/test-api.ts';

/** What `console-crm-service.md` lists, word for word. */
const listed = `
GET /admin/me
GET /admin/customers
POST /admin/customers
GET /admin/customers/:id
PUT /admin/customers/:id
PATCH /admin/customers/:id
DELETE /admin/customers/:id
GET /admin/customers/:id/contacts
POST /admin/customers/:id/contacts
PUT /admin/contacts/:id
DELETE /admin/contacts/:id
GET /admin/deals
POST /admin/deals
GET /admin/deals/:id
PUT /admin/deals/:id
PATCH /admin/deals/:id
DELETE /admin/deals/:id
GET /admin/activities
POST /admin/activities
GET /admin/activities/:id
PUT /admin/activities/:id
PATCH /admin/activities/:id
DELETE /admin/activities/:id
GET /admin/me/activities`;

describe('the console', () => {
  let api: TestApi;
  let admin: TestClient;
  let manager: TestClient;
  let rep: TestClient;
  let customerId = '';

  beforeAll(async () => {
    api = await startTestApi();
    const { users } = api.company;
    [admin, manager, rep] = await Promise.all([
      api.as(users.admin),
      api.as(users.northManager),
      api.as(users.northRep),
    ]);
    const made = await rep.call('POST', '/admin/customers', { name: 'Acme', email: 'office@acme.example' });
    expect(made.status).toBe(201);
    customerId = idOf(made);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  it('has every path that its document lists, and each asks for credentials', async () => {
    const paths = listed.trim().split('\n');
    for (const line of paths) {
      const [method = '', path = ''] = line.split(' ');
      const answer = await api.nobody.call(method, path.replace(':id', customerId), method === 'GET' ? undefined : {});
      expect([line, answer.status]).toEqual([line, 401]);
    }
    for (const { method, path } of consoleRoutes) {
      const answer = await api.nobody.call(
        method,
        `/admin${path.replaceAll(/:\w+/gu, customerId)}`,
        method === 'GET' ? undefined : {},
      );
      expect([method, path, answer.status]).toEqual([method, path, 401]);
    }
  });

  it('writes with and without an Idempotency-Key; with one, once', async () => {
    const without = await rep.call('POST', '/admin/customers', { name: 'Without a key' }, { key: null });
    expect(without.status).toBe(201);
    const options = { key: 'console-once' };
    const first = await rep.call('POST', '/admin/customers', { name: 'With a key' }, options);
    const again = await rep.call('POST', '/admin/customers', { name: 'With a key' }, options);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('filters customers in its own words, 20 to a page', async () => {
    await admin.call('PATCH', `/admin/customers/${customerId}`, { status: 'active' });
    const owner = api.company.users.northRep.id;
    const found = await admin.call(
      'GET',
      `/admin/customers?status=active&assigned_to=${owner}&created_from=2020-01-01T00:00:00Z&created_to=2100-01-01T00:00:00Z&search=acme`,
    );
    expect(found.status).toBe(200);
    expect(ids(found)).toEqual([customerId]);
    expect((await admin.call('GET', '/admin/customers?colour=red')).status).toBe(400);
  });

  it('changes each of the four fields alone and refuses what cannot be', async () => {
    const path = `/admin/customers/${customerId}`;
    for (const body of [
      { status: 'inactive' },
      { assigned_to: api.company.users.northManager.id },
      { contacted: true },
      { next_follow_up_at: '2030-01-02T10:00:00.000Z' },
    ]) {
      const answer = await admin.call('PATCH', path, body);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ name: 'Acme', ...body });
    }
    expect((await admin.call('PATCH', path, { status: 'sleeping' })).status).toBe(422);
    expect((await admin.call('PATCH', path, { assigned_to: customerId })).status).toBe(422);
    await admin.call('PATCH', path, { assigned_to: api.company.users.northRep.id });
  });

  it('replaces by PUT: what is left out is cleared, a stale version is refused', async () => {
    const made = await rep.call('POST', '/admin/customers', { name: 'Before', industry: 'Ports' });
    const path = `/admin/customers/${idOf(made)}`;
    const etag = made.headers.get('etag') ?? '';
    const after = await rep.call('PUT', path, { name: 'After' }, { ifMatch: etag });
    expect(after.status).toBe(200);
    expect(after.body).toMatchObject({ name: 'After', industry: null });
    expect((await rep.call('PUT', path, { name: 'Late' }, { ifMatch: etag })).status).toBe(412);
  });

  it('shows a customer with contacts, open deals, next activities and last events', async () => {
    const contact = await rep.call('POST', `/admin/customers/${customerId}/contacts`, { last_name: 'Moss' });
    expect(contact.status).toBe(201);
    const deal = await rep.call('POST', '/admin/deals', { name: 'Sensors', customer_id: customerId });
    expect(deal.status).toBe(201);
    const about = { subject_type: 'account', subject_id: customerId };
    const task = await rep.call('POST', '/admin/activities', { type: 'task', subject: 'Call back', ...about });
    expect(task.status).toBe(201);
    const { body } = await rep.call('GET', `/admin/customers/${customerId}`);
    expect(body).toMatchObject({
      id: customerId,
      contacts: { count: 1, items: [{ id: idOf(contact) }] },
      open_deals: { count: 1, items: [{ id: idOf(deal) }] },
      upcoming_activities: { count: 1, items: [{ id: idOf(task) }] },
    });
    expect(body['recent_timeline']).toContainEqual(expect.objectContaining({ kind: 'created' }));
    expect(ids(await rep.call('GET', `/admin/customers/${customerId}/contacts`))).toEqual([idOf(contact)]);
  });

  it('keeps others out: a rep sees another team’s customer as not there, an executor nothing', async () => {
    const { users } = api.company;
    const south = await api.as(users.southRep);
    expect((await south.call('GET', `/admin/customers/${customerId}`)).status).toBe(404);
    expect((await south.call('PATCH', `/admin/customers/${customerId}`, { contacted: true })).status).toBe(404);
    const executor = await api.as(users.executor);
    expect((await executor.call('GET', '/admin/customers')).status).toBe(403);
    expect((await manager.call('POST', '/admin/pipelines', { name: 'Mine' })).status).toBe(403);
  });

  it('finds deals by stage, owner, customer, amount and date', async () => {
    const made = await rep.call('POST', '/admin/deals', {
      name: 'Dated',
      customer_id: customerId,
      amount_minor: 500_000,
      currency: 'EUR',
      expected_close_date: '2027-03-01',
    });
    const stage = String(made.body['stage_id']);
    const owner = api.company.users.northRep.id;
    const path = `/admin/deals?stage=${stage}&owner=${owner}&customer=${customerId}&amount_min=400000&amount_max=600000&date_from=2027-02-01&date_to=2027-04-01`;
    expect(ids(await rep.call('GET', path))).toEqual([idOf(made)]);
    expect(ids(await rep.call('GET', `${path}&search=nothing+like+it`))).toEqual([]);
  });

  it('moves a deal by PATCH and completes an activity by PATCH', async () => {
    const made = await rep.call('POST', '/admin/deals', { name: 'Moving', customer_id: customerId });
    const stages = await rep.call('GET', `/admin/pipelines/${String(made.body['pipeline_id'])}/stages?sort=position`);
    const next = ids(stages)[1] ?? '';
    const moved = await rep.call('PATCH', `/admin/deals/${idOf(made)}`, {
      stage_id: next,
      amount_minor: 100,
      currency: 'EUR',
      expected_close_date: '2027-01-01',
    });
    expect(moved.status).toBe(200);
    expect(moved.body['stage_id']).toBe(next);
    const task = await rep.call('POST', '/admin/activities', { type: 'call', subject: 'Ring' });
    const done = await rep.call('PATCH', `/admin/activities/${idOf(task)}`, { status: 'completed' });
    expect(done.body).toMatchObject({ status: 'completed', completed_at: expect.any(String) });
    const cancelled = await rep.call('POST', '/admin/activities', { type: 'call', subject: 'Off' });
    await rep.call('PATCH', `/admin/activities/${idOf(cancelled)}`, { status: 'cancelled' });
    const wrong = await rep.call('PATCH', `/admin/activities/${idOf(cancelled)}`, { status: 'completed' });
    expect(wrong.status).toBe(409);
    expect(wrong.body['code']).toBe('invalid_transition');
  });

  it('tells what is to be done: the own by default, a team member’s to the manager alone', async () => {
    const late = await rep.call('POST', '/admin/activities', {
      type: 'task',
      subject: 'Late',
      due_at: '2026-01-01T08:00:00Z',
    });
    const later = await rep.call('POST', '/admin/activities', {
      type: 'task',
      subject: 'Later',
      due_at: '2099-01-01T08:00:00Z',
    });
    await rep.call('POST', '/admin/activities', { type: 'note', subject: 'Not to be done' });
    const mine = await rep.call('GET', '/admin/me/activities');
    const groups = new Map(rows(mine).map((row) => [row['id'], row['due']]));
    expect(groups.get(idOf(late))).toBe('overdue');
    expect(groups.get(idOf(later))).toBe('upcoming');
    expect(rows(mine).map((row) => row['type'])).not.toContain('note');
    const repId = api.company.users.northRep.id;
    expect(rows(await manager.call('GET', `/admin/me/activities?user_id=${repId}`)).length).toBe(rows(mine).length);
    const managerId = api.company.users.northManager.id;
    expect((await rep.call('GET', `/admin/me/activities?user_id=${managerId}`)).status).toBe(403);
  });

  it('plans a follow-up: a task due then, the customer’s date, and a process that reminds', async () => {
    const at = '2031-05-06T09:00:00.000Z';
    const answer = await rep.call('POST', `/admin/customers/${customerId}/actions/schedule-follow-up`, { at });
    expect(answer.status).toBe(202);
    expect(answer.body['next_follow_up_at']).toBe(at);
    const tasks = await rep.call(
      'GET',
      `/admin/activities?type=task&subject_type=account&subject_id=${customerId}&due_from=${at}`,
    );
    expect(rows(tasks)).toMatchObject([{ due_at: at, assigned_to: api.company.users.northRep.id }]);
    const processes = await rep.call(
      'GET',
      `/crm/v1/processes?kind=follow-up&subject_type=account&subject_id=${customerId}`,
    );
    expect(rows(processes)).toHaveLength(1);
  });

  it('keeps notes with their author; only the author and administrators change them', async () => {
    const made = await rep.call('POST', `/admin/customers/${customerId}/notes`, {
      body: 'Likes blue.\nCalls on Mondays.',
    });
    expect(made.status).toBe(201);
    expect(made.body['author']).toMatchObject({ id: api.company.users.northRep.id });
    const path = `/admin/notes/${idOf(made)}`;
    expect(ids(await rep.call('GET', `/admin/customers/${customerId}/notes`))).toEqual([idOf(made)]);
    expect((await rep.call('POST', `/admin/customers/${customerId}/notes`, { body: 'x', author: 'me' })).status).toBe(
      422,
    );
    expect((await manager.call('PUT', path, { body: 'Rewritten' })).status).toBe(403);
    expect((await rep.call('PUT', path, { body: 'Likes green.' })).body['body']).toBe('Likes green.');
    expect((await admin.call('PATCH', path, { body: 'Likes red.' })).status).toBe(200);
    const timeline = await rep.call('GET', `/crm/v1/timeline?subject_type=account&subject_id=${customerId}&kind=note`);
    expect(rows(timeline)).toHaveLength(1);
    expect((await rep.call('DELETE', path)).status).toBe(204);
    expect((await rep.call('GET', path)).status).toBe(404);
  });

  it('brings a deleted customer back', async () => {
    const made = await rep.call('POST', '/admin/customers', { name: 'Gone and back' });
    const path = `/admin/customers/${idOf(made)}`;
    expect((await rep.call('DELETE', path)).status).toBe(204);
    expect((await rep.call('GET', path)).status).toBe(404);
    expect((await rep.call('POST', `${path}/restore`)).status).toBe(200);
    expect((await rep.call('GET', path)).status).toBe(200);
  });

  it('puts tags on customers and takes them off, each as often as one likes; the filter follows', async () => {
    const tag = await admin.call('POST', '/admin/tags', { name: 'vip' });
    expect(tag.status).toBe(201);
    expect((await admin.call('POST', '/admin/tags', { name: 'VIP' })).status).toBe(409);
    const path = `/admin/customers/${customerId}/tags/${idOf(tag)}`;
    for (let times = 0; times < 2; times += 1) expect((await rep.call('PUT', path)).status).toBe(204);
    expect(ids(await rep.call('GET', '/admin/customers?tags=vip'))).toEqual([customerId]);
    for (let times = 0; times < 2; times += 1) expect((await rep.call('DELETE', path)).status).toBe(204);
    expect(ids(await rep.call('GET', '/admin/customers?tags=vip'))).toEqual([]);
    expect((await admin.call('DELETE', `/admin/tags/${idOf(tag)}`)).status).toBe(204);
  });

  it('takes files for customers, lists them and gives them back byte for byte', async () => {
    const bytes = Buffer.from('Delivery note\nTwelve sensors\n');
    const sent = await fetch(
      `${api.url}/admin/attachments?subject_type=account&subject_id=${customerId}&file_name=note.txt`,
      { method: 'POST', headers: { authorization: `Bearer ${rep.token}` }, body: bytes },
    );
    expect(sent.status).toBe(201);
    const listed = await rep.call('GET', `/admin/attachments?subject_type=account&subject_id=${customerId}`);
    expect(rows(listed)).toMatchObject([{ file_name: 'note.txt', size_bytes: bytes.length }]);
    const path = `/admin/attachments/${ids(listed)[0] ?? ''}`;
    const content = await fetch(`${api.url}${path}/content`, { headers: { authorization: `Bearer ${rep.token}` } });
    expect(Buffer.from(await content.arrayBuffer())).toEqual(bytes);
    const south = await api.as(api.company.users.southRep);
    expect((await south.call('GET', path)).status).toBe(404);
    const link = await rep.call('GET', `${path}/link`);
    expect((await fetch(new URL(String(link.body['url']), api.url))).status).toBe(200);
    expect((await rep.call('DELETE', path)).status).toBe(204);
    expect((await fetch(new URL(String(link.body['url']), api.url))).status).toBe(404);
  });

  it('reports to managers what customers, deals and people are at, and to reps nothing', async () => {
    const overview = await manager.call('GET', '/admin/reports/overview');
    expect(overview.status).toBe(200);
    const direct = await manager.call('GET', '/crm/v1/reports/overview');
    expect({ ...overview.body, at: '', activities: '' }).toEqual({ ...direct.body, at: '', activities: '' });
    const team = await manager.call('GET', '/admin/reports/team-performance');
    expect(team.status).toBe(200);
    for (const path of ['overview', 'team-performance'])
      expect((await rep.call('GET', `/admin/reports/${path}`)).status).toBe(403);
  });

  it('reads the audit log for administrators, and nothing else may be done to it', async () => {
    const path = `/admin/audit?resource=account&record_id=${customerId}`;
    const all = await admin.call('GET', path);
    expect(rows(all).length).toBeGreaterThan(1);
    const mine = await admin.call('GET', `${path}&actor=${api.company.users.northRep.id}&from=2020-01-01T00:00:00Z`);
    expect(new Set(rows(mine).map((row) => row['actor_id']))).toEqual(new Set([api.company.users.northRep.id]));
    expect((await manager.call('GET', path)).status).toBe(403);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect((await admin.call(method, '/admin/audit', {})).status).toBe(405);
  });

  it('describes itself', async () => {
    const { body } = await api.nobody.call('GET', '/admin/openapi.json');
    expect(Object.keys(Object(body['paths']))).toContain('/admin/customers/{id}/actions/schedule-follow-up');
    expect((await api.nobody.call('GET', '/docs/console')).status).toBe(200);
  });
});

function rows({ body }: Answer): Record<string, unknown>[] {
  return Array.isArray(body['items']) ? body['items'].map(Object) : [];
}

function ids(answer: Answer): string[] {
  return rows(answer).map((row) => String(row['id']));
}

function idOf({ body }: Answer): string {
  return String(body['id']);
}
