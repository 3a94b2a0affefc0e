import { describe, expect, test } from 'vitest';
import { resources } from '../registry.ts';
import { operatorsOf, settableField, workflowFields } from './workflow-fields.ts';
import { planActions, remainingActions, ruleIssues } from './workflow.rules.ts';
import { workflow, workflowEntities, type PlainAction, type WorkflowAction } from './workflow.ts';

const id = '019353a1-0000-7000-8000-00000000000a';
const call = { do: 'create_activity', type: 'call', subject: 'Call' };

/** What is wrong with a rule, by place and code. */
function issuesOf(rule: object): string[] {
  const parsed = workflow.create.parse({
    name: 'Rule',
    entity: 'lead',
    trigger: { on: 'created' },
    actions: [call],
    ...rule,
  });
  return ruleIssues(parsed).map(({ field, code }) => `${field}: ${code}`);
}
const asking = (...conditions: object[]) => issuesOf({ conditions: { match: 'all', conditions } });
const doing = (...actions: object[]) => issuesOf({ actions });

describe('a rule', () => {
  test('of the plan is right', () => {
    expect(
      issuesOf({
        conditions: {
          match: 'all',
          conditions: [
            { field: 'source', op: 'equals', value: 'web' },
            { match: 'any', conditions: [{ field: 'score', op: 'at_least', value: 50 }] },
          ],
        },
        actions: [{ do: 'assign', teamId: id }, call],
      }),
    ).toEqual([]);
  });

  test('asks of fields that there are what they can be asked', () => {
    expect(asking({ field: 'budget', op: 'equals', value: 1 })).toEqual([
      'conditions.conditions.0.field: unknown_field',
    ]);
    expect(asking({ field: 'abilities', op: 'is_empty' })).toEqual(['conditions.conditions.0.field: unknown_field']);
    expect(asking({ field: 'score', op: 'contains', value: '5' })).toEqual([
      'conditions.conditions.0.op: wrong_operator',
    ]);
    const wrong = [
      { field: 'score', op: 'at_least', value: '50' },
      { field: 'status', op: 'equals', value: 'dead' },
      { field: 'createdAt', op: 'before', value: 'yesterday' },
      { field: 'source', op: 'in', value: 'web' },
      { field: 'consent', op: 'equals', value: 'yes' },
      { field: 'source', op: 'is_empty', value: 'web' },
    ];
    expect(asking(...wrong)).toEqual(wrong.map((_, at) => `conditions.conditions.${at}.value: wrong_value`));
  });

  test('names the place of what is wrong, however deep', () => {
    const deep = { match: 'any', conditions: [{ match: 'none', conditions: [{ field: 'x', op: 'is_empty' }] }] };
    expect(asking(deep)).toEqual(['conditions.conditions.0.conditions.0.conditions.0.field: unknown_field']);
    const deeper = { match: 'all', conditions: [deep] };
    expect(workflow.create.shape.conditions.safeParse({ match: 'all', conditions: [deeper] }).success).toBe(false);
  });

  test('begins with something that happens to its entity', () => {
    expect(issuesOf({ trigger: { on: 'status_changed', to: ['lost'] } })).toEqual(['trigger.to: unknown_status']);
    expect(issuesOf({ trigger: { on: 'status_changed', from: ['new'], to: ['qualified'] } })).toEqual([]);
    expect(issuesOf({ entity: 'contact', trigger: { on: 'status_changed' } })).toEqual(['trigger.on: no_status']);
    expect(issuesOf({ trigger: { on: 'field_changed', field: 'x' } })).toEqual(['trigger.field: unknown_field']);
    expect(issuesOf({ trigger: { on: 'date_reached', field: 'score' } })).toEqual(['trigger.field: no_date']);
    expect(
      issuesOf({ entity: 'account', trigger: { on: 'date_reached', field: 'nextFollowUpAt', offsetDays: -1 } }),
    ).toEqual([]);
  });

  test('does what can be done to its entity', () => {
    expect(doing({ do: 'assign' }, { do: 'assign', userId: id, teamId: id })).toEqual([
      'actions.0.userId: one_of',
      'actions.1.userId: one_of',
    ]);
    expect(doing({ do: 'set_field', field: 'score', value: 9 })).toEqual(['actions.0.field: not_settable']);
    expect(doing({ do: 'set_field', field: 'assignedTo', value: id })).toEqual(['actions.0.field: not_settable']);
    expect(doing({ do: 'set_field', field: 'status', value: 'converted' })).toEqual(['actions.0.value: wrong_value']);
    expect(doing({ do: 'set_field', field: 'status', value: 'working' })).toEqual([]);
    expect(doing({ do: 'notify', message: 'Look' })).toEqual(['actions.0.roles: nobody']);
    expect(doing({ do: 'start_process', process: 'follow-up' })).toEqual(['actions.0.process: wrong_process']);
    expect(issuesOf({ entity: 'activity' })).toEqual(['actions.0.do: no_subject']);
  });
});

describe('the fields of rules', () => {
  test.each(workflowEntities)(
    '%s: each is in the row, with a type that fits, and the status with its options',
    (entity) => {
      for (const { name, type, options } of workflowFields(entity)) {
        expect(Object.keys(resources[entity].row.shape)).toContain(name);
        expect(operatorsOf[type].length).toBeGreaterThan(3);
        expect(type === 'choice').toBe(options.length > 0);
      }
      const types = new Map(workflowFields(entity).map(({ name, type }) => [name, type]));
      expect([types.get('createdAt'), types.get('assignedTo')]).toEqual(['moment', 'id']);
    },
  );

  test('what a rule may set, people may change', () => {
    expect(settableField('lead', 'status')?.safeParse('working').success).toBe(true);
    expect(settableField('lead', 'convertedAt')).toBeNull();
    expect(settableField('account', 'toString')).toBeNull();
  });
});

describe('a plan of what would be done', () => {
  const row = { id, status: 'new', assignedTo: null, teamId: null, tags: [{ id, name: 'VIP' }] };
  const plan = (action: WorkflowAction) => planActions([action], row, new Date())[0];

  test('says from what to what, and when nothing would change', () => {
    expect(plan({ do: 'set_field', field: 'status', value: 'working' })).toMatchObject({
      field: 'status',
      from: 'new',
      to: 'working',
      changes: true,
    });
    expect(plan({ do: 'set_field', field: 'status', value: 'new' })).toMatchObject({ changes: false });
    expect(plan({ do: 'assign', userId: id })).toMatchObject({
      field: 'assignedTo',
      from: null,
      to: id,
      changes: true,
    });
    expect(plan({ do: 'assign', teamId: id })).toMatchObject({ field: 'teamId', to: id, changes: true });
    expect(plan({ do: 'add_tag', tagId: id })).toMatchObject({ changes: false });
    expect(plan({ do: 'add_tag', tagId: id.replace('a', 'b') })).toMatchObject({ changes: true });
    expect(plan({ do: 'start_process', process: 'lead-conversion' })).toMatchObject({ to: 'lead-conversion' });
    expect(plan({ do: 'notify', roles: ['owner'], userIds: [], message: 'Look' })).toMatchObject({ to: 'Look' });
    expect(plan({ do: 'create_activity', type: 'call', subject: 'Call' })).toMatchObject({ to: 'Call', changes: true });
  });
});

describe('a branch', () => {
  const set = (value: string): PlainAction => ({ do: 'set_field', field: 'country', value });
  const branch: WorkflowAction = {
    do: 'branch',
    if: { match: 'all', conditions: [{ field: 'status', op: 'equals', value: 'new' }] },
    then: [set('NO'), set('SE')],
    else: [set('DK')],
  };
  const said = (actions: readonly WorkflowAction[]) =>
    actions.map((action) => (action.do === 'set_field' ? action.value : action.do));

  test('is planned as the side that it would take', () => {
    const planned = (status: string) => planActions([branch, set('FI')], { status }, new Date()).map(({ to }) => to);
    expect(planned('new')).toEqual(['NO', 'SE', 'FI']);
    expect(planned('working')).toEqual(['DK', 'FI']);
  });

  test('leaves the actions of the side that it took, and then what comes after it', () => {
    const done = { output: {} };
    const took = (side: string) => ({ output: { took: side } });
    const left = (...steps: { readonly output: Readonly<Record<string, unknown>> }[]) =>
      said(remainingActions([set('IS'), branch, set('FI')], steps));
    expect(left()).toEqual(['IS', 'branch', 'FI']);
    expect(left(done)).toEqual(['branch', 'FI']);
    expect(left(done, took('then'))).toEqual(['NO', 'SE', 'FI']);
    expect(left(done, took('then'), done)).toEqual(['SE', 'FI']);
    expect(left(done, took('else'), done, done)).toEqual([]);
  });

  test('is held to the fields of its entity on both sides, and in its conditions', () => {
    const wrong: WorkflowAction = {
      ...branch,
      if: { match: 'all', conditions: [{ field: 'colour', op: 'equals', value: 'red' }] },
      else: [{ do: 'wait_until', field: 'status', offsetDays: 0 }],
    };
    expect(issuesOf({ trigger: { on: 'manual' }, actions: [wrong] })).toEqual([
      'actions.0.if.conditions.0.field: unknown_field',
      'actions.0.else.0.field: no_date',
    ]);
  });
});
