import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { database } from '@crm/db/orm';
import { startTestApi, type Answer, type TestApi, type TestClient } from '../testing/test-api.ts';

const items = z.object({ items: z.array(z.record(z.string(), z.unknown())) });

describe('campaigns', () => {
  let api: TestApi;
  let admin: TestClient;
  let marketing: TestClient;
  let rep: TestClient;
  beforeAll(async () => {
    api = await startTestApi();
    const { users } = api.company;
    admin = await api.as(users.admin);
    marketing = await api.as(users.marketing);
    rep = await api.as(users.northRep);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const idOf = ({ body }: Answer) => String(body['id']);
  const list = async (client: TestClient, path: string) =>
    items.parse((await client.call('GET', `/crm/v1/${path}`)).body).items;
  let count = 0;
  async function makeCampaign(more: object = {}): Promise<string> {
    count += 1;
    const made = await marketing.call('POST', '/crm/v1/campaigns', {
      name: `Campaign ${count}`,
      channel: 'email',
      ...more,
    });
    expect([made.status, made.text]).toEqual([201, made.text]);
    return idOf(made);
  }
  const makeLead = async (more: object = {}) => {
    count += 1;
    return idOf(await marketing.call('POST', '/crm/v1/leads', { last_name: `Lead ${count}`, ...more }));
  };
  const verb = (id: string, path: string, payload: object, client = marketing) =>
    client.call('POST', `/crm/v1/campaigns/${id}/${path}`, payload);
  const results = async (id: string, client = marketing) =>
    (await client.call('GET', `/crm/v1/campaigns/${id}/results`)).body;

  it('marketing owns them; managers and sales read, and change nothing', async () => {
    const id = await makeCampaign();
    const manager = await api.as(api.company.users.northManager);
    for (const client of [manager, rep]) {
      expect((await client.call('GET', `/crm/v1/campaigns/${id}`)).body['abilities']).toMatchObject({ update: false });
      expect((await client.call('PATCH', `/crm/v1/campaigns/${id}`, { name: 'Mine' })).status).toBe(403);
      expect((await verb(id, 'status', { status: 'active' }, client)).status).toBe(403);
    }
  });

  it('goes its way and no other, and says where it can go', async () => {
    const id = await makeCampaign();
    const to = async (status: string) => (await verb(id, 'status', { status })).status;
    const refused = await verb(id, 'status', { status: 'finished' });
    expect([refused.status, refused.body['code'], refused.body['allowed']]).toEqual([
      409,
      'invalid_transition',
      ['active'],
    ]);
    expect([await to('active'), await to('paused'), await to('active'), await to('finished')]).toEqual([
      200, 200, 200, 200,
    ]);
    expect(await to('active')).toBe(409);
    expect((await verb(id, 'members', { from: 'ids', subject_type: 'lead', ids: [await makeLead()] })).status).toBe(
      409,
    );
  });

  it('amounts never stand without a currency, and nothing ends before it starts', async () => {
    const refused = await marketing.call('POST', '/crm/v1/campaigns', {
      name: 'Odd',
      channel: 'web',
      budget_minor: 100,
      starts_on: '2026-12-01',
      ends_on: '2026-11-30',
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('currency');
    expect(refused.text).toContain('ends_on');
  });

  it('a utm_campaign is one campaign’s, in any case; in the trash it is free', async () => {
    const id = await makeCampaign({ utm_campaign: 'Spring-26' });
    const again = { name: 'Copy', channel: 'web', utm_campaign: 'spring-26' };
    const refused = await marketing.call('POST', '/crm/v1/campaigns', again);
    expect([refused.status, refused.body['existing']]).toMatchObject([409, { id }]);
    await marketing.call('DELETE', `/crm/v1/campaigns/${id}`);
    expect((await marketing.call('POST', '/crm/v1/campaigns', again)).status).toBe(201);
    expect((await marketing.call('POST', `/crm/v1/campaigns/${id}/restore`)).status).toBe(409);
  });

  it('leads captured with its utm_campaign count under it, also those who came before it was written down', async () => {
    const capture = (email: string) =>
      fetch(`${api.url}/forms/website`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, utm_campaign: 'Fair-2026', consent: true }),
      });
    await capture('early@fair.example');
    const id = await makeCampaign({ utm_campaign: 'fair-2026', actual_cost_minor: 100_00, currency: 'EUR' });
    await Promise.all([capture('one@fair.example'), capture('two@fair.example')]);
    const leads = await list(marketing, `leads?campaign_id=${id}`);
    expect(leads.map(({ email }) => String(email)).toSorted()).toEqual([
      'early@fair.example',
      'one@fair.example',
      'two@fair.example',
    ]);
    expect(leads[0]).toMatchObject({ campaign_id: id, campaign: { id } });
    expect(await results(id)).toMatchObject({
      leads: 3,
      converted: 0,
      conversion_rate: 0,
      cost_per_lead_minor: 33_33,
      currency: 'EUR',
    });
  });

  it('leads that come while their campaign is being written down all count', async () => {
    const utm_campaign = 'at-once';
    const [id] = await Promise.all([
      makeCampaign({ utm_campaign }),
      ...Array.from({ length: 12 }, () => makeLead({ utm_campaign })),
    ]);
    expect((await results(id))['leads']).toBe(12);
  });

  it('a lead can be put under a campaign by hand, and under none; an unknown one is refused', async () => {
    const id = await makeCampaign({ utm_campaign: 'by-hand' });
    const lead = await makeLead({ utm_campaign: 'by-hand', campaign_id: null });
    const put = (campaign_id: string | null) => marketing.call('PATCH', `/crm/v1/leads/${lead}`, { campaign_id });
    expect((await results(id))['leads']).toBe(0);
    expect((await put(id)).body['campaign_id']).toBe(id);
    expect((await put(null)).body['campaign_id']).toBeNull();
    expect((await put(lead)).status).toBe(422);
    expect(
      (await marketing.call('PATCH', `/crm/v1/leads/${lead}`, { utm_campaign: 'BY-HAND' })).body['campaign_id'],
    ).toBe(id);
  });

  it('its segment becomes members: each once, without those who said no, also by several calls at once', async () => {
    const source = 'segment-test';
    for (const consent of [true, null, null, false]) await makeLead({ source, consent });
    await makeLead({ source: 'other' });
    const id = await makeCampaign({ segment: { of: 'lead', filter: { source: [source] } } });
    expect((await marketing.call('GET', `/crm/v1/campaigns/${id}`)).body['segment']).toEqual({
      of: 'lead',
      filter: { source: [source] },
    });
    const added = await Promise.all(Array.from({ length: 6 }, () => verb(id, 'members', { from: 'segment' })));
    expect(added.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(added.reduce((sum, { body }) => sum + Number(body['added']), 0)).toBe(3);
    expect(added[0]?.body).toMatchObject({ refused: 1, more: false });
    expect(await list(marketing, `campaigns/${id}/members`)).toHaveLength(3);
    const without = await makeCampaign();
    expect((await verb(without, 'members', { from: 'segment' })).status).toBe(422);
  });

  it('a segment may ask for tags, and contacts can be members too', async () => {
    const tag = idOf(await marketing.call('POST', '/crm/v1/tags', { name: 'Fair guest' }));
    const contact = idOf(
      await rep.call('POST', '/crm/v1/contacts', { last_name: 'Guest', email: 'guest@fair.example' }),
    );
    await rep.call('POST', '/crm/v1/contacts', { last_name: 'Stranger' });
    await rep.call('PUT', `/crm/v1/contacts/${contact}/tags/${tag}`);
    const id = await makeCampaign({ segment: { of: 'contact', filter: { tags: ['fair guest'] } } });
    expect((await verb(id, 'members', { from: 'segment' })).body['added']).toBe(1);
    expect(await list(marketing, `campaigns/${id}/members`)).toMatchObject([
      { subject_type: 'contact', subject_id: contact, name: 'Guest', email: 'guest@fair.example', status: 'targeted' },
    ]);
  });

  it('members by id must be seen by who adds them; they are moved on and taken out in bulk', async () => {
    const [one, two] = [await makeLead(), await makeLead()];
    const id = await makeCampaign();
    const unknown = await verb(id, 'members', { from: 'ids', subject_type: 'lead', ids: [one, id] });
    expect([unknown.status, unknown.text]).toEqual([422, expect.stringContaining(id)]);
    expect((await verb(id, 'members', { from: 'ids', subject_type: 'lead', ids: [one, two, one] })).body['added']).toBe(
      2,
    );
    const ids = (await list(marketing, `campaigns/${id}/members`)).map((member) => member['id']);
    expect((await verb(id, 'members/status', { ids, status: 'sent' })).body['changed']).toBe(2);
    expect((await verb(id, 'members/status', { ids, status: 'sent' })).body['changed']).toBe(0);
    expect(await list(marketing, `campaigns/${id}/members?status=sent`)).toHaveLength(2);
    const other = await makeCampaign();
    expect((await verb(other, 'members/remove', { ids })).body['changed']).toBe(0);
    expect((await verb(id, 'members/remove', { ids: ids.slice(0, 1) })).body['changed']).toBe(1);
    expect((await results(id))['members']).toEqual({ targeted: 0, sent: 1, responded: 0, converted: 0 });
  });

  it('sales see the names of their own leads only, and the sums of all', async () => {
    const { northRep, southRep } = api.company.users;
    const mine = await makeLead({ assigned_to: northRep.id });
    const theirs = await makeLead({ assigned_to: southRep.id });
    const id = await makeCampaign();
    await verb(id, 'members', { from: 'ids', subject_type: 'lead', ids: [mine, theirs] });
    expect(await list(rep, `campaigns/${id}/members`)).toMatchObject([{ subject_id: mine }]);
    expect((await results(id, rep))['members']).toMatchObject({ targeted: 2 });
  });

  it('won deals of its leads are its revenue, per currency', async () => {
    const id = await makeCampaign({ actual_cost_minor: 900_00, currency: 'EUR' });
    const { pipelineId, stages } = api.company;
    for (const [currency, amount, stage] of [
      ['EUR', 500_00, 'won'],
      ['EUR', 250_00, 'won'],
      ['USD', 100_00, 'won'],
      ['EUR', 999_00, 'proposal'],
    ] as const) {
      const lead = await makeLead({ campaign_id: id });
      const deal = idOf(await admin.call('POST', '/crm/v1/opportunities', { name: 'Deal' }));
      await database(api.fork())
        .updateTable('crm_opportunities')
        .set({
          sourceLeadId: lead,
          currency,
          amountMinor: amount,
          pipelineId,
          stageId: stages[stage],
          status: stage === 'won' ? 'won' : 'open',
        })
        .where('id', '=', deal)
        .execute();
    }
    expect(await results(id)).toMatchObject({
      leads: 4,
      won_deals: 3,
      revenue: [
        { currency: 'EUR', amount_minor: 750_00 },
        { currency: 'USD', amount_minor: 100_00 },
      ],
      cost_per_lead_minor: 225_00,
    });
  });
});
