import { z } from 'zod';
import type { ResourceName } from './permissions.ts';
import { line } from './scalars.ts';

/** Resources that an administrator may give fields of their own, and that carry an id of another system. */
export const extensibleNames = [
  'account',
  'contact',
  'lead',
  'opportunity',
  'activity',
  'product',
  'quote',
  'invoice',
  'subscription',
  'ticket',
  'campaign',
] as const satisfies ResourceName[];
export type ExtensibleName = (typeof extensibleNames)[number];

export function isExtensible(name: string): name is ExtensibleName {
  return extensibleNames.some((extensible) => extensible === name);
}

const mostValues = 300;

/** The name of a custom field in `custom`, in filters, sorts and `fields`. */
export const customKey = z
  .string()
  .max(50)
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'Use letters, digits and underscores, beginning with a letter')
  .refine((key) => !(key in {}), 'This word is taken by JSON tools; use another');

const given = z
  .record(z.string().max(50), z.unknown())
  .refine((values) => Object.keys(values).length <= mostValues, `Send at most ${mostValues} values at once`);

/**
 * Values of custom fields on their way in, not checked yet: `readCustom` in core does that. A class and no mere record
 * on purpose, so that nobody can write it into a column.
 */
export class CustomInput {
  /** What is not among the values is cleared (POST, PUT) instead of left as it is (PATCH). */
  readonly whole: boolean;
  readonly values: Readonly<Record<string, unknown>>;

  constructor(whole: boolean, values: Readonly<Record<string, unknown>>) {
    this.whole = whole;
    this.values = values;
  }

  /** As it was sent. */
  toJSON(): Readonly<Record<string, unknown>> {
    return this.values;
  }
}

const whole = given.default({}).transform((values) => new CustomInput(true, values));
const part = given.transform((values) => new CustomInput(false, values));

const wanted = z.union([z.string(), z.number(), z.boolean()]);

/** What a custom field must have: one of some values, or a value within bounds. Both bounds are included. */
export const customCondition = z.union([
  wanted,
  z.array(wanted).min(1).max(100),
  z.strictObject({ from: wanted.optional(), to: wanted.optional(), currency: z.string().optional() }),
]);
export type CustomCondition = z.output<typeof customCondition>;

/** The id that another system knows a record by. Unique among live records of a kind. */
export const externalId = line(200);

/**
 * What every extensible resource has, spread into its definition: the schemas that speak of custom fields and of the
 * id in another system (docs/architecture.md, "Recipe: make a resource extensible").
 */
export const extension = {
  row: {
    externalId: z.string().nullable(),
    /** The fields that the caller's role may see, `null` without a value. */
    custom: z.record(z.string(), z.unknown()),
  },
  create: {
    externalId: externalId.nullable().default(null),
    custom: whole,
    /** Creates although a record with the same unique value lies in the trash. A live one always refuses (DIFF-013). */
    confirmDuplicate: z.boolean().default(false),
  },
  update: { externalId: externalId.nullable().optional(), custom: part.optional() },
  filter: { externalId: externalId.optional(), custom: z.record(z.string().max(50), customCondition).optional() },
};

type Extension = keyof typeof extension.create;

/** What a record is made of. Code that makes one of another need not speak of its extension. */
export type Extendable<Create> = Omit<Create, Extension> & Partial<Pick<Create, Extension & keyof Create>>;
