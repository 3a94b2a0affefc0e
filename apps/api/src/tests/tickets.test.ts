import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestUser } from '@crm/core/testing/company';
import { rawMail } from '@crm/core/testing/raw-mail';
import { startTestApi, type Answer, type TestApi, type TestClient } from '../testing/test-api.ts';

const itemsShape = z.object({ items: z.array(z.record(z.string(), z.unknown())) });
const receipt = z.record(z.string(), z.unknown());
const itemsOf = ({ body }: Answer) => itemsShape.parse(body).items;
const idOf = ({ body }: Answer) => String(body['id']);

describe('the service desk over REST', () => {
  let api: TestApi;
  let admin: TestClient;
  let support: TestClient;
  let categoryId = '';
  let salesCategoryId = '';

  beforeAll(async () => {
    api = await startTestApi();
    admin = await api.as(api.company.users.admin);
    support = await api.as(api.company.users.support);
    const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start_minute: 0, end_minute: 1440 }));
    const calendar = { name: 'Always', time_zone: 'UTC', hours, is_default: true };
    const calendarId = await make('calendars', calendar);
    const target = { first_response_minutes: 60, resolution_minutes: 480 };
    const targets = { low: target, normal: target, high: target, urgent: target };
    await make('sla_policies', { name: 'Standard', calendar_id: calendarId, targets, is_default: true });
    const { service, south } = api.company.teams;
    categoryId = await make('ticket_categories', { name: 'Sensors', team_id: service, is_default: true });
    salesCategoryId = await make('ticket_categories', { name: 'Orders', team_id: south });
  });
  afterAll(() => api[Symbol.asyncDispose]());

  async function make(path: string, payload: object, by = admin): Promise<string> {
    const answer = await by.call('POST', `/crm/v1/${path}`, payload);
    expect([path, answer.status, answer.text.slice(0, 200)]).toMatchObject([path, 201, expect.anything()]);
    return idOf(answer);
  }

  it('takes a mail in from who may answer every ticket, once, and from nobody else', async () => {
    const raw = rawMail();
    const post = async (client: TestClient, type = 'message/rfc822') => {
      const headers = { authorization: `Bearer ${client.token}`, 'content-type': type };
      const answer = await fetch(`${api.url}/crm/v1/tickets/mail`, {
        method: 'POST',
        headers,
        body: new Uint8Array(raw),
      });
      return { status: answer.status, body: receipt.parse(await answer.json()) };
    };
    expect((await post(support)).status).toBe(403);
    expect((await post(admin, 'text/plain')).status).toBe(415);
    const first = await post(admin);
    expect(first).toMatchObject({ status: 201, body: { outcome: 'opened', known: false } });
    expect(await post(admin)).toEqual({ status: 200, body: { ...first.body, known: true } });
    const read = await support.call('GET', `/crm/v1/tickets/${String(first.body['ticket_id'])}`);
    expect(read.body).toMatchObject({ channel: 'email', requester_email: 'ada@customer.example' });
    expect((await api.nobody.call('POST', '/crm/v1/tickets/mail', {})).status).toBe(401);
  });

  it('counts down to both due times, and the first answer stops the nearer one', async () => {
    const made = await support.call('POST', '/crm/v1/tickets', { subject: 'Probe 3 is silent', channel: 'phone' });
    expect(made.body).toMatchObject({
      status: 'new',
      sla_state: 'ok',
      category_id: categoryId,
      team_id: api.company.teams.service,
    });
    expect(made.body['due_at']).toBe(made.body['first_response_due_at']);
    const path = `/crm/v1/tickets/${idOf(made)}`;
    const reply = await support.call('POST', `${path}/reply`, { body: 'Hello', status: 'pending' });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ kind: 'reply', position: 1, ticket_number: made.body['number'] });
    const read = await support.call('GET', path);
    expect(read.body).toMatchObject({
      status: 'pending',
      first_response_state: 'met',
      sla_state: 'paused',
      due_at: null,
    });
    await support.call('POST', `${path}/messages`, { body: 'Still silent' });
    expect((await support.call('GET', path)).body).toMatchObject({ status: 'open', sla_state: 'ok' });
    const conversation = itemsOf(await support.call('GET', `${path}/messages?limit=1`));
    expect(conversation).toMatchObject([{ body: 'Hello' }]);
    const newest = itemsOf(await support.call('GET', `${path}/messages?sort=-created_at`));
    expect(newest.map(({ body }) => body)).toEqual(['Still silent', 'Hello']);
  });

  it('gives twenty tickets that come at once twenty numbers', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => support.call('POST', '/crm/v1/tickets', { subject: `Race ${index}` })),
    );
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    const numbers = answers.map(({ body }) => body['number']);
    expect(new Set(numbers).size).toBe(20);
  });

  it('posts an answer that is sent twice once', async () => {
    const id = await make('tickets', { subject: 'Twice' }, support);
    const send = () => support.call('POST', `/crm/v1/tickets/${id}/reply`, { body: 'Once' }, { key: 'the-same-key' });
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    expect((await support.call('GET', `/crm/v1/tickets/${id}`)).body['message_count']).toBe(1);
  });

  it('finds tickets by each of their filters', async () => {
    const { users } = api.company;
    const accountId = await make('accounts', { name: 'Filtered' });
    const contactId = await make('contacts', { last_name: 'Filter', account_id: accountId });
    const payload = { subject: 'Filtered ticket', priority: 'urgent', channel: 'chat', contact_id: contactId };
    const id = await make('tickets', { ...payload, assigned_to: users.support.id }, support);
    const from = new Date(Date.now() - 60_000).toISOString();
    const to = new Date(Date.now() + 86_400_000).toISOString();
    for (const filter of [
      'q=filtered',
      `account_id=${accountId}`,
      `contact_id=${contactId}`,
      'priority=urgent,high',
      'channel=chat',
      `assigned_to=${users.support.id}`,
      `assigned_to=${users.support.id}&category_id=${categoryId}&team_id=${api.company.teams.service}&status=new`,
      `priority=urgent&sla_state=ok&due_from=${from}&due_to=${to}&created_from=${from}&created_to=${to}`,
    ]) {
      const found = itemsOf(await support.call('GET', `/crm/v1/tickets?${filter}`));
      expect([filter, found.map((row) => row['id'])]).toEqual([filter, [id]]);
    }
    const nothing = itemsOf(await support.call('GET', '/crm/v1/tickets?priority=urgent&sla_state=breached'));
    expect(nothing).toEqual([]);
  });

  it("shows support its own queue, and nothing of another team's: by id, list, search, verbs and conversation", async () => {
    const hidden = await make('tickets', { subject: 'Hidden order', category_id: salesCategoryId });
    await admin.call('POST', `/crm/v1/tickets/${hidden}/note`, { body: 'Hidden note' });
    const path = `/crm/v1/tickets/${hidden}`;
    for (const [method, verb, payload] of [
      ['GET', '', undefined],
      ['PATCH', '', {}],
      ['DELETE', '', undefined],
      ['POST', '/restore', {}],
      ['GET', '/messages', undefined],
      ['GET', '/suggested_articles', undefined],
      ['POST', '/reply', { body: 'x' }],
      ['POST', '/note', { body: 'x' }],
      ['POST', '/messages', { body: 'x' }],
      ['POST', '/take', {}],
      ['POST', '/resolve', {}],
      ['POST', '/close', {}],
      ['POST', '/reopen', {}],
      ['POST', '/unmerge', {}],
    ] as const) {
      expect([verb, (await support.call(method, `${path}${verb}`, payload)).status]).toEqual([verb, 404]);
    }
    const own = await make('tickets', { subject: 'Own' }, support);
    const merge = (one: string, other: string) =>
      support.call('POST', `/crm/v1/tickets/${one}/merge`, { into_id: other });
    expect((await merge(own, hidden)).status).toBe(404);
    expect((await merge(hidden, own)).status).toBe(404);
    for (const read of ['', '/search?q=hidden', '?trash=true', '?sla_state=ok']) {
      expect((await support.call('GET', `/crm/v1/tickets${read}`)).text).not.toContain('Hidden');
    }
    expect((await support.call('GET', `/crm/v1/timeline?subject_type=ticket&subject_id=${hidden}`)).status).toBe(404);
    expect((await support.call('GET', '/crm/v1/timeline?kind=created')).text).not.toContain(hidden);
  });

  it('a manager works the queue of the own team, a sales rep reads what was given to him and no more', async () => {
    const { users } = api.company;
    const manager = await api.as(users.southManager);
    const rep = await api.as(users.southRep);
    const id = await make('tickets', { subject: 'Order 7', category_id: salesCategoryId });
    const path = `/crm/v1/tickets/${id}`;
    expect((await rep.call('GET', path)).status).toBe(404);
    expect((await manager.call('PATCH', path, { assigned_to: users.southRep.id })).status).toBe(200);
    const seen = await rep.call('GET', path);
    expect(seen.status).toBe(200);
    const abilities = z.record(z.string(), z.boolean()).parse(seen.body['abilities']);
    expect(Object.values(abilities).some(Boolean)).toBe(false);
    expect((await rep.call('POST', `${path}/reply`, { body: 'x' })).status).toBe(403);
    expect((await rep.call('POST', `${path}/take`, {})).status).toBe(403);
    expect((await manager.call('POST', `${path}/reply`, { body: 'We look.' })).status).toBe(201);
    const north = await api.as(users.northManager);
    expect((await north.call('GET', path)).status).toBe(404);
  });

  it('tells of a ticket on the timeline of its account, to whoever sees the account', async () => {
    const accountId = await make('accounts', { name: 'Told' });
    const id = await make('tickets', { subject: 'Told ticket', account_id: accountId }, support);
    await support.call('POST', `/crm/v1/tickets/${id}/resolve`, {});
    const timeline = itemsOf(
      await support.call(
        'GET',
        `/crm/v1/timeline?subject_type=account&subject_id=${accountId}&kind=ticket_created,ticket_resolved`,
      ),
    );
    expect(timeline).toMatchObject([
      { kind: 'ticket_resolved', source_type: 'ticket', source_id: id },
      { kind: 'ticket_created', source_type: 'ticket', source_id: id },
    ]);
  });

  it('audits messages and articles as it audits records', async () => {
    const id = await make('tickets', { subject: 'Audited' }, support);
    const reply = await support.call('POST', `/crm/v1/tickets/${id}/reply`, { body: 'In the log' });
    const log = itemsOf(await admin.call('GET', `/crm/v1/auditlog?record_id=${idOf(reply)}`));
    expect(log).toMatchObject([
      { resource: 'ticket_message', action: 'insert', changes: { body: { new: 'In the log' } } },
    ]);
  });

  it('the knowledge base is written by support, and read as published by everybody else', async () => {
    const { users } = api.company;
    const readers: readonly TestUser[] = [users.southRep, users.southManager, users.marketing];
    const id = await make('kb_articles', { title: 'Batteries', body: 'Two **AA**.', language: 'en' }, support);
    const path = `/crm/v1/kb_articles/${id}`;
    for (const user of readers) {
      const reader = await api.as(user);
      expect((await reader.call('GET', path)).status).toBe(404);
      expect((await reader.call('PATCH', path, { title: 'Mine' })).status).toBe(403);
    }
    const published = await support.call('POST', `${path}/publish`, {});
    expect(published.body).toMatchObject({ status: 'published', published: { number: 1, body: 'Two **AA**.' } });
    await support.call('PATCH', path, { body: 'Three **AA**.' });
    for (const user of readers) {
      const reader = await api.as(user);
      expect((await reader.call('GET', path)).body).toMatchObject({ body: 'Two **AA**.' });
      expect((await reader.call('GET', '/crm/v1/kb_articles/search?q=three')).text).not.toContain(id);
      expect((await reader.call('GET', `${path}/versions`)).status).toBe(403);
      expect((await reader.call('POST', `${path}/publish`, {})).status).toBe(403);
    }
    const ticketId = await make('tickets', { subject: 'Which batteries?', language: 'en' }, support);
    const suggested = itemsOf(await support.call('GET', `/crm/v1/tickets/${ticketId}/suggested_articles`));
    expect(suggested).toMatchObject([{ id, words_in_title: 1 }]);
    const reply = await support.call('POST', `/crm/v1/tickets/${ticketId}/reply`, { body: 'Two', article_ids: [id] });
    expect(reply.body['articles']).toEqual([{ id, name: 'Batteries' }]);
  });

  it('only an administrator sets up calendars, service levels and categories', async () => {
    for (const path of ['calendars', 'holidays', 'sla_policies', 'ticket_categories']) {
      expect((await support.call('GET', `/crm/v1/${path}`)).status).toBe(200);
    }
    const hours = [{ weekday: 1, start_minute: 0, end_minute: 60 }];
    expect((await support.call('POST', '/crm/v1/calendars', { name: 'X', time_zone: 'UTC', hours })).status).toBe(403);
    expect((await admin.call('POST', '/crm/v1/calendars', { name: 'X', time_zone: 'UTC', hours: [] })).status).toBe(
      422,
    );
  });
});
