import { z } from 'zod';
import type { languages } from '../contact/contact.ts';
import { customKey, extensibleNames } from '../extension.ts';
import { patchOf } from '../patch.ts';
import { roles, type ResourceName } from '../permissions.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { abilities, isoDate, line, queryBoolean, queryList, recordBase } from '../scalars.ts';

export const customFieldTypes = [
  'text',
  'number',
  'money',
  'date',
  'choice',
  'multi_choice',
  'link',
  'boolean',
] as const;
export type CustomFieldType = (typeof customFieldTypes)[number];

/** What a field of type `link` can point to. */
export const linkTargets = [
  'account',
  'contact',
  'lead',
  'opportunity',
  'activity',
  'user',
  'team',
] as const satisfies ResourceName[];
export type LinkTarget = (typeof linkTargets)[number];

/** A name in English and, where somebody wrote it, in the other languages. */
export const translated = z.strictObject({
  en: line(100),
  ru: line(100).optional(),
  ar: line(100).optional(),
} satisfies Record<(typeof languages)[number], z.ZodType>);

export const mostOptions = 200;
export const option = z.strictObject({
  key: customKey,
  label: translated,
  /** Kept where it was chosen, and not offered any more. */
  retired: z.boolean().default(false),
});

/** The longest text there is, and what a text without a limit of its own may have. */
export const longestText = 5_000;
export const usualText = 500;
/** Numbers that JSON, JavaScript and PostgreSQL all hold exactly to the unit. */
export const largestNumber = 1e15;

const bound = z.number().min(-largestNumber).max(largestNumber);
const length = z.number().int().min(0).max(longestText);

/** Limits of a value; which of them a type knows is in `custom-field.rules.ts`. */
export const validation = z.strictObject({
  min: bound.optional(),
  max: bound.optional(),
  minLength: length.optional(),
  maxLength: length.optional(),
  /** A regular expression that the whole text must match, without back references. */
  pattern: z.string().min(1).max(200).optional(),
  earliest: isoDate.optional(),
  latest: isoDate.optional(),
});

const rolesOrAll = z.array(z.enum(roles)).max(roles.length).nullable();

const fields = {
  entity: z.enum(extensibleNames),
  /** Changed by the verb `rename` only. */
  key: customKey,
  label: translated,
  type: z.enum(customFieldTypes),
  /** For type `link`: what it points to. */
  target: z.enum(linkTargets).nullable().default(null),
  /** For the two types of choice. One that was offered is retired, never taken out. */
  options: z.array(option).max(mostOptions).default([]),
  required: z.boolean().default(false),
  unique: z.boolean().default(false),
  /** What a new record gets when nothing is sent. */
  defaultValue: z.unknown().default(null),
  validation: validation.default({}),
  /** The heading that it stands under on the record's page. */
  section: line(100).nullable().default(null),
  position: z.number().int().min(0).max(10_000).default(0),
  /** What is not active is neither shown nor asked for; values that were given are kept. */
  active: z.boolean().default(true),
  /** Roles beside the administrators; `null`: everybody. */
  visibleTo: rolesOrAll.default(null),
  /** Of those who see it; `null`: all of them. */
  editableBy: rolesOrAll.default(null),
};

/** A field that an administrator has given to a kind of record (PLAN-017). */
export const customField = defineResource({
  name: 'custom_field',
  path: 'custom_fields',
  table: 'crm_custom_fields',
  row: z.object({
    ...recordBase,
    entity: z.enum(extensibleNames),
    key: z.string(),
    label: translated,
    type: z.enum(customFieldTypes),
    target: z.enum(linkTargets).nullable(),
    options: z.array(option),
    required: z.boolean(),
    unique: z.boolean(),
    defaultValue: z.unknown(),
    validation,
    section: z.string().nullable(),
    position: z.number().int(),
    active: z.boolean(),
    visibleTo: rolesOrAll,
    editableBy: rolesOrAll,
    abilities: abilities('update', 'delete', 'restore', 'rename'),
  }),
  create: z.strictObject(fields),
  example: { entity: 'account', key: 'region', type: 'text', label: { en: 'Region' } },
  update: z.strictObject(patchOf(fields)),
  filter: z.strictObject({
    entity: queryList(z.enum(extensibleNames)).optional(),
    active: queryBoolean.optional(),
  }),
  sortable: ['position', 'key', 'createdAt'],
  permissions: crudPermissions('custom_field'),
});
export type CustomFieldRow = RowOf<typeof customField>;

export const renameInput = z.strictObject({ key: customKey });

/** A definition as the rules need it. */
export type CustomFieldRules = Pick<
  CustomFieldRow,
  'type' | 'target' | 'options' | 'required' | 'unique' | 'defaultValue' | 'validation'
>;

/** The field at its place in an error, a filter or a sort. */
export function customPath(key: string): `custom.${string}` {
  return `custom.${key}`;
}
