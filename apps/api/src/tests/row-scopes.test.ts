import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listenTo } from '../testing/listen-to.ts';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

/** What a sales rep of one team can learn of a lead and its kin that belong to another team: nothing. */
describe("another team's records", () => {
  let api: TestApi;
  let rep: TestClient;
  let other: TestClient;
  let admin: TestClient;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    api = await startTestApi();
    const { users } = api.company;
    rep = await api.as(users.northRep);
    other = await api.as(users.southRep);
    admin = await api.as(users.admin);
    const make = async (path: string, payload: object) => {
      const answer = await other.call('POST', `/crm/v1/${path}`, payload);
      expect(answer.status).toBe(201);
      return String(answer.body['id']);
    };
    ids['leads'] = await make('leads', {
      last_name: 'Hidden',
      email: 'hidden@secret.example',
      assigned_to: users.southRep.id,
    });
    ids['accounts'] = await make('accounts', { name: 'Hidden Works', email: 'office@secret.example' });
    ids['contacts'] = await make('contacts', { last_name: 'Hidden', account_id: ids['accounts'] });
    ids['opportunities'] = await make('opportunities', { name: 'Hidden deal', account_id: ids['accounts'] });
    ids['quotes'] = await make('quotes', {
      account_id: ids['accounts'],
      currency: 'EUR',
      notes: 'Hidden terms',
      lines: [{ description: 'Hidden line', unit_price_minor: 100 }],
    });
    ids['activities'] = await make('activities', {
      type: 'call',
      subject: 'Hidden call',
      subject_type: 'lead',
      subject_id: ids['leads'],
    });
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const kinds = ['leads', 'accounts', 'contacts', 'opportunities', 'activities', 'quotes'] as const;
  const nouns = {
    leads: 'lead',
    accounts: 'account',
    contacts: 'contact',
    opportunities: 'opportunity',
    activities: 'activity',
    quotes: 'quote',
  } as const;

  for (const kind of kinds) {
    const noun = nouns[kind];

    it(`${kind}: lists, searches and counts do not hold them`, async () => {
      const list = await rep.call('GET', `/crm/v1/${kind}`);
      expect(list.body['items']).toEqual([]);
      const search = await rep.call('GET', `/crm/v1/${kind}/search?q=hidden`);
      expect(search.body['items']).toEqual([]);
      const count = await rep.call('GET', `/crm/v1/${kind}/count`);
      expect(count.body['count']).toBe(0);
      const trash = await rep.call('GET', `/crm/v1/${kind}?trash=true`);
      expect(trash.body['items']).toEqual([]);
      const viaTrpc = await rep.call('GET', `/trpc/${noun}.list?input=${encodeURIComponent('{}')}`);
      expect(viaTrpc.text).not.toContain('Hidden');
    });

    it(`${kind}: by id they do not exist, whatever is tried`, async () => {
      const path = `/crm/v1/${kind}/${ids[kind]}`;
      expect((await rep.call('GET', path)).status).toBe(404);
      expect((await rep.call('PATCH', path, {})).status).toBe(404);
      expect((await rep.call('DELETE', path)).status).toBe(404);
      expect((await rep.call('POST', `${path}/restore`, {})).status).toBe(404);
      const input = encodeURIComponent(JSON.stringify({ id: ids[kind] }));
      expect((await rep.call('GET', `/trpc/${noun}.get?input=${input}`)).status).toBe(404);
      expect((await rep.call('POST', `/trpc/${noun}.update`, { id: ids[kind], data: {} })).status).toBe(404);
    });
  }

  it('a lead: no verb reaches it', async () => {
    const path = `/crm/v1/leads/${ids['leads']}`;
    for (const [method, verb, payload] of [
      ['POST', 'qualify', {}],
      ['POST', 'convert', {}],
      ['POST', 'conversion/choice', { account_id: null, contact_id: null }],
      ['POST', 'undo_conversion', {}],
      ['GET', 'conversion', undefined],
      ['GET', 'matches', undefined],
    ] as const) {
      expect((await rep.call(method, `${path}/${verb}`, payload)).status, verb).toBe(404);
    }
  });

  it('a quote: no verb reaches it', async () => {
    const path = `/crm/v1/quotes/${ids['quotes']}`;
    for (const verb of ['submit', 'send', 'accept', 'decline', 'revise']) {
      expect((await rep.call('POST', `${path}/${verb}`, {})).status, verb).toBe(404);
    }
    const manager = await api.as(api.company.users.northManager);
    expect((await manager.call('POST', `${path}/approve`, {})).status).toBe(404);
    expect((await manager.call('POST', `${path}/reject`, { comment: 'No' })).status).toBe(404);
    expect((await rep.call('POST', `/crm/v1/opportunities/${ids['opportunities']}/quotes`, {})).status).toBe(404);
  });

  it('no relation reaches it: timeline, processes, activities, search', async () => {
    const timeline = await rep.call('GET', `/crm/v1/timeline?subject_type=lead&subject_id=${ids['leads']}`);
    expect(timeline.status).toBe(404);
    expect((await rep.call('GET', '/crm/v1/timeline')).body['items']).toEqual([]);
    expect((await rep.call('GET', '/crm/v1/processes')).body['items']).toEqual([]);
    expect((await rep.call('GET', '/crm/v1/search?q=hidden')).body['items']).toEqual([]);
    const about = { type: 'note', subject: 'Mine', subject_type: 'lead', subject_id: ids['leads'] };
    expect((await rep.call('POST', '/crm/v1/activities', about)).status).toBe(422);
    expect((await rep.call('POST', '/crm/v1/contacts', { last_name: 'X', account_id: ids['accounts'] })).status).toBe(
      422,
    );
    expect((await rep.call('POST', '/crm/v1/opportunities', { name: 'X', account_id: ids['accounts'] })).status).toBe(
      422,
    );
  });

  it('a duplicate e-mail is refused without telling whose it is', async () => {
    const answer = await rep.call('POST', '/crm/v1/accounts', { name: 'Mine', email: 'Office@Secret.example' });
    expect(answer.status).toBe(409);
    expect(answer.body['code']).toBe('duplicate');
    expect(answer.text).not.toContain('Hidden');
    expect(answer.text).not.toContain(ids['accounts']);
  });

  it('its changes are not heard on the live stream, while the own ones are', async () => {
    const controller = new AbortController();
    const heard = listenTo(api.url, rep, controller.signal);
    await sleep(300);
    await other.call('PATCH', `/crm/v1/leads/${ids['leads']}`, { job_title: 'Director' });
    const own = await rep.call('POST', '/crm/v1/accounts', { name: 'Heard' });
    await expect.poll(() => heard.text, { timeout: 5_000 }).toContain(String(own.body['id']));
    expect(heard.text).not.toContain(ids['leads']);
    // A listener that hears nothing, not even a ping, knows that it lost the connection.
    expect(heard.text).toContain('reconnectAfterInactivityMs');
    controller.abort();
  });

  it('a manager sees the own team and the teams below it, and no other', async () => {
    const { users } = api.company;
    const below = await (await api.as(users.northWestRep)).call('POST', '/crm/v1/accounts', { name: 'Below' });
    const manager = await api.as(users.northManager);
    expect((await manager.call('GET', `/crm/v1/accounts/${String(below.body['id'])}`)).status).toBe(200);
    expect((await manager.call('GET', `/crm/v1/accounts/${ids['accounts']}`)).status).toBe(404);
    const southManager = await api.as(users.southManager);
    expect((await southManager.call('GET', `/crm/v1/accounts/${ids['accounts']}`)).status).toBe(200);
    expect((await southManager.call('GET', `/crm/v1/accounts/${String(below.body['id'])}`)).status).toBe(404);
  });

  it('moving an owner to another team changes at once which manager sees the records', async () => {
    const { users, teams } = api.company;
    const made = await other.call('POST', '/crm/v1/accounts', { name: 'Moving along' });
    const path = `/crm/v1/accounts/${String(made.body['id'])}`;
    const north = await api.as(users.northManager);
    expect((await north.call('GET', path)).status).toBe(404);
    const moved = await admin.call('PATCH', `/crm/v1/users/${users.southRep.id}`, { team_id: teams.north });
    expect(moved.status).toBe(200);
    expect((await north.call('GET', path)).status).toBe(200);
    const south = await api.as(users.southManager);
    expect((await south.call('GET', path)).status).toBe(404);
  });

  it('support reads customers and may change contacts, but sees no leads and no deals', async () => {
    const support = await api.as(api.company.users.support);
    expect((await support.call('GET', `/crm/v1/accounts/${ids['accounts']}`)).status).toBe(200);
    expect((await support.call('PATCH', `/crm/v1/contacts/${ids['contacts']}`, { job_title: 'Head' })).status).toBe(
      200,
    );
    expect((await support.call('GET', '/crm/v1/leads')).status).toBe(403);
    expect(
      (await support.call('GET', `/crm/v1/timeline?subject_type=opportunity&subject_id=${ids['opportunities']}`))
        .status,
    ).toBe(404);
  });
});
