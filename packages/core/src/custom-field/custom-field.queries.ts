import { sql, type Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import { customField, type CustomFieldRow } from '@crm/domain/custom-field/custom-field';
import type { FilterOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
import { can } from '../policy.ts';
import { presentRecord, recordAbilities } from '../present.ts';
import { userName } from '../user/user.queries.ts';

/** Every read of the definitions of custom fields. */
export function selectCustomFields(db: Kysely<Database>, filter: FilterOf<typeof customField>) {
  return db
    .selectFrom('crm_custom_fields as field')
    .selectAll('field')
    .select([userName('field.createdBy').as('createdByName'), userName('field.updatedBy').as('updatedByName')])
    .where((eb) =>
      eb.and([
        ...(filter.entity ? [eb('field.entity', 'in', filter.entity)] : []),
        ...(filter.active === undefined ? [] : [eb('field.active', '=', filter.active)]),
      ]),
    );
}

/** `isVisible` as a condition: who does not see a field does not learn of its definition either. */
export function definitionVisible({ actor: { role } }: ServiceContext) {
  return role === 'admin' ? sql<boolean>`true` : sql<boolean>`(field.visible_to is null or field.visible_to ? ${role})`;
}

type CustomFieldColumns = Awaited<ReturnType<ReturnType<typeof selectCustomFields>['execute']>>[number];

export const customFieldOrder = {
  table: 'field',
  columns: {
    position: { column: 'field.position' },
    key: { column: 'field.key' },
    createdAt: { column: 'field.createdAt' },
  },
  fallback: 'position',
} as const;

export function presentCustomField(row: CustomFieldColumns, actor: Actor): CustomFieldRow {
  const free = { assignedTo: null, teamId: null };
  return {
    ...presentRecord(row),
    entity: row.entity,
    key: row.key,
    label: row.label,
    type: row.type,
    target: row.target,
    options: row.options,
    required: row.required,
    unique: row.unique,
    defaultValue: row.defaultValue,
    validation: row.validation,
    section: row.section,
    position: row.position,
    active: row.active,
    visibleTo: row.visibleTo,
    editableBy: row.editableBy,
    abilities: {
      ...recordAbilities(actor, { deletedAt: row.deletedAt }, customField.permissions),
      rename: row.deletedAt === null && can(actor, 'custom_field:rename', free),
    },
  };
}
