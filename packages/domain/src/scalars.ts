import { z } from 'zod';
import { typeNames } from './type-names.ts';

/** UUIDv7, made by the caller's side of the database (`randomUUIDv7`), so that ids sort by time of creation. */
export const id = z.uuid();
/** Stands for some other record in examples. */
export const exampleId = '0193a8c2-7d10-7c3e-9b61-4f2d8e5a1c07';
export const isoDateTime = z.iso.datetime({ offset: true });
/** A calendar day without a zone: an expected close date, a birthday. */
export const isoDate = z.iso.date();
export const version = z.coerce.number().int().min(1);

export const timeZone = z.string().max(60).refine(isTimeZone, 'Use an IANA time zone such as Europe/Berlin');

/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/, 'Use an ISO 3166-1 code such as DE');
/** ISO 4217. Amounts are integers in minor units (cents, kopecks) and never stand without their currency. */
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Use an ISO 4217 code such as EUR')
  .meta({ examples: ['EUR'] });
/** Safe integers only: 90 trillion in the major unit. */
export const amountMinor = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A sum of amounts in minor units. Amounts are exact; a sum beyond 2^53 is the nearest number there is. */
export const sumMinor = z.number();

// As a range, and not as the class \p{Cc}: the pattern stands in the OpenAPI documents, for tools in any language.
const controls = String.raw`\u0000-\u001F\u007F-\u009F`;

/**
 * Text that a person writes in one line; trimmed, never empty, no control characters.
 * @param without further characters that it must not have, as they stand in a character class
 */
export function line(max: number, without = '') {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(new RegExp(`^[^${without}${controls}]*$`, 'u'), 'Must not contain control characters')
    .refine(isWellFormed, halves);
}

/** Text of several lines. NUL is refused because PostgreSQL cannot store it. */
export function prose(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .regex(new RegExp(String.raw`^[^\u0000]*$`, 'u'), 'Must not contain NUL characters')
    .refine(isWellFormed, halves);
}

const halves = 'Must not contain halves of characters';

function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}

/** A boolean that may arrive as a word in a query string. */
export const queryBoolean = z.union([z.boolean(), z.stringbool()]);

/** A list that may arrive as `a,b` in a query string. */
export function queryList<T extends z.ZodType>(item: T) {
  return z.preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(item).min(1).max(100));
}

/** What free text search takes. */
export const searchText = z.string().trim().min(1).max(200);

/** A name beside an id, so that a row can be shown without another request. */
export const namedRef = z.object({ id, name: z.string() }).register(typeNames, { name: 'NamedRef' });
export type NamedRef = z.output<typeof namedRef>;

/** Columns of every row that people work with. */
export const recordBase = {
  id,
  version: z.number().int(),
  createdAt: isoDateTime,
  createdBy: namedRef.nullable(),
  updatedAt: isoDateTime,
  updatedBy: namedRef.nullable(),
  deletedAt: isoDateTime.nullable(),
};

/** Who answers for a record. The team follows the owner; a record without an owner can lie in a team's queue. */
export const ownedBase = {
  assignedTo: id.nullable(),
  assignee: namedRef.nullable(),
  teamId: id.nullable(),
};

/** What the caller may do with this very row. Screens ask it and compute nothing (docs/architecture.md). */
export function abilities<const A extends readonly [string, ...string[]]>(...actions: A) {
  const shape = Object.fromEntries(actions.map((action) => [action, z.boolean()]));
  return z.object(shape as Record<A[number], z.ZodBoolean>);
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
