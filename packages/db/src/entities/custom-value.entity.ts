import { defineEntity, p } from '@mikro-orm/core';
import { schema } from './columns.ts';

const CustomValueSchema = defineEntity({
  name: 'CustomValue',
  tableName: 'crm_custom_values',
  schema,
  properties: {
    /** Without a foreign key, which would lock the definition with each record: the trigger takes it from there. */
    fieldId: p.uuid().primary(),
    recordId: p.uuid().primary(),
    /** The options of a multiple choice stand one behind the other. */
    place: p.integer().primary(),
    textKey: p.text().strictNullable(),
    numberKey: p.double().strictNullable(),
    /** Set for what no other live record may have. */
    uniqueKey: p.text().strictNullable(),
    /** Whether the record is out of the trash. */
    live: p.boolean(),
  },
  indexes: [
    {
      name: 'crm_custom_values_text_key',
      properties: ['fieldId', 'textKey', 'recordId'],
      where: 'text_key is not null',
    },
    {
      name: 'crm_custom_values_number_key',
      properties: ['fieldId', 'numberKey', 'recordId'],
      where: 'number_key is not null',
    },
  ],
  uniques: [
    { name: 'crm_custom_values_unique', properties: ['fieldId', 'uniqueKey'], where: 'unique_key is not null' },
  ],
});

/** What records are found and ordered by in a custom field. Written by triggers on the records' tables, and read only. */
export class CustomValue extends CustomValueSchema.class {}
CustomValueSchema.setClass(CustomValue);
