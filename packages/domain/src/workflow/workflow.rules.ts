import { z } from 'zod';
import type { FieldIssue } from '../errors.ts';
import type { ProcessKind } from '../process/process.ts';
import { id, isoDate, isoDateTime } from '../scalars.ts';
import {
  matchesConditions,
  relationsIn,
  type Comparison,
  type ConditionGroup,
  type ConditionRow,
} from './conditions.rules.ts';
import type { RuleRunStep } from './rule-run.ts';
import {
  askableFields,
  creatableField,
  creatableFields,
  operatorsOf,
  settableField,
  workflowFields,
  type FieldType,
  type WorkflowField,
} from './workflow-fields.ts';
import type { PlainAction, PlannedAction, WorkflowAction, WorkflowEntity, WorkflowRule } from './workflow.ts';

type Rule = Pick<WorkflowRule, 'entity' | 'trigger' | 'conditions' | 'actions'>;
type CreateAction = Extract<PlainAction, { do: 'create_record' }>;
type SidedAction = Extract<WorkflowAction, { do: 'branch' | 'ask_approval' }>;

/**
 * What is wrong with a rule, each with its place in it: fields that the entity lacks, questions that a field cannot be
 * asked, values that it cannot have.
 */
export function ruleIssues({ entity, trigger, conditions, actions }: Rule): FieldIssue[] {
  return [
    ...triggerIssues(entity, trigger),
    ...conditionIssues(askableFields(entity), conditions, 'conditions'),
    ...listIssues(entity, actions, 'actions'),
  ];
}

function listIssues(entity: WorkflowEntity, actions: readonly WorkflowAction[], path: string): FieldIssue[] {
  return actions.flatMap((action, at) => actionIssues(entity, action, `${path}.${at}`));
}

function triggerIssues(entity: WorkflowEntity, trigger: Rule['trigger']): FieldIssue[] {
  switch (trigger.on) {
    case 'field_changed':
      return findField(entity, trigger.field) ? [] : [unknownField('trigger.field', workflowFields(entity))];
    case 'date_reached':
      return dateIssues(entity, trigger.field, 'trigger.field');
    case 'status_changed': {
      const options = findField(entity, 'status')?.options;
      if (!options) return [issue('trigger.on', 'no_status', `Records of ${entity} have no status.`)];
      return (['from', 'to'] as const).flatMap((side) =>
        (trigger[side] ?? []).every((status) => options.includes(status))
          ? []
          : [issue(`trigger.${side}`, 'unknown_status', `Choose from ${options.join(', ')}.`)],
      );
    }
    case 'form_posted':
      return entity === 'lead' ? [] : [issue('trigger.on', 'no_form', 'Forms bring leads, and nothing else.')];
    case 'schedule':
      return scheduleIssues(trigger);
    case 'created':
    case 'updated':
    case 'manual':
    case 'webhook':
      return [];
  }
}

function scheduleIssues({ every, weekday, day }: Extract<Rule['trigger'], { on: 'schedule' }>): FieldIssue[] {
  const isOdd = (named: number | undefined, of: typeof every) => (named !== undefined) !== (every === of);
  return [
    ...(isOdd(weekday, 'week')
      ? [issue('trigger.weekday', 'of_week', 'Every week has its weekday, and only it.')]
      : []),
    ...(isOdd(day, 'month') ? [issue('trigger.day', 'of_month', 'Every month has its day, and only it.')] : []),
  ];
}

function dateIssues(entity: WorkflowEntity, field: string, path: string): FieldIssue[] {
  const type = findField(entity, field)?.type;
  return type === 'moment' || type === 'day' ? [] : [issue(path, 'no_date', 'Choose a field with a date.')];
}

/** What is wrong with conditions over these fields, each with its place. */
export function conditionIssues(fields: readonly WorkflowField[], group: ConditionGroup, path: string): FieldIssue[] {
  return group.conditions.flatMap((condition, at) => {
    const place = `${path}.conditions.${at}`;
    return 'match' in condition
      ? conditionIssues(fields, condition, place)
      : comparisonIssues(fields, condition, place);
  });
}

function comparisonIssues(
  fields: readonly WorkflowField[],
  { field: name, op, value }: Comparison,
  path: string,
): FieldIssue[] {
  const field = fields.find((known) => known.name === name);
  if (!field) return [unknownField(`${path}.field`, fields)];
  const possible = operatorsOf[field.type];
  if (!possible.includes(op)) {
    return [issue(`${path}.op`, 'wrong_operator', `Of ${name} one can ask: ${possible.join(', ')}.`)];
  }
  const wanted = valueSchema(field, op);
  return wanted.safeParse(value).success
    ? []
    : [issue(`${path}.value`, 'wrong_value', `This is no value to compare ${name} with.`)];
}

function valueSchema(field: WorkflowField, op: Comparison['op']): z.ZodType {
  if (op === 'is_empty' || op === 'is_filled') return z.undefined();
  if (op === 'days_ago' || op === 'within_days') return z.number().int().min(0).max(3_650);
  const one = valueOfType(field);
  return op === 'in' || op === 'not_in' ? z.array(one).min(1) : one;
}

function valueOfType({ type, options }: WorkflowField): z.ZodType {
  const schemas: Readonly<Record<FieldType, z.ZodType>> = {
    text: z.string().min(1),
    number: z.number(),
    boolean: z.boolean(),
    choice: z.enum(options),
    moment: z.union([isoDateTime, isoDate]),
    day: z.union([isoDateTime, isoDate]),
    id,
  };
  return schemas[type];
}

const startable: Readonly<Partial<Record<WorkflowEntity, readonly ProcessKind[]>>> = {
  lead: ['lead-conversion'],
  activity: ['follow-up'],
};

/** The processes that a rule can start for a record of this entity. */
export function startableProcesses(entity: WorkflowEntity): readonly ProcessKind[] {
  return startable[entity] ?? [];
}

function actionIssues(entity: WorkflowEntity, action: WorkflowAction, path: string): FieldIssue[] {
  switch (action.do) {
    case 'assign':
      return (action.userId === undefined) === (action.teamId === undefined)
        ? [issue(`${path}.userId`, 'one_of', 'Name a person or a team, and not both.')]
        : [];
    case 'set_field': {
      const schema = settableField(entity, action.field);
      if (schema === null) return [issue(`${path}.field`, 'not_settable', `A rule cannot set ${action.field}.`)];
      return schema.safeParse(action.value).success
        ? []
        : [issue(`${path}.value`, 'wrong_value', `${action.field} cannot have this value.`)];
    }
    case 'notify':
      return action.roles.length + action.userIds.length === 0
        ? [issue(`${path}.roles`, 'nobody', 'Say who is to be told.')]
        : [];
    case 'create_activity':
      return entity === 'activity'
        ? [issue(`${path}.do`, 'no_subject', 'An activity is about a record, and not about another activity.')]
        : [];
    case 'start_process':
      return startableProcesses(entity).includes(action.process)
        ? []
        : [issue(`${path}.process`, 'wrong_process', `This process does not work on records of ${entity}.`)];
    case 'send_mail':
      return mailable.some((each) => each === entity)
        ? []
        : [issue(`${path}.do`, 'no_address', `Records of ${entity} have no e-mail address.`)];
    case 'wait_until':
      return dateIssues(entity, action.field, `${path}.field`);
    case 'branch':
      return [...conditionIssues(askableFields(entity), action.if, `${path}.if`), ...sideIssues(entity, action, path)];
    case 'ask_approval':
      return sideIssues(entity, action, path);
    case 'create_record':
      return creationIssues(entity, action, path);
    case 'add_tag':
    case 'wait':
    case 'call_webhook':
      return [];
  }
}

function sideIssues(entity: WorkflowEntity, { then, else: other }: SidedAction, path: string): FieldIssue[] {
  return [...listIssues(entity, then, `${path}.then`), ...listIssues(entity, other, `${path}.else`)];
}

function creationIssues(entity: WorkflowEntity, action: CreateAction, path: string): FieldIssue[] {
  const fields = creatableFields(action.entity);
  const named = new Set<string>();
  const wrong = action.values.flatMap(({ field, value, from }, at) => {
    const place = `${path}.values.${at}`;
    const schema = creatableField(action.entity, field);
    if (schema === null || named.has(field)) return [unknownField(`${place}.field`, fields)];
    named.add(field);
    if ((value === undefined) === (from === undefined)) {
      return [issue(`${place}.value`, 'one_of', 'Give a value or a field to take it from, and not both.')];
    }
    if (from !== undefined) {
      return sources(entity).some(({ name }) => name === from) ? [] : [unknownField(`${place}.from`, sources(entity))];
    }
    return schema.safeParse(value).success ? [] : [issue(`${place}.value`, 'wrong_value', `${field} cannot be this.`)];
  });
  const missing = fields.filter(({ name, required }) => required && !named.has(name));
  return [...wrong, ...missing.map(({ name }) => issue(`${path}.values`, 'required', `Say what ${name} shall be.`))];
}

/** What a new record's fields can be taken from: those of the record that the rule runs for, and its id. */
export function sources(entity: WorkflowEntity): readonly WorkflowField[] {
  return [{ name: 'id', type: 'id', options: [] }, ...workflowFields(entity)];
}

/** What has an e-mail address of its own. */
export const mailable: readonly WorkflowEntity[] = ['lead', 'account', 'contact', 'ticket'];

function findField(entity: WorkflowEntity, name: string): WorkflowField | undefined {
  return workflowFields(entity).find((field) => field.name === name);
}

function unknownField(path: string, fields: readonly WorkflowField[]): FieldIssue {
  const names = fields.map(({ name }) => name);
  return issue(path, 'unknown_field', `Choose one of ${names.join(', ')}.`);
}

function issue(field: string, code: string, message: string): FieldIssue {
  return { field, code, message };
}

/**
 * What each action of a rule would do to a record, without doing it; of a branch, what is on the side that it would take.
 * What is done after an approval is a person's to say.
 * @param now what conditions on dates count from
 */
export function planActions(actions: readonly WorkflowAction[], row: ConditionRow, now: Date): PlannedAction[] {
  return actions.flatMap((action) =>
    action.do === 'branch' ? planActions(sideOf(action, row, now), row, now) : planAction(action, row),
  );
}

function sideOf(branch: Extract<WorkflowAction, { do: 'branch' }>, row: ConditionRow, now: Date) {
  return matchesConditions(branch.if, row, now) ? branch.then : branch.else;
}

/** What conditions anywhere in a rule ask about beyond the record itself. */
export function relationsOf({ conditions, actions }: Pick<Rule, 'conditions' | 'actions'>): readonly string[] {
  const asked = actions.flatMap((action) => (action.do === 'branch' ? relationsIn(action.if) : []));
  return [...new Set([...relationsIn(conditions), ...asked])];
}

/** What is left of a rule's actions after the steps that were done; what has sides is a step that tells which it took. */
export function remainingActions(
  actions: readonly WorkflowAction[],
  steps: readonly Pick<RuleRunStep, 'output'>[],
): readonly WorkflowAction[] {
  return steps.reduce<readonly WorkflowAction[]>(([current, ...rest], { output }) => {
    if (current?.do !== 'branch' && current?.do !== 'ask_approval') return rest;
    return [...(output['took'] === 'then' ? current.then : current.else), ...rest];
  }, actions);
}

/** What one action would do to a record. */
export function planAction(action: Exclude<WorkflowAction, { do: 'branch' }>, row: ConditionRow): PlannedAction {
  const planned = { do: action.do, changes: true, field: null, from: null, to: null };
  switch (action.do) {
    case 'set_field': {
      const from = scalarOf(row[action.field]);
      return { ...planned, field: action.field, from, to: action.value, changes: from !== action.value };
    }
    case 'assign': {
      if (action.userId === undefined)
        return { ...planned, field: 'teamId', from: scalarOf(row['teamId']), to: action.teamId ?? null };
      const from = scalarOf(row['assignedTo']);
      return { ...planned, field: 'assignedTo', from, to: action.userId, changes: from !== action.userId };
    }
    case 'add_tag':
      return { ...planned, field: 'tags', to: action.tagId, changes: !carries(row['tags'], action.tagId) };
    case 'create_activity':
      return { ...planned, to: action.subject };
    case 'notify':
      return { ...planned, to: action.message };
    case 'start_process':
      return { ...planned, to: action.process };
    case 'send_mail':
      return { ...planned, to: action.subject };
    case 'wait':
      return { ...planned, to: action.hours };
    case 'wait_until':
      return { ...planned, field: action.field, to: scalarOf(row[action.field]) };
    case 'call_webhook':
      return { ...planned, to: action.endpointId };
    case 'ask_approval':
      return { ...planned, to: action.question };
    case 'create_record':
      return { ...planned, to: action.entity };
  }
}

function scalarOf(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

const carried = z.array(z.object({ id: z.string() }));

function carries(tags: unknown, tagId: string): boolean {
  return carried.safeParse(tags).data?.some(({ id }) => id === tagId) === true;
}
