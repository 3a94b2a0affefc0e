import { randomUUIDv7 } from 'node:crypto';
import { ruleIssues } from '@crm/domain/workflow/workflow.rules';
import { workflowRule, type WorkflowRule } from '@crm/domain/workflow/workflow';
import type { Demo } from './demo.ts';

type Plan = Pick<WorkflowRule, 'entity' | 'trigger' | 'actions'> &
  Partial<Pick<WorkflowRule, 'conditions' | 'oncePerRecord' | 'mostRunsPerHour'>> & {
    readonly name: string;
    readonly enabled: boolean;
  };

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
  {
    name: 'Win back logistics leads that went quiet',
    enabled: false,
    entity: 'lead',
    trigger: { on: 'schedule', every: 'week', weekday: 1, minute: 540, timeZone: 'Europe/Berlin' },
    conditions: {
      match: 'all',
      conditions: [
        { field: 'status', op: 'equals', value: 'working' },
        { field: 'consent', op: 'equals', value: true },
        { field: 'updatedAt', op: 'days_ago', value: 30 },
      ],
    },
    oncePerRecord: true,
    actions: [
      { do: 'send_mail', subject: 'Are your trucks still cold?', body: 'We would like to show you what is new.' },
      { do: 'wait', hours: 72 },
      {
        do: 'branch',
        if: { match: 'all', conditions: [{ field: 'updatedAt', op: 'days_ago', value: 3 }] },
        then: [{ do: 'create_activity', type: 'call', subject: 'Ask whether they are still interested', dueInDays: 2 }],
        else: [{ do: 'notify', roles: ['owner'], userIds: [], message: 'They came back after our mail.' }],
      },
    ],
  },
  {
    name: 'Ask before a large account leaves its owner',
    enabled: true,
    entity: 'opportunity',
    trigger: { on: 'manual' },
    conditions: { match: 'all', conditions: [{ field: 'account.status', op: 'not_equals', value: 'inactive' }] },
    actions: [
      {
        do: 'ask_approval',
        question: 'May the team of key accounts take over this deal?',
        roles: ['manager'],
        userIds: [],
        expireAfterDays: 7,
        then: [{ do: 'create_activity', type: 'meeting', subject: 'Hand the deal over', dueInDays: 3 }],
        else: [{ do: 'notify', roles: ['owner'], userIds: [], message: 'The deal stays with you.' }],
      },
    ],
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
