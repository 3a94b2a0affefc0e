import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { database } from '@crm/db/orm';
import { startTestApi, type Answer, type TestApi, type TestClient } from '../testing/test-api.ts';

const items = z.object({ items: z.array(z.record(z.string(), z.unknown())) });

describe('stored rules', () => {
  let api: TestApi;
  let admin: TestClient;
  let manager: TestClient;
  let tag = '';
  beforeAll(async () => {
    api = await startTestApi();
    admin = await api.as(api.company.users.admin);
    manager = await api.as(api.company.users.northManager);
    tag = idOf(await admin.call('POST', '/crm/v1/tags', { name: 'Hot' }));
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const idOf = ({ body }: Answer) => String(body['id']);
  /** The plan's own example: a lead from the web with a score of 50 or more. */
  const rule = (more: object = {}) => ({
    name: 'Hot leads',
    entity: 'lead',
    trigger: { on: 'created' },
    conditions: {
      match: 'all',
      conditions: [
        { field: 'source', op: 'equals', value: 'web' },
        { field: 'score', op: 'at_least', value: 50 },
      ],
    },
    actions: [
      { do: 'assign', team_id: api.company.teams.north },
      { do: 'create_activity', type: 'call', subject: 'Call them', due_in_days: 1 },
      { do: 'add_tag', tag_id: tag },
    ],
    ...more,
  });
  let count = 0;
  const make = async (more: object = {}) => {
    count += 1;
    const made = await admin.call('POST', '/crm/v1/workflows', rule({ name: `Rule ${count}`, ...more }));
    expect([made.status, made.text]).toEqual([201, made.text]);
    return made;
  };
  const versions = async (id: string) =>
    items.parse((await admin.call('GET', `/crm/v1/workflows/${id}/versions`)).body).items;

  it('are written by administrators, and read by those who start them', async () => {
    const path = `/crm/v1/workflows/${idOf(await make())}`;
    expect((await manager.call('GET', path)).body).toMatchObject({
      enabled: false,
      rule_version: 1,
      last_run_at: null,
      abilities: { update: false },
    });
    expect((await manager.call('PATCH', path, { enabled: true })).status).toBe(403);
    const rep = await api.as(api.company.users.northRep);
    expect((await rep.call('GET', path)).body).toMatchObject({ abilities: { update: false } });
    expect((await rep.call('PATCH', path, { enabled: true })).status).toBe(403);
    const support = await api.as(api.company.users.support);
    expect((await support.call('GET', path)).status).toBe(403);
  });

  it('that do not fit their entity are refused, each place named', async () => {
    const wrong = rule({
      name: 'Wrong',
      conditions: { match: 'all', conditions: [{ field: 'budget', op: 'equals', value: 1 }] },
      actions: [
        { do: 'set_field', field: 'status', value: 'converted' },
        { do: 'add_tag', tag_id: api.company.pipelineId },
      ],
    });
    const refused = await admin.call('POST', '/crm/v1/workflows', wrong);
    expect([refused.status, refused.body['errors']]).toMatchObject([
      422,
      [{ code: 'unknown_field' }, { code: 'wrong_value' }, { code: 'unknown_tag' }],
    ]);
    expect(refused.text).toContain('conditions.conditions.0.field');
    const path = `/crm/v1/workflows/${idOf(await make())}`;
    const changed = await admin.call('PATCH', path, { trigger: { on: 'date_reached', field: 'score' } });
    expect(changed.status).toBe(422);
    expect((await admin.call('PATCH', path, { entity: 'account' })).status).toBe(422);
  });

  it('count a version for each change of what they say, and for nothing else, and keep every version', async () => {
    const id = idOf(await make());
    const path = `/crm/v1/workflows/${id}`;
    const patch = async (change: object) => (await admin.call('PATCH', path, change)).body['rule_version'];
    expect(await patch({ name: 'Other name' })).toBe(1);
    expect(await patch({ enabled: true })).toBe(1);
    expect(await patch({ conditions: rule().conditions })).toBe(1);
    expect(await patch({ run_on_import: true })).toBe(2);
    expect(
      await patch({ actions: [{ do: 'notify', roles: ['owner'], message: 'Look' }], trigger: { on: 'updated' } }),
    ).toBe(3);
    expect(await versions(id)).toMatchObject([
      { rule_version: 3, rule: { trigger: { on: 'updated' }, actions: [{ do: 'notify' }] } },
      { rule_version: 2, rule: { run_on_import: true, trigger: { on: 'created' } } },
      { rule_version: 1, rule: { run_on_import: false }, created_by: { id: api.company.users.admin.id } },
    ]);
  });

  it('changed by ten at once get ten versions', async () => {
    const id = idOf(await make());
    const changes = Array.from({ length: 10 }, (_, score) => ({
      conditions: { match: 'all', conditions: [{ field: 'score', op: 'at_least', value: score }] },
    }));
    const answers = await Promise.all(changes.map((change) => admin.call('PATCH', `/crm/v1/workflows/${id}`, change)));
    expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200));
    expect((await versions(id)).map((version) => version['rule_version'])).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('a name is one live rule’s; a rule comes back from the trash switched off', async () => {
    const name = 'Only one';
    const id = idOf(await make({ name, enabled: true }));
    expect((await admin.call('POST', '/crm/v1/workflows', rule({ name }))).status).toBe(409);
    await admin.call('DELETE', `/crm/v1/workflows/${id}`);
    expect((await admin.call('POST', `/crm/v1/workflows/${id}/restore`)).body['enabled']).toBe(false);
  });

  it('run dry, they tell what they would do to which records, and do nothing', async () => {
    const { northRep, southRep } = api.company.users;
    const lead = async (last_name: string, source: string, score: number, owner: string) => {
      const id = idOf(await admin.call('POST', '/crm/v1/leads', { last_name, source, assigned_to: owner }));
      await database(api.fork()).updateTable('crm_leads').set({ score }).where('id', '=', id).execute();
      return id;
    };
    const hot = await lead('Hot', 'WEB', 50, northRep.id);
    const tagged = await lead('Tagged', 'web', 90, southRep.id);
    await lead('Cold', 'web', 49, northRep.id);
    await lead('Fair', 'fair', 90, northRep.id);
    await admin.call('PUT', `/crm/v1/leads/${tagged}/tags/${tag}`);
    const id = idOf(await make());
    const before = await everything();
    const dry = await admin.call('GET', `/crm/v1/workflows/${id}/dry_run?limit=100`);
    expect(dry.body).toMatchObject({
      looked: 4,
      matching: [
        {
          id: tagged,
          name: 'Tagged',
          actions: [{ do: 'assign' }, { do: 'create_activity' }, { do: 'add_tag', changes: false }],
        },
        {
          id: hot,
          name: 'Hot',
          actions: [
            { do: 'assign', field: 'teamId', to: api.company.teams.north, changes: true },
            { do: 'create_activity', to: 'Call them', changes: true },
            { do: 'add_tag', to: tag, changes: true },
          ],
        },
      ],
    });
    expect(await everything()).toEqual(before);
    // A manager tries it on what a manager sees.
    expect((await manager.call('GET', `/crm/v1/workflows/${id}/dry_run`)).body).toMatchObject({
      looked: 3,
      matching: [{ id: hot }],
    });
    expect((await admin.call('GET', `/crm/v1/workflows/${id}/dry_run?limit=1000`)).status).toBe(400);
  });

  /** How much was ever written. */
  async function everything(): Promise<unknown> {
    const db = database(api.fork());
    const tables = ['crm_auditlog', 'crm_timeline', 'crm_outbox', 'crm_activities', 'crm_taggings'] as const;
    return Promise.all(
      tables.map((table) =>
        db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll().as('n'))
          .execute(),
      ),
    );
  }
});
