import type { Opt } from '@mikro-orm/core';
import { sql, type ColumnType, type Generated, type GeneratedAlways, type RawBuilder } from 'kysely';
import type { ComputedMark } from './entities/columns.ts';

export type { Database } from './tables.ts';

/**
 * The columns of a table as queries see them, inferred from its entity, so that a column is said once. Columns with a
 * default may be left out of an insert. The second parameter names the jsonb columns: they are read as what they hold
 * and written by `jsonb()`, because the driver would make an array of PostgreSQL out of a list.
 */
export type Columns<Entity, Json extends keyof Entity = never> = {
  [Key in keyof Entity & string]: Key extends Json ? JsonColumn<Entity[Key]> : Column<Entity[Key]>;
};

/** Without the ORM's marks. */
type Plain<Value> = Value extends Opt<infer Inner> ? Inner : Value;
type Column<Value> = [NonNullable<Value>] extends [ComputedMark]
  ? GeneratedAlways<NonNullable<Value> extends Date ? Date | Extract<Value, null> : string>
  : [Value] extends [Opt]
    ? Generated<Bare<Value>>
    : Bare<Value>;
type Bare<Value> = Value extends Date ? Date : Plain<Value>;
type JsonInput<Value> = RawBuilder<unknown> | Extract<Value, null>;
type JsonColumn<Value> = ColumnType<
  Plain<Value>,
  [Value] extends [Opt] ? JsonInput<Value> | undefined : JsonInput<Value>,
  JsonInput<Value>
>;

/** A value on its way into a jsonb column. */
export function jsonb(value: unknown): RawBuilder<unknown> {
  return value === null ? sql`null` : sql`${JSON.stringify(value)}::jsonb`;
}
