import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { database } from '@crm/db/orm';
import { overviewMonths } from '@crm/domain/report/report';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const counted = z.looseObject({
  count: z.number(),
  list: z
    .object({ path: z.string(), filter: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])) })
    .nullable(),
});
const total = z.object({ currency: z.string(), amount_minor: z.number() });
const shape = z.object({
  customers_by_status: z.array(counted.extend({ status: z.string() })),
  deals_by_stage: z.array(counted.extend({ stage: z.object({ id: z.string() }), totals: z.array(total) })),
  won: z.object({
    count: z.number(),
    totals: z.array(total),
    in_base: z
      .object({ currency: z.string(), amount_minor: z.number(), rates: z.array(z.looseObject({ rate: z.string() })) })
      .nullable(),
    without_rate: z.array(z.string()),
  }),
  won_by_month: z.array(counted.extend({ month: z.string(), totals: z.array(total) })),
  leads_by_source: z.array(counted.extend({ source: z.string(), converted: z.number() })),
  tickets_by_status: z.array(counted.extend({ status: z.string() })),
  activities: z.object({ overdue: counted, due_soon: counted }),
});
type Overview = z.output<typeof shape>;

const performance = z.object({
  items: z.array(
    z.object({
      person: z.object({ id: z.string() }),
      open_deals: counted,
      won_deals: counted,
      activities_done: counted,
      activities_overdue: counted,
      response_minutes: z.number().nullable(),
      answered_leads: z.number(),
    }),
  ),
});

describe('reports', () => {
  let api: TestApi;
  let admin: TestClient;
  let manager: TestClient;
  let rep: TestClient;
  let other: TestClient;

  beforeAll(async () => {
    api = await startTestApi();
    const { users, stages } = api.company;
    admin = await api.as(users.admin);
    manager = await api.as(users.northManager);
    rep = await api.as(users.northRep);
    other = await api.as(users.southRep);
    for (const [client, status] of [
      [rep, 'active'],
      [rep, 'active'],
      [rep, 'prospect'],
      [other, 'active'],
      [other, 'lost'],
    ] as const) {
      await client.call('POST', '/crm/v1/accounts', { name: 'Counted', status, confirm_duplicate: true });
    }
    for (const [client, currency, amount_minor, stage_id, monthsAgo] of [
      [rep, 'EUR', 100_00, stages.won, 0],
      [rep, 'EUR', 50_00, stages.won, 0],
      [rep, 'USD', 70_00, stages.won, 1],
      [other, 'EUR', 900_00, stages.won, 0],
      [other, 'EUR', 11_00, stages.won, overviewMonths],
      [rep, 'EUR', 30_00, stages.qualified, null],
    ] as const) {
      const deal = { name: 'Counted', currency, amount_minor, stage_id, expected_close_date: '2026-12-31' };
      const made = await client.call('POST', '/crm/v1/opportunities', deal);
      expect([made.status, made.text]).toEqual([201, made.text]);
      if (monthsAgo === null) continue;
      const now = new Date();
      const closedAt = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo));
      await database(api.fork())
        .updateTable('crm_opportunities')
        .set({ closedAt })
        .where('id', '=', String(made.body['id']))
        .execute();
    }
    for (const source of ['web', 'web', 'fair'])
      await rep.call('POST', '/crm/v1/leads', { last_name: 'Counted', source });
    const day = 86_400_000;
    for (const [inDays, status] of [
      [-1, 'scheduled'],
      [-2, 'scheduled'],
      [-1, 'completed'],
      [2, 'scheduled'],
      [30, 'scheduled'],
    ] as const) {
      const due_at = new Date(Date.now() + inDays * day).toISOString();
      await rep.call('POST', '/crm/v1/activities', { type: 'task', subject: 'Counted', due_at, status });
    }
    // What lies in the trash is not counted.
    const gone = await rep.call('POST', '/crm/v1/accounts', { name: 'Gone', status: 'lost' });
    await rep.call('DELETE', `/crm/v1/accounts/${String(gone.body['id'])}`);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  async function read(client: TestClient): Promise<Overview> {
    const answer = await client.call('GET', '/crm/v1/reports/overview');
    expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
    return shape.parse(answer.body);
  }
  const counts = (rows: readonly { count: number }[], key: string) =>
    Object.fromEntries(rows.filter(({ count }) => count > 0).map((row) => [String(Reflect.get(row, key)), row.count]));
  const thisMonth = () => new Date().toISOString().slice(0, 7);

  it('counts everything for an administrator', async () => {
    const { customers_by_status, deals_by_stage, won_by_month, leads_by_source, activities } = await read(admin);
    expect(counts(customers_by_status, 'status')).toEqual({ prospect: 1, active: 3, lost: 1 });
    expect(deals_by_stage.map(({ count, totals }) => [count, totals])).toEqual([
      [1, [{ currency: 'EUR', amount_minor: 30_00 }]],
      [0, []],
      [
        5,
        [
          { currency: 'EUR', amount_minor: 1_061_00 },
          { currency: 'USD', amount_minor: 70_00 },
        ],
      ],
      [0, []],
    ]);
    expect(won_by_month).toHaveLength(overviewMonths);
    expect(won_by_month.at(-1)).toMatchObject({
      month: thisMonth(),
      count: 3,
      totals: [{ currency: 'EUR', amount_minor: 1_050_00 }],
    });
    expect(won_by_month.at(-2)).toMatchObject({ count: 1, totals: [{ currency: 'USD', amount_minor: 70_00 }] });
    expect(won_by_month.reduce((sum, { count }) => sum + count, 0)).toBe(4);
    expect(counts(leads_by_source, 'source')).toEqual({ web: 2, fair: 1 });
    expect([activities.overdue.count, activities.due_soon.count]).toEqual([2, 1]);
  });

  it('sums what was won per currency, and in the base currency only by rates that it tells', async () => {
    const totals = [
      { currency: 'EUR', amount_minor: 1_050_00 },
      { currency: 'USD', amount_minor: 70_00 },
    ];
    await admin.call('POST', '/crm/v1/currencies', { code: 'USD', name: 'US dollar' });
    expect((await read(admin)).won).toMatchObject({
      in_base: { currency: 'EUR', amount_minor: 1_050_00 },
      without_rate: ['USD'],
    });
    await admin.call('POST', '/crm/v1/exchange_rates', { currency: 'USD', rate: '0.9', valid_from: '2026-01-01' });
    expect((await read(admin)).won).toEqual({
      count: 4,
      totals,
      in_base: {
        currency: 'EUR',
        amount_minor: 1_113_00,
        rates: [
          { currency: 'EUR', rate: '1', valid_from: null },
          { currency: 'USD', rate: expect.stringMatching(/^0\.90*$/u), valid_from: '2026-01-01' },
        ],
      },
      without_rate: [],
    });
  });

  it('counts for a manager what the own teams have', async () => {
    const { customers_by_status, won_by_month, deals_by_stage } = await read(manager);
    expect(counts(customers_by_status, 'status')).toEqual({ prospect: 1, active: 2 });
    expect(won_by_month.at(-1)?.totals).toEqual([{ currency: 'EUR', amount_minor: 150_00 }]);
    expect(deals_by_stage.reduce((sum, { count }) => sum + count, 0)).toBe(4);
    const south = await read(await api.as(api.company.users.southManager));
    expect(counts(south.customers_by_status, 'status')).toEqual({ active: 1, lost: 1 });
  });

  it('every number comes with the list that holds what it counts', async () => {
    for (const client of [admin, manager]) {
      const overview = await read(client);
      const numbers = [
        ...overview.customers_by_status,
        ...overview.deals_by_stage,
        ...overview.won_by_month,
        ...overview.leads_by_source,
        ...overview.tickets_by_status,
        overview.activities.overdue,
        overview.activities.due_soon,
      ];
      expect(numbers.length).toBeGreaterThan(25);
      for (const { count, list } of numbers) {
        const query = new URLSearchParams();
        for (const [key, value] of Object.entries(list?.filter ?? {})) query.set(key, String(value));
        const answer = await client.call('GET', `/crm/v1/${list?.path ?? ''}/count?${query.toString()}`);
        expect([list, answer.status, answer.body['count']]).toEqual([list, 200, count]);
      }
    }
  });

  it('shows marketing sums of deals, and the lists only of what marketing may read whole', async () => {
    const marketing = await api.as(api.company.users.marketing);
    const { customers_by_status, deals_by_stage, won_by_month, leads_by_source, activities } = await read(marketing);
    expect(won_by_month.at(-1)?.totals).toEqual([{ currency: 'EUR', amount_minor: 1_050_00 }]);
    expect([...deals_by_stage, ...won_by_month].every(({ list }) => list === null)).toBe(true);
    expect(activities.overdue.list).toBeNull();
    expect(customers_by_status.every(({ list }) => list?.path === 'accounts')).toBe(true);
    expect(leads_by_source.every(({ list }) => list?.path === 'leads')).toBe(true);
  });

  it('is not for sales reps (PLAN-053) and not for support', async () => {
    const support = await api.as(api.company.users.support);
    for (const client of [rep, support]) {
      for (const path of ['overview', 'campaigns']) {
        expect((await client.call('GET', `/crm/v1/reports/${path}`)).status).toBe(403);
      }
    }
  });

  it('tells each person’s deals, activities and answers, to whom the team reports (CONSOLE-010)', async () => {
    const { users, teams } = api.company;
    const lead = await rep.call('POST', '/crm/v1/leads', { last_name: 'Answered' });
    const about = { subject_type: 'lead', subject_id: lead.body['id'] };
    const call = await rep.call('POST', '/crm/v1/activities', { type: 'call', subject: 'First', ...about });
    await rep.call('POST', `/crm/v1/activities/${String(call.body['id'])}/complete`, {});
    await database(api.fork())
      .updateTable('crm_leads')
      .set({ createdAt: new Date(Date.now() - 90 * 60_000) })
      .where('id', '=', String(lead.body['id']))
      .execute();

    const answer = await manager.call('GET', '/crm/v1/reports/team_performance');
    expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
    const { items } = performance.parse(answer.body);
    expect(items.map(({ person }) => person.id)).toContain(users.northManager.id);
    expect(items.map(({ person }) => person.id)).not.toContain(users.southRep.id);
    const own = items.find(({ person }) => person.id === users.northRep.id);
    expect(own).toMatchObject({
      open_deals: { count: 1, totals: [{ currency: 'EUR', amount_minor: 30_00 }] },
      won_deals: { totals: [{ currency: 'EUR', amount_minor: 150_00 }] },
      activities_done: { count: 2 },
      activities_overdue: { count: 2 },
      response_minutes: 90,
      answered_leads: 1,
    });
    for (const { count, list } of [
      own?.open_deals,
      own?.won_deals,
      own?.activities_done,
      own?.activities_overdue,
    ].flatMap((number) => number ?? [])) {
      const query = new URLSearchParams();
      for (const [key, value] of Object.entries(list?.filter ?? {})) query.set(key, String(value));
      const counted = await manager.call('GET', `/crm/v1/${list?.path ?? ''}/count?${query.toString()}`);
      expect([list, counted.body['count']]).toEqual([list, count]);
    }
    const others = await manager.call('GET', `/crm/v1/reports/team_performance?team_id=${teams.south}`);
    expect([others.status, others.body['code']]).toEqual([403, 'forbidden']);
    const south = await admin.call('GET', `/crm/v1/reports/team_performance?team_id=${teams.south}`);
    expect(performance.parse(south.body).items.map(({ person }) => person.id)).toContain(users.southRep.id);
    const marketing = await api.as(users.marketing);
    for (const client of [rep, marketing])
      expect((await client.call('GET', '/crm/v1/reports/team_performance')).status).toBe(403);
  });

  it('tells what each campaign cost and brought (PLAN-059)', async () => {
    const marketing = await api.as(api.company.users.marketing);
    const made = await marketing.call('POST', '/crm/v1/campaigns', {
      name: 'Fair',
      channel: 'event',
      utm_campaign: 'fair',
      actual_cost_minor: 90_00,
      currency: 'EUR',
    });
    for (let count = 0; count < 2; count += 1) {
      await marketing.call('POST', '/crm/v1/leads', { last_name: 'Fair', utm_campaign: 'fair' });
    }
    const report = await marketing.call('GET', '/crm/v1/reports/campaigns');
    expect(report.body['items']).toEqual([
      {
        campaign: { id: made.body['id'], name: 'Fair' },
        status: 'planned',
        leads: 2,
        converted: 0,
        conversion_rate: 0,
        cost_per_lead_minor: 45_00,
        currency: 'EUR',
        won_deals: 0,
        revenue: [],
      },
    ]);
  });
});
