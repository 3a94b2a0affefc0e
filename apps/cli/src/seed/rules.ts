import { randomUUIDv7 } from 'node:crypto';
import { ruleIssues } from '@crm/domain/workflow/workflow.rules';
import { workflowRule, type WorkflowRule } from '@crm/domain/workflow/workflow';
import type { Demo } from './demo.ts';

type Plan = Pick<WorkflowRule, 'entity' | 'trigger' | 'actions'> &
  Partial<Pick<WorkflowRule, 'conditions'>> & { readonly name: string; readonly enabled: boolean };

const plans: readonly Plan[] = [
  {
    name: 'Call large leads within a day',
    enabled: true,
    entity: 'lead',
    trigger: { on: 'created' },
    conditions: { match: 'all', conditions: [{ field: 'score', op: 'at_least', value: 60 }] },
    actions: [
      { do: 'create_activity', type: 'call', subject: 'Call within the day', dueInDays: 1 },
      { do: 'notify', roles: ['owner'], userIds: [], message: 'A large lead came in. Call it within a day.' },
    ],
  },
  {
    name: 'Warn before a promise is broken',
    enabled: true,
    entity: 'ticket',
    trigger: { on: 'date_reached', field: 'resolutionDueAt', offsetDays: -1 },
    conditions: { match: 'none', conditions: [{ field: 'status', op: 'in', value: ['resolved', 'closed'] }] },
    actions: [
      { do: 'set_field', field: 'priority', value: 'high' },
      { do: 'notify', roles: ['owner', 'manager'], userIds: [], message: 'This ticket is due tomorrow.' },
    ],
  },
  {
    name: 'Deals near their close date into the forecast',
    enabled: false,
    entity: 'opportunity',
    trigger: { on: 'date_reached', field: 'expectedCloseDate', offsetDays: -14 },
    conditions: {
      match: 'all',
      conditions: [
        { field: 'status', op: 'equals', value: 'open' },
        { field: 'probability', op: 'at_least', value: 60 },
      ],
    },
    actions: [{ do: 'set_field', field: 'forecastCategory', value: 'commit' }],
  },
];

const began = 120;

/**
 * The rules of the company, each with its first version.
 * @throws Error for a rule that the editor would refuse
 */
export function makeRules(demo: Demo): void {
  for (const { name, enabled, ...plan } of plans) {
    const rule = workflowRule.parse(plan);
    const [issue] = ruleIssues(rule);
    if (issue) throw new Error(`The rule “${name}” is wrong at ${issue.field}.`);
    const made = {
      ...demo.record(demo.calendar.ago(began), 'okafor'),
      ...rule,
      name,
      enabled,
      ruleVersion: 1,
      turnAt: null,
      turnAfter: null,
      hookTurn: 0,
      lastRunAt: null,
      lastError: null,
    };
    demo.rows.crm_workflows.push(made);
    demo.rows.crm_workflow_versions.push({
      id: randomUUIDv7(),
      workflowId: made.id,
      ruleVersion: 1,
      rule,
      createdAt: made.createdAt,
      createdBy: made.createdBy,
    });
  }
}
