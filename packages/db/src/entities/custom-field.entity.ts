import { defineEntity, p } from '@mikro-orm/core';
import { customFieldTypes, type CustomFieldRow, type LinkTarget } from '@crm/domain/custom-field/custom-field';
import type { CustomValue } from '@crm/domain/custom-field/custom-value.rules';
import type { ExtensibleName } from '@crm/domain/extension';
import type { Role } from '@crm/domain/permissions';
import { openEnum, recordColumns, schema } from './columns.ts';
import { liveUnique, sortIndex } from './indexes.ts';
import { User } from './user.entity.ts';

const CustomFieldSchema = defineEntity({
  name: 'CustomField',
  tableName: 'crm_custom_fields',
  schema,
  properties: {
    ...recordColumns(() => User),
    entity: openEnum<ExtensibleName>(),
    key: p.text(),
    /**
     * Where the values lie in `custom`: the first key, numbered if another field had it before. It never changes, and no
     * two fields ever share it, so that a field can be renamed without touching a record.
     */
    slot: p.text(),
    label: p.json<CustomFieldRow['label']>(),
    type: p.enum(customFieldTypes),
    target: openEnum<LinkTarget>().strictNullable(),
    options: p.json<CustomFieldRow['options']>().defaultRaw("'[]'::jsonb"),
    required: p.boolean().default(false),
    unique: p.boolean().default(false),
    defaultValue: p.json<CustomValue>().strictNullable(),
    validation: p.json<CustomFieldRow['validation']>().defaultRaw("'{}'::jsonb"),
    section: p.text().strictNullable(),
    position: p.integer().default(0),
    active: p.boolean().default(true),
    visibleTo: p.json<Role[]>().strictNullable(),
    editableBy: p.json<Role[]>().strictNullable(),
  },
  indexes: [
    sortIndex('crm_custom_fields_position', 'position'),
    sortIndex('crm_custom_fields_key', 'key'),
    sortIndex('crm_custom_fields_created_at', 'createdAt'),
  ],
  uniques: [
    liveUnique('crm_custom_fields_entity_key_unique', 'entity', 'key'),
    { name: 'crm_custom_fields_entity_slot_unique', properties: ['entity', 'slot'] },
  ],
});

/** A field that an administrator has given to a kind of record. */
export class CustomField extends CustomFieldSchema.class {}
CustomFieldSchema.setClass(CustomField);
