import { afterAll, beforeAll, expect, test } from 'vitest';
import { lead } from '@crm/domain/lead/lead';
import { territory } from '@crm/domain/territory/territory';
import { assignLead } from '../lead/lead-intake.ts';
import { leadService } from '../lead/lead.service.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { territoryService } from './territory.service.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench[Symbol.asyncDispose]());

function create(name: string, countries: readonly string[]) {
  const data = territory.create.parse({ name, countries, teamId: bench.company.teams.south });
  return bench.as(bench.company.users.admin, (ctx) => territoryService.create(ctx, data));
}

/** Who gets a lead of some country. */
async function takerOf(country: string): Promise<string | null> {
  const { admin } = bench.company.users;
  const input = lead.create.parse({ lastName: 'Byron', country });
  const { id } = await bench.as(admin, (ctx) => leadService.create(ctx, input));
  const process = await bench
    .db()
    .selectFrom('crm_processes')
    .select('id')
    .where('subjectId', '=', id)
    .executeTakeFirstOrThrow();
  await bench.step(process.id, 'assign', assignLead);
  return (await bench.as(admin, (ctx) => leadService.get(ctx, id))).assignedTo;
}

test('a lead goes to the team of its country, and elsewhere to whoever takes leads', async () => {
  const { southRep, northRep } = bench.company.users;
  await create('Iberia', ['ES', 'PT']);
  expect(await takerOf('PT')).toBe(southRep.id);
  expect(await takerOf('NO')).toBe(northRep.id);
});

test('a country lies in one territory, also for what comes back from the trash and for two at once', async () => {
  const { admin } = bench.company.users;
  const taken = { details: { issues: [{ field: 'countries', code: 'country_taken' }] } };
  const { id } = await create('Baltics', ['EE', 'LV', 'LT']);
  await expect(create('East', ['PL', 'LT'])).rejects.toMatchObject(taken);
  await bench.as(admin, (ctx) => territoryService.delete(ctx, id));
  const east = await create('East', ['PL', 'LT']);
  await expect(bench.as(admin, (ctx) => territoryService.restore(ctx, id))).rejects.toMatchObject(taken);
  await bench.as(admin, (ctx) => territoryService.update(ctx, east.id, { countries: ['PL'] }));
  expect((await bench.as(admin, (ctx) => territoryService.restore(ctx, id))).countries).toEqual(['EE', 'LV', 'LT']);
  const both = await Promise.allSettled([create('One', ['JP']), create('Other', ['JP'])]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a team that is not there is refused', async () => {
  const data = territory.create.parse({ name: 'Nowhere', countries: ['CL'], teamId: bench.company.pipelineId });
  await expect(bench.as(bench.company.users.admin, (ctx) => territoryService.create(ctx, data))).rejects.toMatchObject({
    details: { issues: [{ field: 'teamId', code: 'unknown_team' }] },
  });
});
