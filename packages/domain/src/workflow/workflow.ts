import { z } from 'zod';
import { activityTypes } from '../activity/activity.ts';
import { processKinds } from '../process/process.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import {
  abilities,
  id,
  isoDateTime,
  line,
  namedRef,
  prose,
  queryBoolean,
  queryList,
  recordBase,
  searchText,
  timeZone,
} from '../scalars.ts';
import { operators } from './conditions.rules.ts';
import { usualRunsPerHour } from './firing.rules.ts';
import { scheduleTurns } from './schedule.rules.ts';

/** What rules can be written for. */
export const workflowEntities = ['lead', 'account', 'contact', 'opportunity', 'activity', 'ticket'] as const;
export type WorkflowEntity = (typeof workflowEntities)[number];

/** What rules can create. Activities have an action of their own. */
export const createdEntities = ['lead', 'account', 'contact', 'opportunity', 'ticket'] as const;
export type CreatedEntity = (typeof createdEntities)[number];

/** A field by the name that it has in the entity's rows; of what it belongs to, `account.industry`. */
const field = z.string().max(60);
const scalar = z.union([z.string().max(300), z.number(), z.boolean()]);

const comparison = z.strictObject({
  field,
  op: z.enum(operators),
  /** Left out for `is_empty` and `is_filled`; a list for `in` and `not_in`. */
  value: z
    .union([
      scalar,
      z
        .array(z.union([z.string().max(300), z.number()]))
        .min(1)
        .max(50),
    ])
    .optional(),
});

/** Groups inside groups, three deep: what people can still read aloud. */
function group<Child extends z.ZodType>(child: Child) {
  return z.strictObject({ match: z.enum(['all', 'any', 'none']), conditions: z.array(child).max(20) });
}
const conditions = group(z.union([comparison, group(z.union([comparison, group(comparison)]))]));
export { conditions as ruleConditions };

const trigger = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('created') }),
  z.strictObject({ on: z.literal('updated') }),
  z.strictObject({ on: z.literal('field_changed'), field }),
  /** From any to any status when left out. */
  z.strictObject({
    on: z.literal('status_changed'),
    from: z.array(z.string()).min(1).max(20).optional(),
    to: z.array(z.string()).min(1).max(20).optional(),
  }),
  /** So many days after the moment in the field, or before it when negative. */
  z.strictObject({ on: z.literal('date_reached'), field, offsetDays: z.number().int().min(-365).max(365).default(0) }),
  z.strictObject({ on: z.literal('manual') }),
  /** A lead came by a public form. */
  z.strictObject({ on: z.literal('form_posted') }),
  /** Another system calls the address of the rule (docs/webhooks.md). */
  z.strictObject({ on: z.literal('webhook') }),
  /** Again and again, for every record that fits at that time. */
  z.strictObject({
    on: z.literal('schedule'),
    every: z.enum(scheduleTurns),
    /** Of every week: ISO weekday, 1 = Monday. */
    weekday: z.number().int().min(1).max(7).optional(),
    /** Of every month; its last day where it is shorter. */
    day: z.number().int().min(1).max(31).optional(),
    /** Minute of the day, in the zone's time. */
    minute: z.number().int().min(0).max(1_439),
    timeZone,
  }),
]);
export type WorkflowTrigger = z.output<typeof trigger>;

const plainActions = [
  /** To one person, or to whoever of a team has the next turn. Exactly one of the two. */
  z.strictObject({ do: z.literal('assign'), userId: id.optional(), teamId: id.optional() }),
  z.strictObject({
    do: z.literal('create_activity'),
    type: z.enum(activityTypes),
    subject: line(300),
    body: prose(5_000).optional(),
    dueInDays: z.number().int().min(0).max(365).optional(),
    /** The record's owner when left out. */
    assignedTo: id.optional(),
  }),
  z.strictObject({ do: z.literal('set_field'), field, value: scalar.nullable() }),
  z.strictObject({ do: z.literal('add_tag'), tagId: id }),
  z.strictObject({
    do: z.literal('notify'),
    /** People by their part in the record, and others by id. */
    roles: z
      .array(z.enum(['owner', 'manager']))
      .max(2)
      .default([]),
    userIds: z.array(id).max(20).default([]),
    message: line(300),
  }),
  z.strictObject({ do: z.literal('start_process'), process: z.enum(processKinds) }),
  /** Whoever the record is about gets a mail: the lead, the contact, the ticket's requester. */
  z.strictObject({ do: z.literal('send_mail'), subject: line(200), body: prose(5_000) }),
  /** What comes after it waits so long. */
  z.strictObject({ do: z.literal('wait'), hours: z.number().int().min(1).max(8_760) }),
  /** The same, until so many days after the moment that the record has in a field by then; not at all when that is past. */
  z.strictObject({ do: z.literal('wait_until'), field, offsetDays: z.number().int().min(-365).max(365).default(0) }),
  /** Another system is told, as the log of its endpoint shows; also of what that endpoint is not told of otherwise. */
  z.strictObject({ do: z.literal('call_webhook'), endpointId: id }),
  z.strictObject({
    do: z.literal('create_record'),
    entity: z.enum(createdEntities),
    /** Each is given, or taken from a field of the record that the rule runs for (its `id` too). */
    values: z
      .array(z.strictObject({ field, value: scalar.optional(), from: field.optional() }))
      .min(1)
      .max(20),
  }),
] as const;
const plainAction = z.discriminatedUnion('do', plainActions);
const branch = z.strictObject({
  do: z.literal('branch'),
  /** Asked of the record as it is when the run gets there. */
  if: conditions,
  then: z.array(plainAction).min(1).max(10),
  else: z.array(plainAction).max(10).default([]),
});
/** Nothing goes on until one of these people agrees or does not; where nobody does in time, that is a no. */
const askApproval = z.strictObject({
  do: z.literal('ask_approval'),
  question: line(300),
  /** Without anybody the managers are asked. */
  roles: z
    .array(z.enum(['owner', 'manager']))
    .max(2)
    .default([]),
  userIds: z.array(id).max(20).default([]),
  expireAfterDays: z.number().int().min(1).max(90).default(7),
  then: z.array(plainAction).min(1).max(10),
  else: z.array(plainAction).max(10).default([]),
});
const action = z.discriminatedUnion('do', [...plainActions, branch, askApproval]);
export type PlainAction = z.output<typeof plainAction>;
export type WorkflowAction = z.output<typeof action>;

const rule = {
  trigger,
  conditions: conditions.default({ match: 'all', conditions: [] }),
  actions: z.array(action).min(1).max(20),
  /** Whether it also runs for records that an import brings. */
  runOnImport: z.boolean().default(false),
  /** Whether a record that it ran for is left alone from then on: the way of a journey. */
  oncePerRecord: z.boolean().default(false),
  /** More runs than these within an hour are stopped. */
  mostRunsPerHour: z.number().int().min(1).max(100_000).default(usualRunsPerHour),
};

const fields = {
  name: line(150),
  ...rule,
  enabled: z.boolean().default(false),
};

/** What a version of a rule says. */
export const workflowRule = z.object({ ...rule, entity: z.enum(workflowEntities) });
export type WorkflowRule = z.output<typeof workflowRule>;

/** A rule: when this happens to such a record, do that (PLAN-020). */
export const workflow = defineResource({
  name: 'workflow',
  path: 'workflows',
  table: 'crm_workflows',
  row: z.object({
    ...recordBase,
    name: z.string(),
    entity: z.enum(workflowEntities),
    trigger,
    conditions,
    actions: z.array(action),
    enabled: z.boolean(),
    /** One more with each change of what the rule says. */
    ruleVersion: z.number().int(),
    runOnImport: z.boolean(),
    oncePerRecord: z.boolean(),
    mostRunsPerHour: z.number().int(),
    lastRunAt: isoDateTime.nullable(),
    lastError: z.string().nullable(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject({ ...fields, entity: z.enum(workflowEntities) }),
  /** A rule stays with its entity: its fields would mean nothing for another one. */
  example: {
    name: 'Tell the owner of a new lead',
    entity: 'lead',
    trigger: { on: 'created' },
    actions: [{ do: 'notify', roles: ['owner'], message: 'A new lead came in.' }],
  },
  update: z.strictObject(patchOf(fields)),
  filter: z.strictObject({
    entity: queryList(z.enum(workflowEntities)).optional(),
    enabled: queryBoolean.optional(),
    q: searchText.optional(),
  }),
  sortable: ['name', 'createdAt', 'updatedAt'],
  permissions: crudPermissions('workflow'),
});
export type WorkflowRow = RowOf<typeof workflow>;

export const workflowVersionRow = z.object({
  ruleVersion: z.number().int(),
  createdAt: isoDateTime,
  createdBy: namedRef.nullable(),
  rule: workflowRule,
});
export type WorkflowVersionRow = z.output<typeof workflowVersionRow>;

/** So many of the newest records are looked at. */
export const dryRunInput = z.strictObject({ id, limit: z.coerce.number().int().min(1).max(200).default(50) });

/** One action as it would be on one record. */
export const plannedAction = z.object({
  do: z.string(),
  /** `false`: the record is like that already, and nothing would happen. */
  changes: z.boolean(),
  field: z.string().nullable(),
  from: scalar.nullable(),
  to: scalar.nullable(),
});
export type PlannedAction = z.output<typeof plannedAction>;

export const dryRunResult = z.object({
  /** How many records were looked at. */
  looked: z.number().int(),
  matching: z.array(z.object({ id, name: z.string(), actions: z.array(plannedAction) })),
});
export type DryRunResult = z.output<typeof dryRunResult>;
