import { defineEntity, p } from '@mikro-orm/core';
import { recordColumns, schema } from './columns.ts';
import { liveUnique } from './indexes.ts';
import { User } from './user.entity.ts';

const FormSchema = defineEntity({
  name: 'Form',
  tableName: 'crm_forms',
  schema,
  properties: {
    ...recordColumns(() => User),
    /** What stands in the form's public address: `/forms/:key`. */
    key: p.text(),
    name: p.text(),
    /** The source that its leads get. */
    source: p.text(),
    enabled: p.boolean().default(true),
    consentRequired: p.boolean().default(true),
  },
  uniques: [liveUnique('crm_forms_key_unique', 'key')],
});

/** A public form through which leads come in. */
export class Form extends FormSchema.class {}
FormSchema.setClass(Form);
