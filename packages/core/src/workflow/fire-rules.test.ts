import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lead } from '@crm/domain/lead/lead';
import { usualRunsPerHour } from '@crm/domain/workflow/firing.rules';
import { workflow } from '@crm/domain/workflow/workflow';
import { leadService } from '../lead/lead.service.ts';
import { LeadScenes } from '../testing/lead-scenes.ts';
import { testPorts } from '../testing/company.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { takeUpRuns } from './rule-runs.ts';
import { workflowService } from './workflow.service.ts';

let bench: Workbench;
let scenes: LeadScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = new LeadScenes(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

const says = {
  entity: 'lead',
  trigger: { on: 'created' },
  actions: [{ do: 'set_field', field: 'country', value: 'NO' }],
};
const makeRule = (name: string, more: object = {}) =>
  bench.as(bench.company.users.admin, (ctx) =>
    workflowService.create(ctx, workflow.create.parse({ ...says, name, enabled: true, ...more })),
  );
const makeLead = () =>
  bench.as(bench.company.users.northRep, (ctx) => leadService.create(ctx, lead.create.parse(scenes.somebody())));
const runsOf = (id: string) => bench.as(bench.company.users.admin, (ctx) => workflowService.runs(ctx, id));

/** As if the rule had fired so often within the hour. */
const firedBefore = (id: string, state: 'done' | 'skipped') =>
  sql`
    insert into crm_core.crm_rule_runs (id, workflow_id, rule_version, entity, record_id, fired_by, state, created_at)
    select gen_random_uuid(), ${id}, 1, 'lead', gen_random_uuid(), 'created', ${state}, now()
    from generate_series(1, ${usualRunsPerHour})`.execute(bench.db());
const takeUp = () => takeUpRuns({ fork: () => bench.fork(), ports: testPorts, now: new Date() }, 100);

test('a rule that runs too often is stopped for the hour, and says why', async () => {
  const { id } = await makeRule('Flood');
  await firedBefore(id, 'done');
  const { id: leadId } = await makeLead();
  await takeUp();
  const run = (await runsOf(id)).find(({ recordId }) => recordId === leadId);
  expect(run).toMatchObject({ state: 'stopped', reason: 'limit', processId: null });
  const rule = await bench.as(bench.company.users.admin, (ctx) => workflowService.get(ctx, id));
  expect(rule.lastError).toContain('within an hour');
});

test('what a rule only looked at does not count: among thousands of leads it still finds its own', async () => {
  const { id } = await makeRule('Picky');
  await firedBefore(id, 'skipped');
  const { id: leadId } = await makeLead();
  await takeUp();
  expect((await runsOf(id)).find(({ recordId }) => recordId === leadId)).toMatchObject({ state: 'running' });
});

test('a rule that is off, or of a change that was rolled back, fires nothing', async () => {
  const off = await makeRule('Off', { enabled: false });
  const on = await makeRule('On');
  const undone = bench.as(bench.company.users.northRep, async (ctx) => {
    await leadService.create(ctx, lead.create.parse(scenes.somebody()));
    throw new Error('rolled back');
  });
  await expect(undone).rejects.toThrow('rolled back');
  expect([await runsOf(off.id), await runsOf(on.id)]).toEqual([[], []]);
});

test('a record that is gone by then is left alone', async () => {
  const { id } = await makeRule('Gone');
  const { id: leadId } = await makeLead();
  await bench.as(bench.company.users.admin, (ctx) => leadService.delete(ctx, leadId));
  await takeUp();
  expect((await runsOf(id)).find(({ recordId }) => recordId === leadId)).toMatchObject({
    state: 'skipped',
    reason: 'gone',
  });
});

test('a rep starts a rule that waits for somebody to do so, for what they see; others start by themselves', async () => {
  const { northRep, southRep } = bench.company.users;
  const { id: byHand } = await makeRule('By hand', { trigger: { on: 'manual' } });
  const { id: byItself } = await makeRule('By itself', { trigger: { on: 'updated' } });
  const { id: leadId } = await makeLead();
  const start = (user: typeof northRep, id: string) =>
    bench.as(user, (ctx) => workflowService.run(ctx, id, { recordIds: [leadId] }));
  expect(await start(northRep, byHand)).toMatchObject([{ recordId: leadId, firedBy: 'manual', state: 'queued' }]);
  await expect(start(southRep, byHand)).rejects.toMatchObject({ code: 'not_found' });
  await expect(start(northRep, byItself)).rejects.toMatchObject({ code: 'invalid_transition' });
  expect(await start(bench.company.users.admin, byItself)).toMatchObject([{ firedBy: 'manual' }]);
});
