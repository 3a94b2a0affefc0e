import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldDefiner } from '../testing/custom-fields.ts';
import { statementsOf } from '../testing/statements.ts';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const deals = '/crm/v1/opportunities';
const page = z.object({ items: z.array(z.record(z.string(), z.unknown())) });

describe('relations in place, and less than all of a row', () => {
  let api: TestApi;
  let admin: TestClient;
  let rep: TestClient;
  const ids: Record<string, string> = {};

  async function make(client: TestClient, path: string, body: object): Promise<string> {
    const answer = await client.call('POST', `/crm/v1/${path}`, body);
    expect(answer.status, answer.text).toBe(201);
    return String(answer.body['id']);
  }

  beforeAll(async () => {
    api = await startTestApi();
    const { users } = api.company;
    admin = await api.as(users.admin);
    rep = await api.as(users.northRep);
    const define = fieldDefiner(admin);
    await define('account', { key: 'Region' });
    await define('account', { key: 'secret', visible_to: [] });
    const account = { name: 'Halden', billing_address: { city: 'Oslo', country: 'NO' }, custom: { Region: 'north' } };
    ids['account'] = await make(rep, 'accounts', account);
    ids['others'] = await make(admin, 'accounts', { name: 'Not to be seen' });
    ids['contact'] = await make(rep, 'contacts', { last_name: 'Berg', account_id: ids['account'] });
    const deal = { account_id: ids['account'], primary_contact_id: ids['contact'] };
    ids['deal'] = await make(rep, 'opportunities', { name: 'Loggers', ...deal });
    ids['blind'] = await make(admin, 'opportunities', {
      name: 'Blind',
      account_id: ids['others'],
      assigned_to: users.northRep.id,
    });
    ids['bare'] = await make(rep, 'opportunities', { name: 'Bare' });
    ids['call'] = await make(rep, 'activities', {
      type: 'call',
      subject: 'Call',
      subject_type: 'opportunity',
      subject_id: ids['deal'],
    });
    ids['visit'] = await make(rep, 'activities', {
      type: 'task',
      subject: 'Visit',
      subject_type: 'account',
      subject_id: ids['account'],
    });
    await make(rep, 'activities', { type: 'task', subject: 'Nothing' });
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const read = async (client: TestClient, path: string) => {
    const answer = await client.call('GET', path);
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };
  const rows = async (client: TestClient, path: string) => {
    const { items } = page.parse(await read(client, path));
    return new Map(items.map((item) => [String(item['name'] ?? item['subject']), item]));
  };

  it('embeds whole records in a list, a search and a single read, as their own reads show them', async () => {
    const account = await read(rep, `/crm/v1/accounts/${ids['account']}`);
    const contact = await read(rep, `/crm/v1/contacts/${ids['contact']}`);
    const one = await read(rep, `${deals}/${ids['deal']}?expand=account,primary_contact,stage`);
    expect(one).toMatchObject({ account, primary_contact: contact, stage: { kind: 'open' } });
    for (const path of [
      `${deals}?expand=account,primary_contact`,
      `${deals}/search?q=loggers&expand=account,primary_contact`,
    ]) {
      expect((await rows(rep, path)).get('Loggers')).toMatchObject({ account, primary_contact: contact });
    }
    // Without it, only who it is.
    expect((await read(rep, `${deals}/${ids['deal']}`))['account']).toEqual({ id: ids['account'], name: 'Halden' });
  });

  it('shows nothing of what the caller may not see, and of what is not there', async () => {
    const list = await rows(rep, `${deals}?expand=account,owner`);
    expect(list.get('Blind')?.['account']).toBeNull();
    expect(list.get('Bare')?.['account']).toBeNull();
    expect(JSON.stringify([...list])).not.toContain('Not to be seen');
    expect(list.get('Blind')?.['owner']).toMatchObject({ id: api.company.users.northRep.id });
    expect((await rows(admin, `${deals}?expand=account`)).get('Blind')?.['account']).toMatchObject({
      name: 'Not to be seen',
    });
    const region = (await rows(rep, `${deals}?expand=account`)).get('Loggers')?.['account'];
    expect(region).toMatchObject({ custom: { Region: 'north' } });
    expect(region).not.toHaveProperty('custom.secret');
  });

  it('embeds what an activity is about, whatever kind it is of', async () => {
    const list = await rows(rep, '/crm/v1/activities?expand=subject_record&fields=subject,subject_record');
    expect(list.get('Nothing')).toEqual({ subject: 'Nothing', subject_record: null });
    expect(list.get('Visit')?.['subject_record']).toMatchObject({ id: ids['account'], website: null });
    expect(list.get('Call')?.['subject_record']).toMatchObject({ id: ids['deal'], stage_id: expect.any(String) });
  });

  it('costs one statement for a relation, however many rows there are', async () => {
    const many = Array.from({ length: 40 }, (_, n) => ({ name: `Many ${n}`, account_id: ids['account'] }));
    await rep.call('POST', `${deals}/bulk/create`, { rows: many });
    const path = `${deals}?limit=40`;
    let list: unknown[] = [];
    const statements = await statementsOf(async () => {
      list = page.parse(await read(rep, `${path}&expand=account,owner`)).items;
    });
    expect(list).toHaveLength(40);
    const plain = await statementsOf(() => read(rep, path));
    const more = ['crm_accounts', 'crm_users'].map((table) =>
      expect.stringContaining(`from "crm_core"."${table}" as `),
    );
    expect(statements).toHaveLength(plain.length + more.length);
    expect(statements).toEqual(expect.arrayContaining(more));
  });

  it.each([
    ['expand=accounts'],
    ['expand=primaryContact'],
    ['expand='],
    ['expand=account&expand=owner'],
    ['expand=contacts'],
    ['fields=nothing'],
    ['fields='],
    ['fields=account.website'],
    ['fields=name.first'],
    ['fields=custom.nothing'],
    ['expand=account&fields=account.custom.secret'],
    ['expand=account&fields=account.nothing'],
    ['fields=__proto__'],
    ['fields=constructor'],
    ['fields=nameNormalized'],
  ])('refuses %s with 400', async (query) => {
    const answer = await rep.call('GET', `${deals}?${query}`);
    expect(answer.status).toBe(400);
    expect((await rep.call('GET', `${deals}/${ids['deal']}?${query}`)).status).toBe(400);
  });

  it('are not for what has no rows, and not for writes', async () => {
    expect((await rep.call('GET', `${deals}/count?fields=count`)).status).toBe(400);
    expect((await rep.call('GET', `/crm/v1/timeline?expand=nothing`)).status).toBe(400);
  });

  it('trims rows to the fields that are asked for, also inside of others', async () => {
    const one = await rep.call(
      'GET',
      `/crm/v1/accounts/${ids['account']}?fields=id,name,billing_address.city,custom.Region`,
    );
    expect(one.body).toEqual({
      id: ids['account'],
      name: 'Halden',
      billing_address: { city: 'Oslo' },
      custom: { Region: 'north' },
    });
    expect(one.headers.get('etag')).toBe('"1"');
    const list = await rows(rep, `${deals}?fields=name,account.name&q=loggers`);
    expect(list.get('Loggers')).toEqual({ name: 'Loggers', account: { name: 'Halden' } });
    const both = await rows(
      rep,
      `${deals}?expand=account&fields=name,account.billing_address.country,account.custom.Region&q=loggers`,
    );
    expect(both.get('Loggers')).toEqual({
      name: 'Loggers',
      account: { billing_address: { country: 'NO' }, custom: { Region: 'north' } },
    });
    expect((await rows(rep, `${deals}?expand=account&fields=name,account.name&q=bare`)).get('Bare')).toEqual({
      name: 'Bare',
      account: null,
    });
    // A key with all that is in it wins over a part of it.
    const whole = await rows(rep, `${deals}?fields=name,account.name,account&q=loggers`);
    expect(whole.get('Loggers')?.['account']).toEqual({ id: ids['account'], name: 'Halden' });
  });

  it('pages with cursors that fit, though the sort key is not shown', async () => {
    const first = await rep.call('GET', `${deals}?fields=id&limit=2&sort=name`);
    expect(first.body['items']).toEqual([{ id: expect.any(String) }, { id: expect.any(String) }]);
    const second = await rep.call(
      'GET',
      `${deals}?fields=name&limit=1&sort=name&cursor=${String(first.body['next_cursor'])}`,
    );
    expect(second.status).toBe(200);
  });

  it('reads the timeline and other lists in part too', async () => {
    const answer = await rep.call('GET', `/crm/v1/timeline?limit=1&fields=kind,payload.changes`);
    expect(answer.status, answer.text).toBe(200);
    expect(
      page
        .parse(answer.body)
        .items.every((item) => Object.keys(item).every((key) => ['kind', 'payload'].includes(key))),
    ).toBe(true);
  });
});
