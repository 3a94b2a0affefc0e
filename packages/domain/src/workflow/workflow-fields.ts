import { z } from 'zod';
import { account } from '../account/account.ts';
import { activity } from '../activity/activity.ts';
import { contact } from '../contact/contact.ts';
import { lead } from '../lead/lead.ts';
import { opportunity } from '../opportunity/opportunity.ts';
import { ticket } from '../ticket/ticket.ts';
import type { Operator } from './conditions.rules.ts';
import type { CreatedEntity, WorkflowEntity } from './workflow.ts';

const definitions = { lead, account, contact, opportunity, activity, ticket } satisfies Record<WorkflowEntity, unknown>;

/** What rules may look at, by entity: fields that mean something to people, and nothing that is computed for machines. */
const readable = {
  lead: [
    'status',
    'source',
    'sourceDetail',
    'score',
    'firstName',
    'lastName',
    'company',
    'jobTitle',
    'email',
    'phone',
    'website',
    'country',
    'budgetMinor',
    'currency',
    'utmSource',
    'utmMedium',
    'utmCampaign',
    'campaignId',
    'consent',
    'assignedTo',
    'teamId',
    'createdAt',
    'updatedAt',
  ],
  account: [
    'name',
    'kind',
    'status',
    'email',
    'phone',
    'website',
    'company',
    'taxId',
    'industry',
    'currency',
    'contacted',
    'nextFollowUpAt',
    'assignedTo',
    'teamId',
    'createdAt',
    'updatedAt',
  ],
  contact: [
    'accountId',
    'firstName',
    'lastName',
    'jobTitle',
    'email',
    'phone',
    'isPrimary',
    'preferredLanguage',
    'source',
    'consent',
    'assignedTo',
    'teamId',
    'createdAt',
    'updatedAt',
  ],
  opportunity: [
    'name',
    'accountId',
    'pipelineId',
    'stageId',
    'stageEnteredAt',
    'amountMinor',
    'currency',
    'probability',
    'expectedCloseDate',
    'forecastCategory',
    'status',
    'closedAt',
    'lossReason',
    'assignedTo',
    'teamId',
    'createdAt',
    'updatedAt',
  ],
  activity: [
    'type',
    'subject',
    'subjectType',
    'status',
    'dueAt',
    'startsAt',
    'endsAt',
    'completedAt',
    'outcome',
    'direction',
    'durationSeconds',
    'priority',
    'assignedTo',
    'teamId',
    'createdAt',
    'updatedAt',
  ],
  ticket: [
    'number',
    'subject',
    'contactId',
    'accountId',
    'requesterEmail',
    'channel',
    'categoryId',
    'language',
    'priority',
    'status',
    'slaState',
    'firstResponseDueAt',
    'resolutionDueAt',
    'resolvedAt',
    'closedAt',
    'messageCount',
    'lastMessageAt',
    'assignedTo',
    'teamId',
    'createdAt',
    'updatedAt',
  ],
} as const satisfies { [E in WorkflowEntity]: readonly (keyof (typeof definitions)[E]['row']['shape'])[] };

/** What a rule may set: as a person with the right to update could. Owners are set by `assign`. */
const writable = {
  lead: ['status', 'source', 'sourceDetail', 'jobTitle', 'country', 'consent', 'campaignId'],
  account: ['status', 'industry', 'contacted', 'currency'],
  contact: ['jobTitle', 'preferredLanguage', 'source', 'consent'],
  opportunity: ['forecastCategory', 'probability', 'lossReason'],
  activity: ['priority', 'status', 'outcome'],
  ticket: ['priority', 'categoryId', 'status', 'language'],
} as const satisfies { [E in WorkflowEntity]: readonly (keyof (typeof definitions)[E]['update']['shape'])[] };

/** What a rule may fill in where it creates a record: what a person's form asks for, if one value fills it. */
const creatable = {
  lead: [
    'firstName',
    'lastName',
    'company',
    'jobTitle',
    'email',
    'phone',
    'website',
    'country',
    'message',
    'source',
    'sourceDetail',
    'campaignId',
    'consent',
    'assignedTo',
  ],
  account: [
    'name',
    'kind',
    'status',
    'email',
    'phone',
    'website',
    'company',
    'taxId',
    'industry',
    'currency',
    'nextFollowUpAt',
    'assignedTo',
  ],
  contact: [
    'accountId',
    'firstName',
    'lastName',
    'jobTitle',
    'email',
    'phone',
    'preferredLanguage',
    'source',
    'consent',
    'assignedTo',
  ],
  opportunity: [
    'name',
    'accountId',
    'primaryContactId',
    'pipelineId',
    'stageId',
    'amountMinor',
    'currency',
    'expectedCloseDate',
    'forecastCategory',
    'assignedTo',
  ],
  ticket: [
    'subject',
    'description',
    'contactId',
    'accountId',
    'requesterName',
    'requesterEmail',
    'channel',
    'categoryId',
    'priority',
    'language',
    'teamId',
    'assignedTo',
  ],
} as const satisfies { [E in CreatedEntity]: readonly (keyof (typeof definitions)[E]['create']['shape'])[] };

/** To what a record belongs, by the name that conditions give it. */
interface Relation {
  readonly to: WorkflowEntity;
  /** @returns `null` where the record belongs to none */
  idOf(row: Readonly<Record<string, unknown>>): string | null;
}

const byId = (to: WorkflowEntity, field: string): Relation => ({ to, idOf: (row) => textOf(row[field]) });
const bySubject = (to: WorkflowEntity): Relation => ({
  to,
  idOf: (row) => (row['subjectType'] === to ? textOf(row['subjectId']) : null),
});

/** What conditions can look at beyond the record itself, one step away (`account.industry`). */
export const ruleRelations: Readonly<Record<WorkflowEntity, Readonly<Record<string, Relation>>>> = {
  lead: {},
  account: {},
  contact: { account: byId('account', 'accountId') },
  opportunity: { account: byId('account', 'accountId'), contact: byId('contact', 'primaryContactId') },
  ticket: { account: byId('account', 'accountId'), contact: byId('contact', 'contactId') },
  activity: {
    lead: bySubject('lead'),
    account: bySubject('account'),
    contact: bySubject('contact'),
    opportunity: bySubject('opportunity'),
    ticket: bySubject('ticket'),
  },
};

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export type FieldType = 'text' | 'number' | 'boolean' | 'choice' | 'moment' | 'day' | 'id';

/** A field as a rule's editor and its check know it. */
export interface WorkflowField {
  readonly name: string;
  readonly type: FieldType;
  /** Of a choice: what there is to choose from. */
  readonly options: readonly string[];
}

export interface CreatableField extends WorkflowField {
  readonly required: boolean;
}

/** What a rule about this entity may look at. */
export function workflowFields(entity: WorkflowEntity): readonly WorkflowField[] {
  const shape: z.core.$ZodLooseShape = definitions[entity].row.shape;
  return readable[entity].map((name) => ({ name, ...describe(shape[name]) }));
}

/** What conditions of a rule may look at: the record's fields, and those of what it belongs to. */
export function askableFields(entity: WorkflowEntity): readonly WorkflowField[] {
  const related = Object.entries(ruleRelations[entity]).flatMap(([relation, { to }]) =>
    workflowFields(to).map((field) => ({ ...field, name: `${relation}.${field.name}` })),
  );
  return [...workflowFields(entity), ...related];
}

/** What a rule may fill in of a record that it creates. */
export function creatableFields(entity: CreatedEntity): readonly CreatableField[] {
  const shape: z.core.$ZodLooseShape = definitions[entity].create.shape;
  return creatable[entity].map((name) => ({
    name,
    ...describe(shape[name]),
    required: shape[name] instanceof z.ZodType && !shape[name].safeParse(undefined).success,
  }));
}

/** Such a field's schema. */
export function creatableField(entity: CreatedEntity, name: string): z.ZodType | null {
  const shape: z.core.$ZodLooseShape = definitions[entity].create.shape;
  const schema = creatable[entity].some((field) => field === name) ? shape[name] : undefined;
  return schema instanceof z.ZodType ? schema : null;
}

/** What a rule about this entity may set, as its editor shows it. */
export function settableFields(entity: WorkflowEntity): readonly WorkflowField[] {
  const shape: z.core.$ZodLooseShape = definitions[entity].row.shape;
  return writable[entity].map((name) => ({ name, ...describe(shape[name]) }));
}

/** What a rule about this entity may set, each with the schema that its value must fit. */
export function settableField(entity: WorkflowEntity, name: string): z.ZodType | null {
  const shape: z.core.$ZodLooseShape = definitions[entity].update.shape;
  const schema = writable[entity].some((field) => field === name) ? shape[name] : undefined;
  return schema instanceof z.ZodType ? schema : null;
}

function describe(schema: unknown): Omit<WorkflowField, 'name'> {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return describe(schema.unwrap());
  }
  if (schema instanceof z.ZodEnum) return { type: 'choice', options: schema.options.map(String) };
  return { type: plainType(schema), options: [] };
}

function plainType(schema: unknown): Exclude<FieldType, 'choice'> {
  if (schema instanceof z.ZodUUID) return 'id';
  if (schema instanceof z.ZodISODateTime) return 'moment';
  if (schema instanceof z.ZodISODate) return 'day';
  if (schema instanceof z.ZodNumber) return 'number';
  return schema instanceof z.ZodBoolean ? 'boolean' : 'text';
}

const always: readonly Operator[] = ['is_empty', 'is_filled'];
const equality: readonly Operator[] = ['equals', 'not_equals', 'in', 'not_in'];
const inTime: readonly Operator[] = ['before', 'after', 'days_ago', 'within_days'];

/** What can be asked of a field of each type. */
export const operatorsOf: Readonly<Record<FieldType, readonly Operator[]>> = {
  text: [...always, ...equality, 'contains', 'starts_with'],
  number: [...always, ...equality, 'greater', 'at_least', 'less', 'at_most'],
  boolean: [...always, 'equals', 'not_equals'],
  choice: [...always, ...equality],
  moment: [...always, ...inTime],
  day: [...always, ...inTime],
  id: [...always, ...equality],
};
