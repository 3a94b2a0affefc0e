import { afterAll, beforeAll, expect, test } from 'vitest';
import { lead } from '@crm/domain/lead/lead';
import { workflow, workflowEntities } from '@crm/domain/workflow/workflow';
import { operatorsOf, workflowFields } from '@crm/domain/workflow/workflow-fields';
import { leadService } from '../lead/lead.service.ts';
import { testPorts } from '../testing/company.ts';
import { LeadScenes } from '../testing/lead-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { takeUpRuns } from './rule-runs.ts';
import { fireScheduledRules } from './schedule-rules.ts';
import { workflowService } from './workflow.service.ts';

let bench: Workbench;
let scenes: LeadScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = new LeadScenes(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

const hourMs = 3_600_000;
const asAdmin: <Result>(work: Parameters<typeof bench.as<Result>>[1]) => Promise<Result> = (work) =>
  bench.as(bench.company.users.admin, work);
const room = (hours: number) => ({
  fork: () => bench.fork(),
  ports: testPorts,
  now: new Date(Date.now() + hours * hourMs),
});

/** A rule of every day, at the hour that comes next. */
async function everyDay(name: string, more: object) {
  const next = new Date(Date.now() + hourMs);
  const trigger = { on: 'schedule', every: 'day', minute: next.getUTCHours() * 60, timeZone: 'UTC' };
  const actions = [{ do: 'set_field', field: 'country', value: 'NO' }];
  const data = workflow.create.parse({ name, entity: 'lead', enabled: true, trigger, actions, ...more });
  const { id } = await asAdmin((ctx) => workflowService.create(ctx, data));
  return {
    id,
    runs: () => asAdmin((ctx) => workflowService.runs(ctx, id)),
    off: () => asAdmin((ctx) => workflowService.update(ctx, id, { enabled: false })),
  };
}

async function takeTurns(hours: number): Promise<void> {
  while (await fireScheduledRules(room(hours))) continue;
}

const makeLeads = (company: string, count: number) =>
  Promise.all(
    Array.from({ length: count }, () =>
      bench.as(bench.company.users.northRep, (ctx) =>
        leadService.create(ctx, lead.create.parse({ ...scenes.somebody(), company })),
      ),
    ),
  );
const ofCompany = (value: string) => ({ match: 'all', conditions: [{ field: 'company', op: 'equals', value }] });

test('a turn takes every record that fits, more than are looked at in one go, once; the next turn takes them again', async () => {
  await makeLeads('Turns', 210);
  await makeLeads('Others', 3);
  const rule = await everyDay('Each day', { conditions: ofCompany('turns'), mostRunsPerHour: 1_000 });
  await takeTurns(0);
  expect(await rule.runs()).toEqual([]);
  await takeTurns(2);
  await takeTurns(3);
  const runsOf = () =>
    bench.db().selectFrom('crm_rule_runs').select(['recordId', 'firedBy']).where('workflowId', '=', rule.id).execute();
  const first = await runsOf();
  expect(new Set(first.map(({ recordId }) => recordId)).size).toBe(210);
  expect(first).toHaveLength(210);
  expect(first[0]?.firedBy).toBe('schedule');
  await takeTurns(26);
  expect(await runsOf()).toHaveLength(420);
  await rule.off();
});

test('a rule that takes each record once leaves those alone that it ran for, and waits for those that did not fit', async () => {
  const [early] = await makeLeads('Journey', 1);
  const rule = await everyDay('Journey', { conditions: ofCompany('Journey'), oncePerRecord: true });
  await takeTurns(2);
  await takeUpRuns(room(2), 1_000);
  expect(await rule.runs()).toMatchObject([{ recordId: early?.id, state: 'running' }]);
  const [late] = await makeLeads('Journey', 1);
  await takeTurns(26);
  await takeUpRuns(room(26), 1_000);
  expect((await rule.runs()).map(({ recordId, state }) => [recordId, state])).toEqual([
    [late?.id, 'running'],
    [early?.id, 'running'],
  ]);
  await asAdmin((ctx) => workflowService.run(ctx, rule.id, { recordIds: [early?.id ?? ''] }));
  await takeUpRuns(room(26), 1_000);
  const skipped = (await rule.runs()).filter(({ state }) => state === 'skipped');
  expect(skipped).toMatchObject([{ recordId: early?.id, reason: 'once' }]);
  await rule.off();
});

test('every question that can be asked of a field can be asked by a schedule', async () => {
  for (const entity of workflowEntities) {
    const questions = workflowFields(entity)
      .filter(({ type }) => operatorsOf[type].includes('is_filled'))
      .map(({ name }) => ({ field: name, op: 'is_filled' }));
    const groups = Array.from({ length: Math.ceil(questions.length / 20) }, (_, at) => ({
      match: 'any',
      conditions: questions.slice(at * 20, at * 20 + 20),
    }));
    const rule = await everyDay(`Asks ${entity}`, {
      entity,
      conditions: { match: 'all', conditions: groups },
      actions: [{ do: 'notify', roles: ['owner'], message: 'It fits.' }],
    });
    await takeTurns(2);
    await rule.off();
  }
  const turns = await bench.db().selectFrom('crm_workflows').select('turnAt').where('name', 'like', 'Asks %').execute();
  expect(turns).toHaveLength(workflowEntities.length);
  expect(turns.every(({ turnAt }) => turnAt !== null)).toBe(true);
});
