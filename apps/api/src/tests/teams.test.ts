import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mostTeamLevels } from '@crm/domain/team/team.rules';
import { startTestApi, type Answer, type TestApi, type TestClient } from '../testing/test-api.ts';

const people = z.object({
  items: z.array(z.object({ name: z.string(), role: z.string(), team: z.object({ id: z.string() }).nullable() })),
});

describe('the tree of teams', () => {
  let api: TestApi;
  let admin: TestClient;
  beforeAll(async () => {
    api = await startTestApi();
    admin = await api.as(api.company.users.admin);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const idOf = ({ body }: Answer) => String(body['id']);
  let count = 0;
  async function make(parent_id: string | null = null): Promise<string> {
    count += 1;
    return idOf(await admin.call('POST', '/crm/v1/teams', { name: `Team ${count}`, parent_id }));
  }
  const put = (id: string, parent_id: string | null) => admin.call('PATCH', `/crm/v1/teams/${id}`, { parent_id });
  const codeOf = ({ body }: Answer) => z.array(z.object({ code: z.string() })).parse(body['errors'])[0]?.code;

  it('refuses a team below itself, below what is not there, and too deep', async () => {
    const top = await make();
    const middle = await make(top);
    const bottom = await make(middle);
    expect(codeOf(await put(top, bottom))).toBe('cycle');
    expect(codeOf(await put(top, top))).toBe('cycle');
    expect(codeOf(await put(bottom, api.company.pipelineId))).toBe('unknown_parent');
    let deepest = bottom;
    for (let level = 4; level <= mostTeamLevels; level += 1) deepest = await make(deepest);
    const deeper = await admin.call('POST', '/crm/v1/teams', { name: 'Too deep', parent_id: deepest });
    expect([deeper.status, codeOf(deeper)]).toEqual([422, 'too_deep']);
    const other = await make();
    expect(codeOf(await put(top, other))).toBe('too_deep');
  });

  it('refuses a ring also when both halves come at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const teams = [await make(), await make(), await make()];
      const answers = await Promise.all(teams.map((id, at) => put(id, teams[(at + 1) % 3] ?? null)));
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 422]);
    }
  });

  it('counts its own people, and those who come and go', async () => {
    const id = await make();
    const { admin: somebody } = api.company.users;
    const before = await admin.call('GET', `/crm/v1/users/${somebody.id}`);
    const count = async () => (await admin.call('GET', `/crm/v1/teams/${id}`)).body['member_count'];
    const move = (team_id: unknown) => admin.call('PATCH', `/crm/v1/users/${somebody.id}`, { team_id });
    expect(await count()).toBe(0);
    await move(id);
    expect(await count()).toBe(1);
    await move(before.body['team_id']);
    expect(await count()).toBe(0);
  });

  it('a team does not come back below one that lies in the trash', async () => {
    const above = await make();
    const below = await make(above);
    expect((await admin.call('DELETE', `/crm/v1/teams/${above}`)).status).toBe(409);
    await admin.call('DELETE', `/crm/v1/teams/${below}`);
    await admin.call('DELETE', `/crm/v1/teams/${above}`);
    expect(codeOf(await admin.call('POST', `/crm/v1/teams/${below}/restore`))).toBe('unknown_parent');
    await admin.call('POST', `/crm/v1/teams/${above}/restore`);
    expect((await admin.call('POST', `/crm/v1/teams/${below}/restore`)).status).toBe(200);
  });

  it('nobody is put below a team that is being deleted', async () => {
    for (let round = 0; round < 5; round += 1) {
      const above = await make();
      const below = await make();
      const [deleted, moved] = await Promise.all([admin.call('DELETE', `/crm/v1/teams/${above}`), put(below, above)]);
      expect([
        [204, 422],
        [409, 200],
      ]).toContainEqual([deleted.status, moved.status]);
    }
  });

  it('lists the members of a team with their roles, and those below it when asked', async () => {
    const { north, northWest } = api.company.teams;
    const rep = await api.as(api.company.users.northRep);
    const members = async (path: string) => people.parse((await rep.call('GET', `/crm/v1/teams/${path}`)).body).items;
    expect(await members(`${north}/members`)).toMatchObject([
      { name: 'north-manager', role: 'manager', team: { id: north } },
      { name: 'north-rep', role: 'sales_rep' },
    ]);
    expect(await members(`${north}/members?below=true`)).toMatchObject([
      { name: 'north-manager' },
      { name: 'north-rep' },
      { name: 'north-west-rep', team: { id: northWest } },
    ]);
    expect((await rep.call('GET', `/crm/v1/teams/${api.company.pipelineId}/members`)).status).toBe(404);
  });

  it('moving a team moves at once what its managers see', async () => {
    const { users, teams } = api.company;
    const made = await (await api.as(users.northWestRep)).call('POST', '/crm/v1/accounts', { name: 'In the west' });
    const sees = async (client: TestClient) => (await client.call('GET', `/crm/v1/accounts/${idOf(made)}`)).status;
    const [north, south] = [await api.as(users.northManager), await api.as(users.southManager)];
    expect([await sees(north), await sees(south)]).toEqual([200, 404]);
    expect((await put(teams.northWest, teams.south)).status).toBe(200);
    expect([await sees(north), await sees(south)]).toEqual([404, 200]);
    await put(teams.northWest, null);
    expect([await sees(north), await sees(south)]).toEqual([404, 404]);
    await put(teams.northWest, teams.north);
    expect([await sees(north), await sees(south)]).toEqual([200, 404]);
  });
});
