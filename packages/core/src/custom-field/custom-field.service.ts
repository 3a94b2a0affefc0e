import { randomUUIDv7 } from 'node:crypto';
import { CustomField } from '@crm/db/entities/custom-field.entity';
import { database } from '@crm/db/orm';
import { customField, type CustomFieldRules } from '@crm/domain/custom-field/custom-field';
import { checkDefinition } from '@crm/domain/custom-field/custom-field.rules';
import { isRefused, readValue } from '@crm/domain/custom-field/custom-value.rules';
import { DomainError, refuseFields, type FieldIssue } from '@crm/domain/errors';
import type { ExtensibleName } from '@crm/domain/extension';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { makeReads } from '../reads.ts';
import {
  assignChanges,
  newRecord,
  openRecord,
  saveCreated,
  saveDeleted,
  saveRestored,
  saveUpdated,
} from '../record.ts';
import { canSee } from '../visible.ts';
import { customFieldOrder, definitionVisible, presentCustomField, selectCustomFields } from './custom-field.queries.ts';
import { explainPattern, matchesPattern } from './pattern.ts';

const reads = makeReads({
  name: 'custom_field',
  permission: customField.permissions.read,
  select: selectCustomFields,
  present: presentCustomField,
  order: customFieldOrder,
  owned: false,
  seen: definitionVisible,
});

/** More than this nobody fills in, and each costs every list. */
const mostFields = 200;

/** Fields that administrators give to records (PLAN-017). What is written here is in force in all processes at once. */
export const customFieldService = {
  ...reads,

  async create(ctx: ServiceContext, data: CreateOf<typeof customField>) {
    allow(ctx, 'custom_field:create');
    const slot = await freeSlot(ctx, data.entity, data.key);
    const definition = await checked(ctx, data);
    const record = ctx.em.create(CustomField, { ...newRecord(ctx, randomUUIDv7()), ...data, ...definition, slot });
    await saveCreated(ctx, 'custom_field', record);
    return reads.get(ctx, record.id);
  },

  /** @throws DomainError `validation_failed` for what stays as it was made, `duplicate` for values that are not unique */
  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof customField>, version?: number) {
    const record = await open(ctx, id, 'custom_field:update', version);
    refuseFixed(record, data);
    const definition = await checked(ctx, { ...rulesOf(record), ...data });
    await saveUpdated(ctx, 'custom_field', record, assignChanges(record, { ...data, ...definition }));
    return reads.get(ctx, id);
  },

  /** Gives a field another name. Its values stay where they are: they are not kept under the name. */
  async rename(ctx: ServiceContext, id: string, key: string, version?: number) {
    const record = await open(ctx, id, 'custom_field:rename', version);
    await saveUpdated(ctx, 'custom_field', record, assignChanges(record, { key }));
    return reads.get(ctx, id);
  },

  /** The values are kept, and come back with the field. */
  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    await saveDeleted(ctx, 'custom_field', await open(ctx, id, 'custom_field:delete', version));
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'custom_field', await open(ctx, id, 'custom_field:restore'));
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `custom_field:${'update' | 'delete' | 'restore' | 'rename'}`,
  version?: number,
) {
  return openRecord(ctx, CustomField, 'custom_field', { id, permission, read: 'custom_field:read', version });
}

/** The first key, numbered when another field of the kind has had it: what lies in a slot belongs to one field for ever. */
async function freeSlot(ctx: ServiceContext, entity: ExtensibleName, key: string): Promise<string> {
  const rows = await database(ctx.em)
    .selectFrom('crm_custom_fields')
    .select(['slot', 'deletedAt'])
    .where('entity', '=', entity)
    .execute();
  if (rows.filter(({ deletedAt }) => deletedAt === null).length >= mostFields) {
    throw new DomainError('in_use', `A kind of record has at most ${mostFields} fields. Delete one first.`);
  }
  const taken = new Set(rows.map(({ slot }) => slot));
  for (let number = 1; ; number += 1) {
    const slot = number === 1 ? key : `${key}_${number}`;
    if (!taken.has(slot)) return slot;
  }
}

function rulesOf(record: CustomField): CustomFieldRules {
  const { type, target, options, required, unique, defaultValue, validation } = record;
  return { type, target, options, required, unique, defaultValue, validation };
}

/**
 * Refuses a definition that contradicts itself.
 * @returns its default as values are stored
 */
async function checked(ctx: ServiceContext, field: CustomFieldRules) {
  const issues = [...checkDefinition(field)];
  const { pattern } = field.validation;
  const complaint = pattern === undefined ? null : await explainPattern(ctx, pattern);
  if (complaint !== null) issues.push({ field: 'validation.pattern', code: 'invalid_pattern', message: complaint });
  const read = readValue(field, field.defaultValue ?? null);
  const defaultValue = isRefused(read) ? null : read.value;
  if (issues.length === 0 && typeof defaultValue === 'string') {
    issues.push(...(await checkDefault(ctx, field, defaultValue)));
  }
  if (issues.length > 0) throw refuseFields(issues);
  return { defaultValue };
}

async function checkDefault(
  ctx: ServiceContext,
  { target, validation: { pattern } }: CustomFieldRules,
  value: string,
): Promise<readonly FieldIssue[]> {
  const field = 'defaultValue';
  if (pattern !== undefined && !(await matchesPattern(ctx, pattern, value))) {
    return [{ field, code: 'invalid_format', message: `Must match ${pattern}.` }];
  }
  return target === null || (await canSee(ctx, target, value))
    ? []
    : [{ field, code: 'unknown_record', message: `Choose a ${target} that you can see.` }];
}

/** What the stored values were made by: to change it would leave values that do not fit. */
function refuseFixed(record: CustomField, data: UpdateOf<typeof customField>): void {
  const fixed = (['entity', 'type', 'target'] as const).filter(
    (field) => data[field] !== undefined && data[field] !== record[field],
  );
  const issues: FieldIssue[] = fixed.map((field) => ({
    field,
    code: 'fixed',
    message: 'This stays as it was made. Make another field.',
  }));
  if (data.key !== undefined && data.key !== record.key) {
    issues.push({ field: 'key', code: 'fixed', message: 'Clients know the field by its key. Use the verb rename.' });
  }
  const offered = new Set(data.options?.map(({ key }) => key));
  const gone = data.options === undefined ? [] : record.options.filter(({ key }) => !offered.has(key));
  if (gone.length > 0) {
    const keys = gone.map(({ key }) => key).join(', ');
    issues.push({
      field: 'options',
      code: 'fixed',
      message: `Records may have ${keys}: retire instead of leaving out.`,
    });
  }
  if (issues.length > 0) throw refuseFields(issues);
}
