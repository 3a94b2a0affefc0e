import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

interface Kind {
  readonly path: string;
  readonly create: Readonly<Record<string, unknown>>;
  readonly change: Readonly<Record<string, unknown>>;
}

const kinds: readonly Kind[] = [
  {
    path: 'accounts',
    create: { name: 'Halden', email: 'office@halden-kind.example' },
    change: { name: 'Halden Instruments' },
  },
  {
    path: 'contacts',
    create: { last_name: 'Belova', first_name: 'Irina' },
    change: { job_title: 'Head of logistics' },
  },
  {
    path: 'leads',
    create: { last_name: 'Meier', email: 'jonas@halden-kind.example' },
    change: { company: 'Meier AG' },
  },
  {
    path: 'opportunities',
    create: { name: 'Cold-chain sensors', amount_minor: 8_430_000, currency: 'EUR' },
    change: { amount_minor: 9_000_000 },
  },
  { path: 'activities', create: { type: 'task', subject: 'Send the split' }, change: { priority: 'high' } },
  { path: 'pipelines', create: { name: 'Renewals' }, change: { position: 3 } },
  { path: 'tickets', create: { subject: 'Probe 3 is silent' }, change: { priority: 'urgent' } },
  { path: 'ticket_categories', create: { name: 'Probes' }, change: { name: 'Probes and loggers' } },
  {
    path: 'calendars',
    create: { name: 'Office', time_zone: 'Europe/Oslo', hours: [{ weekday: 1, start_minute: 540, end_minute: 1020 }] },
    change: { time_zone: 'Europe/Berlin' },
  },
  {
    path: 'kb_articles',
    create: { title: 'A probe is silent', body: 'Change its battery.', language: 'en' },
    change: { body: 'Change its battery, then wait an hour.' },
  },
  { path: 'teams', create: { name: 'East' }, change: { takes_leads: true } },
  {
    path: 'users',
    create: { email: 'new@halden.example', name: 'New', role: 'support', password: 'a long enough password' },
    change: { time_zone: 'Europe/Oslo' },
  },
];

describe('records over REST', () => {
  let api: TestApi;
  let admin: TestClient;

  beforeAll(async () => {
    api = await startTestApi();
    admin = await api.as(api.company.users.admin);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  for (const { path, create, change } of kinds) {
    const all = `/crm/v1/${path}`;

    it(`${path}: create, read, change, replace, delete, restore`, async () => {
      const created = await admin.call('POST', all, create);
      expect(created.status).toBe(201);
      expect(created.body).toMatchObject(withoutSecrets(create));
      const one = `${all}/${String(created.body['id'])}`;

      const read = await admin.call('GET', one);
      expect(read.status).toBe(200);
      expect(read.headers.get('etag')).toBe('"1"');
      expect(read.body).toEqual(created.body);

      const changed = await admin.call('PATCH', one, change, { ifMatch: '"1"' });
      expect(changed.status).toBe(200);
      expect(changed.body).toMatchObject({ ...withoutSecrets(create), ...change, version: 2 });

      const stale = await admin.call('PATCH', one, change, { ifMatch: '"1"' });
      expect(stale.status).toBe(412);
      expect(stale.body).toMatchObject({ code: 'version_conflict', current_version: 2, your_version: 1 });
      expect(stale.body['current']).toMatchObject(change);
      expect(stale.body['yours']).toEqual(change);

      const replaced = await admin.call('PUT', one, create, { ifMatch: '"2"' });
      expect(replaced.status).toBe(200);
      expect(replaced.body).toMatchObject({ ...withoutSecrets(create), version: 3 });

      expect((await admin.call('DELETE', one)).status).toBe(204);
      expect((await admin.call('GET', one)).status).toBe(404);
      expect((await admin.call('PATCH', one, change)).status).toBe(404);
      expect((await admin.call('DELETE', one)).status).toBe(404);
      expect(idsOf(await admin.call('GET', `${all}?limit=200`))).not.toContain(created.body['id']);
      expect(idsOf(await admin.call('GET', `${all}?limit=200&trash=true`))).toContain(created.body['id']);

      const restored = await admin.call('POST', `${one}/restore`, {});
      expect(restored.status).toBe(200);
      expect(restored.body['deleted_at']).toBeNull();
      expect((await admin.call('POST', `${one}/restore`, {})).status).toBe(404);
      expect((await admin.call('GET', one)).status).toBe(200);
    });
  }

  it('PUT clears what is left out', async () => {
    const created = await admin.call('POST', '/crm/v1/accounts', { name: 'Full', industry: 'Food', tax_id: '7701' });
    const one = `/crm/v1/accounts/${String(created.body['id'])}`;
    const replaced = await admin.call('PUT', one, { name: 'Bare' }, { ifMatch: '"1"' });
    expect(replaced.body).toMatchObject({ name: 'Bare', industry: null, tax_id: null });
  });

  it('verbs heed If-Match too', async () => {
    const lead = await admin.call('POST', '/crm/v1/leads', { last_name: 'Versioned', company: 'Versions' });
    const path = `/crm/v1/leads/${String(lead.body['id'])}`;
    await admin.call('PATCH', path, { job_title: 'Director' });
    for (const verb of ['qualify', 'convert']) {
      const stale = await admin.call('POST', `${path}/${verb}`, {}, { ifMatch: '"1"' });
      expect([verb, stale.status, stale.body['code']]).toEqual([verb, 412, 'version_conflict']);
    }
    const task = await admin.call('POST', '/crm/v1/activities', { type: 'task', subject: 'Versioned' });
    const done = `/crm/v1/activities/${String(task.body['id'])}/complete`;
    expect((await admin.call('POST', done, {}, { ifMatch: '"7"' })).status).toBe(412);
    expect((await admin.call('POST', done, {}, { ifMatch: '"1"' })).status).toBe(200);
  });

  it('a PATCH that changes nothing makes no new version', async () => {
    const created = await admin.call('POST', '/crm/v1/accounts', { name: 'Same' });
    const one = `/crm/v1/accounts/${String(created.body['id'])}`;
    expect((await admin.call('PATCH', one, { name: 'Same' })).body['version']).toBe(1);
  });

  it('an e-mail belongs to one live account; its letters and its script do not matter', async () => {
    const first = await admin.call('POST', '/crm/v1/accounts', { name: 'One', email: 'Post@Münster.example' });
    expect(first.body['email']).toBe('post@münster.example');
    const second = await admin.call('POST', '/crm/v1/accounts', { name: 'Two', email: 'post@xn--mnster-3ya.example' });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ code: 'duplicate', existing: { id: first.body['id'], name: 'One' } });
  });

  it('makes one account of twenty parallel creates with one e-mail', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        admin.call('POST', '/crm/v1/accounts', { name: `Race ${index}`, email: 'race@halden.example' }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status === 409 && body['code'] === 'duplicate')).toHaveLength(19);
  });

  it('offers what lies in the trash, makes another when that is confirmed, and then refuses to restore the first', async () => {
    const payload = { name: 'Trashed', email: 'trashed@halden.example' };
    const first = await admin.call('POST', '/crm/v1/accounts', payload);
    const one = `/crm/v1/accounts/${String(first.body['id'])}`;
    await admin.call('DELETE', one);

    const again = await admin.call('POST', '/crm/v1/accounts', payload);
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'exists_in_trash', existing: { id: first.body['id'] } });

    const confirmed = await admin.call('POST', '/crm/v1/accounts', { ...payload, confirm_duplicate: true });
    expect(confirmed.status).toBe(201);
    const restore = await admin.call('POST', `${one}/restore`, {});
    expect(restore.status).toBe(409);
    expect(restore.body['code']).toBe('duplicate');
  });

  it('asks before a second contact with the same phone in another writing', async () => {
    const first = await admin.call('POST', '/crm/v1/contacts', { last_name: 'Petrov', phone: '8 (912) 345-67-89' });
    expect(first.body['phone_e164']).toBe('+79123456789');
    const second = await admin.call('POST', '/crm/v1/contacts', { last_name: 'Petrov', phone: '+7 912 345 67 89' });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ code: 'possible_duplicate', candidates: [{ id: first.body['id'] }] });
    const sure = await admin.call('POST', '/crm/v1/contacts', {
      last_name: 'Petrov',
      phone: '+7 912 345 67 89',
      confirm_duplicate: true,
    });
    expect(sure.status).toBe(201);
    const found = await admin.call('GET', `/crm/v1/contacts/search?q=${encodeURIComponent('8 912 345-67-89')}`);
    expect(idsOf(found)).toHaveLength(2);
  });

  it('an account has at most one primary contact, also when two are marked at once', async () => {
    const account = await admin.call('POST', '/crm/v1/accounts', { name: 'Primary' });
    const people = await Promise.all(
      ['A', 'B', 'C'].map((last_name) =>
        admin.call('POST', '/crm/v1/contacts', { last_name, account_id: account.body['id'] }),
      ),
    );
    const marks = await Promise.all(
      people.map(({ body }) => admin.call('PATCH', `/crm/v1/contacts/${String(body['id'])}`, { is_primary: true })),
    );
    expect(marks.map(({ status }) => status)).toEqual([200, 200, 200]);
    const list = await admin.call('GET', `/crm/v1/contacts?account_id=${String(account.body['id'])}`);
    expect(rowsOf(list).filter((row) => row['is_primary'] === true)).toHaveLength(1);
  });

  it('a stage gate names what is missing, the move fills it in, and the timeline tells it', async () => {
    const { stages } = api.company;
    const deal = await admin.call('POST', '/crm/v1/opportunities', { name: 'Gated' });
    const one = `/crm/v1/opportunities/${String(deal.body['id'])}`;
    expect(deal.body).toMatchObject({ stage_id: stages.qualified, probability: 20, status: 'open' });
    const refused = await admin.call('POST', `${one}/move`, { stage_id: stages.proposal });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: 'stage_gate',
      missing: ['amountMinor', 'currency', 'expectedCloseDate'],
    });
    const fields = { amount_minor: 100, currency: 'EUR', expected_close_date: '2026-12-18' };
    const moved = await admin.call('POST', `${one}/move`, { stage_id: stages.proposal, fields });
    expect(moved.body).toMatchObject({ ...fields, stage_id: stages.proposal, probability: 60 });
    const won = await admin.call('PATCH', one, { stage_id: stages.won });
    expect(won.body).toMatchObject({ status: 'won', probability: 100 });
    const timeline = await admin.call(
      'GET',
      `/crm/v1/timeline?subject_type=opportunity&subject_id=${String(deal.body['id'])}&kind=stage_moved`,
    );
    expect(rowsOf(timeline).map((row) => row['payload'])).toMatchObject([
      { from: { name: 'Proposal' }, to: { name: 'Won' } },
      { from: { name: 'Qualified' }, to: { name: 'Proposal' } },
    ]);
    const board = await admin.call('GET', `/crm/v1/pipelines/${api.company.pipelineId}/board`);
    expect(board.body['columns']).toContainEqual({
      stage_id: stages.won,
      count: 1,
      totals: [{ currency: 'EUR', amount_minor: 100, weighted_minor: 100 }],
    });
  });

  it('a stage in use is not deleted', async () => {
    await admin.call('POST', '/crm/v1/opportunities', { name: 'In the way' });
    const answer = await admin.call('DELETE', `/crm/v1/stages/${api.company.stages.qualified}`);
    expect(answer.status).toBe(409);
    expect(answer.body['code']).toBe('in_use');
  });

  it('a pipeline takes its stages to the trash and brings them back', async () => {
    const made = await admin.call('POST', '/crm/v1/pipelines', { name: 'Short-lived' });
    const id = String(made.body['id']);
    const stage = await admin.call('POST', '/crm/v1/stages', { name: 'Only', pipeline_id: id });
    const one = `/crm/v1/stages/${String(stage.body['id'])}`;
    await admin.call('DELETE', `/crm/v1/pipelines/${id}`);
    expect((await admin.call('GET', one)).status).toBe(404);
    await admin.call('POST', `/crm/v1/pipelines/${id}/restore`, {});
    expect((await admin.call('GET', one)).status).toBe(200);
  });

  it('a cancelled activity is not completed before it is scheduled again', async () => {
    const task = await admin.call('POST', '/crm/v1/activities', { type: 'task', subject: 'Cancel me' });
    const one = `/crm/v1/activities/${String(task.body['id'])}`;
    await admin.call('PATCH', one, { status: 'cancelled' });
    expect((await admin.call('POST', `${one}/complete`, {})).status).toBe(409);
    await admin.call('PATCH', one, { status: 'scheduled' });
    const done = await admin.call('POST', `${one}/complete`, { outcome: 'Reached' });
    expect(done.body).toMatchObject({ status: 'completed', outcome: 'Reached' });
    expect(done.body['completed_at']).toEqual(expect.any(String));
  });

  it('the audit log tells two changed fields, by whom, and in which request', async () => {
    const created = await admin.call('POST', '/crm/v1/accounts', { name: 'Audited', industry: 'Food' });
    const id = String(created.body['id']);
    const changed = await admin.call('PATCH', `/crm/v1/accounts/${id}`, { name: 'Audited well', industry: 'Pharma' });
    const log = await admin.call('GET', `/crm/v1/auditlog?record_id=${id}`);
    expect(rowsOf(log)[0]).toMatchObject({
      resource: 'account',
      action: 'update',
      changes: { name: { old: 'Audited', new: 'Audited well' }, industry: { old: 'Food', new: 'Pharma' } },
      actor_id: api.company.users.admin.id,
      request_id: changed.headers.get('x-request-id'),
    });
    expect(Object.keys(Object(rowsOf(log)[0]?.['changes']))).toHaveLength(2);
  });

  it('pages by key: rows inserted meanwhile neither hide nor repeat others', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `Page ${String(index).padStart(2, '0')}`);
    for (const name of names) await admin.call('POST', '/crm/v1/accounts', { name, industry: 'Paging' });
    for (const sort of ['-created_at', 'created_at', 'name', '-name']) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page = await admin.call('GET', `/crm/v1/accounts?limit=7&sort=${sort}&q=page${query}`);
        expect(page.status).toBe(200);
        seen.push(...rowsOf(page).map((row) => String(row['name'])));
        cursor = z.string().nullable().parse(page.body['next_cursor']);
        await admin.call('POST', '/crm/v1/accounts', { name: `Meanwhile ${seen.length} ${sort}` });
      } while (cursor !== null);
      expect(seen.toSorted()).toEqual(names);
    }
  });

  it('gives 20 rows unless told otherwise', async () => {
    expect(rowsOf(await admin.call('GET', '/crm/v1/accounts'))).toHaveLength(20);
  });
});

function withoutSecrets(payload: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(payload).filter(([key]) => key !== 'password'));
}

function rowsOf(answer: { readonly body: Record<string, unknown> }): Record<string, unknown>[] {
  const { items } = answer.body;
  return Array.isArray(items) ? items : [];
}

function idsOf(answer: { readonly body: Record<string, unknown> }): unknown[] {
  return rowsOf(answer).map((row) => row['id']);
}
