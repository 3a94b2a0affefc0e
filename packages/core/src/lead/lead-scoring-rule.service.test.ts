import { afterAll, beforeAll, expect, test } from 'vitest';
import { activity } from '@crm/domain/activity/activity';
import { deliveredScoringRules } from '@crm/domain/lead/delivered-scoring-rules';
import { lead } from '@crm/domain/lead/lead';
import { leadScoringRule } from '@crm/domain/lead/lead-scoring-rule';
import { activityService } from '../activity/activity.service.ts';
import { operationService } from '../operation/operation.service.ts';
import { LeadScenes } from '../testing/lead-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { leadService } from './lead.service.ts';
import { leadScoringRuleService } from './lead-scoring-rule.service.ts';

let bench: Workbench;
let scenes: LeadScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = new LeadScenes(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

const rulesOf = () =>
  bench.as(bench.company.users.admin, (ctx) => leadScoringRuleService.list(ctx, { limit: 100, sort: 'name' }));
const make = (name: string, more: object = {}) =>
  bench.as(bench.company.users.marketing, (ctx) =>
    leadScoringRuleService.create(
      ctx,
      leadScoringRule.create.parse({
        name,
        points: 30,
        conditions: { match: 'all', conditions: [{ field: 'sourceDetail', op: 'contains', value: 'pricing' }] },
        ...more,
      }),
    ),
  );
const operationsOf = () =>
  bench.as(bench.company.users.marketing, (ctx) => operationService.list(ctx, { limit: 100, sort: '-createdAt' }));

test('a new database holds the rules that the product comes with', async () => {
  const { items } = await rulesOf();
  expect(items.map(({ key, points, conditions }) => ({ rule: key, points, conditions }))).toEqual(
    expect.arrayContaining([...deliveredScoringRules]),
  );
  expect(items).toHaveLength(deliveredScoringRules.length);
});

test('marketing writes a rule; leads in work are scored anew, and only the last change’s scoring goes on', async () => {
  const first = await make('Pricing page');
  const second = await make('Fair', {
    conditions: { match: 'all', conditions: [{ field: 'source', op: 'equals', value: 'fair' }] },
  });
  const { items } = await operationsOf();
  const rescoring = items.filter(({ kind }) => kind === 'rescore');
  expect(rescoring.map(({ state }) => state).toSorted()).toEqual(['cancelled', 'selecting']);
  expect(rescoring[0]?.input).toMatchObject({ filter: { status: ['new', 'working', 'qualified'] } });
  await bench.as(bench.company.users.marketing, (ctx) => leadScoringRuleService.delete(ctx, second.id));
  expect((await operationsOf()).items.filter(({ kind }) => kind === 'rescore')).toHaveLength(3);

  const { id } = await scored({ source: 'web', sourceDetail: 'The pricing page' });
  const told = await bench.as(bench.company.users.marketing, (ctx) => leadService.get(ctx, id));
  expect(told.scoreReasons).toContainEqual({ rule: 'Pricing page', points: 30 });
  await bench.as(bench.company.users.marketing, (ctx) =>
    leadScoringRuleService.update(ctx, first.id, { active: false }),
  );
});

test('a change that leaves a rule as it is, or is of one that does not count, scores nothing anew', async () => {
  const { id } = await make('Idle', { active: false });
  const before = (await operationsOf()).items.length;
  await bench.as(bench.company.users.marketing, async (ctx) => {
    await leadScoringRuleService.update(ctx, id, { points: 5 });
    await leadScoringRuleService.update(ctx, id, { points: 5 });
  });
  expect((await operationsOf()).items).toHaveLength(before);
});

test('a delivered rule that is named otherwise keeps its conditions and goes by its new name', async () => {
  const phone = (await rulesOf()).items.find(({ key }) => key === 'phone');
  if (!phone) throw new Error('There is no rule for phones.');
  const change = (data: object) =>
    bench.as(bench.company.users.marketing, (ctx) =>
      leadScoringRuleService.update(ctx, phone.id, leadScoringRule.update.parse(data)),
    );
  expect(await change({ points: 12 })).toMatchObject({ key: 'phone', points: 12 });
  expect(await change({ name: 'Can be called' })).toMatchObject({ key: null, name: 'Can be called', points: 12 });
  const { id } = await scored({ phone: '+47 22 41 90 00' });
  const told = await bench.as(bench.company.users.admin, (ctx) => leadService.get(ctx, id));
  expect(told.scoreReasons).toContainEqual({ rule: 'Can be called', points: 12 });
});

test('what is done about a lead changes its score', async () => {
  const { id, score } = await scored({});
  const { northRep } = bench.company.users;
  const call = await bench.as(northRep, (ctx) =>
    activityService.create(
      ctx,
      activity.create.parse({ type: 'call', subject: 'First call', subjectType: 'lead', subjectId: id }),
    ),
  );
  const read = () => bench.as(northRep, (ctx) => leadService.get(ctx, id));
  expect((await read()).score).toBe(score);
  await bench.as(northRep, (ctx) => activityService.complete(ctx, call.id, { outcome: null }));
  expect(await read()).toMatchObject({ score: (score ?? 0) + 10 });
  expect((await read()).scoreReasons).toContainEqual({ rule: 'in_touch', points: 10 });
});

test.each([
  [{ field: 'score', op: 'at_least', value: 10 }, 'unknown_field'],
  [{ field: 'companyEmail', op: 'contains', value: 'a' }, 'wrong_operator'],
  [{ field: 'completedActivities', op: 'at_least', value: 'two' }, 'wrong_value'],
])('conditions that cannot be asked are refused: %o', async (condition, code) => {
  await expect(make('Wrong', { conditions: { match: 'all', conditions: [condition] } })).rejects.toMatchObject({
    code: 'validation_failed',
    details: { issues: [{ code }] },
  });
});

/** A lead of the rep of the north, with its first score. */
async function scored(facts: object) {
  const { northRep } = bench.company.users;
  const { id } = await bench.as(northRep, (ctx) =>
    leadService.create(ctx, lead.create.parse({ ...scenes.somebody(), ...facts })),
  );
  await bench.db().updateTable('crm_leads').set({ score: 0 }).where('id', '=', id).execute();
  return bench.as(northRep, (ctx) => leadService.update(ctx, id, { jobTitle: 'Buyer' }));
}
