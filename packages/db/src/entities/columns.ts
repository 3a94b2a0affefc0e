import { p, type EntityClass, type Opt } from '@mikro-orm/core';
import type { SubjectType } from '@crm/domain/timeline/timeline';

/** The schema that everything lies in (PLAN-076). */
export const schema = 'crm_core';

/** An entity that is named before it is made: records know their creator, and users are records themselves. */
export type Target = EntityClass<object>;

declare const computed: unique symbol;

/** What the database computes: it is read, and never written. */
export type Computed = Opt<string> & ComputedMark;
export type ComputedMoment = Opt<Date> & ComputedMark;
export interface ComputedMark {
  readonly [computed]?: true;
}

/** A UUIDv7 that the code makes (`randomUUIDv7` of `node:crypto`). */
export function key() {
  return p.uuid().primary();
}

/**
 * A moment, in milliseconds as `Date` has them: a finer value in the database would not equal the one in a cursor, and
 * a page would lose or repeat rows.
 */
export function moment() {
  return p.datetime(3);
}

/**
 * The id of another record, with a foreign key behind it. The property is the id itself, never the record. What is
 * referred to cannot be deleted for good: the trash is how things go away. Checked at each statement, unless a
 * transaction says `set constraints all deferred`: records that refer to each other can then come in any order.
 */
export function idOf(target: Target) {
  return p.manyToOne(target).mapToPk().$type<string>().deleteRule('no action').deferMode('immediate');
}

/** `idOf` for a record that need not be there. */
export function optionalIdOf(target: Target) {
  return idOf(target).strictNullable();
}
export type OptionalId = ReturnType<typeof optionalIdOf>;

/** What every record that people work with has (PLAN-002). */
export function recordColumns(user: () => Target) {
  return {
    id: key(),
    version: p.integer().version(),
    createdAt: moment(),
    createdBy: (): OptionalId => optionalIdOf(user()),
    updatedAt: moment(),
    updatedBy: (): OptionalId => optionalIdOf(user()),
    deletedAt: moment().strictNullable(),
  };
}

/** Who answers for a record; what row scopes look at. */
export function ownerColumns(user: () => Target, team: () => Target) {
  return {
    assignedTo: (): OptionalId => optionalIdOf(user()),
    teamId: (): OptionalId => optionalIdOf(team()),
  };
}

/** Values of custom fields as they are stored: by the field's slot, never by its key. Read by `custom-view.ts` in core. */
export type StoredCustom = Readonly<Record<string, unknown>>;

/** What extensible records have (PLAN-017): their id in another system, and values of custom fields. */
export function extensionColumns() {
  return { externalId: p.text().strictNullable(), custom: p.json<StoredCustom>().defaultRaw("'{}'::jsonb") };
}

/**
 * One of a list that grows with the product: subjects, kinds of entries, kinds of processes. The type says which; the
 * database does not repeat it, since each addition would rewrite a check on the largest tables.
 */
export function openEnum<Value extends string>() {
  return p.text().$type<Value>();
}

/** What a record is about. Without a foreign key, since it may be any of them. */
export function subjectColumns() {
  return { subjectType: openEnum<SubjectType>(), subjectId: p.uuid() };
}

/**
 * A column that the database computes from others: they can never disagree. The parts are SQL without `null`; what is
 * computed is their text with blanks between.
 */
export function computedText(...parts: string[]) {
  const sql = parts.map((part) => `coalesce(${part}, ''::text)`).join(` || ' '::text || `);
  return p.text().$type<Computed>().generated(`(${sql}) stored`);
}

/** A moment that the database computes from others, or none. */
export function computedMoment(sql: string) {
  return moment().$type<ComputedMoment>().generated(`(${sql}) stored`).strictNullable();
}

/** How a row is called, computed by the database: the first of the expressions that is not blank. */
export function computedName(...candidates: string[]) {
  const filled = candidates.map((candidate) => `nullif(btrim(${candidate}), ''::text)`).join(', ');
  return p.text().$type<Computed>().generated(`(coalesce(${filled}, ''::text)) stored`);
}

/** A decimal number without rounding and padding, read and written as text: quantities, percentages, rates. */
export function exactDecimal() {
  return p.decimal().columnType('numeric');
}

/** What a document or one of its lines comes to, in minor units (ADR 0007). */
export function totalsColumns() {
  return {
    subtotalMinor: p.bigint('number'),
    discountMinor: p.bigint('number'),
    taxMinor: p.bigint('number'),
    totalMinor: p.bigint('number'),
  };
}
