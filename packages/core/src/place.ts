import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { DomainError } from '@crm/domain/errors';
import type { ListQuery } from '@crm/domain/page';

/** A column that a list can be ordered by: `alias.column`, camelCase, with an index of (column, id). */
export interface SortColumn {
  readonly column: string;
  readonly nullable?: true;
}

export interface Order<Sort extends string> {
  /** The table or alias whose id breaks ties. */
  readonly table: string;
  readonly columns: Readonly<Record<Sort, SortColumn>>;
  readonly fallback: Sort | `-${Sort}`;
  /** `alias.column` that free text is looked for in, with a trigram index. */
  readonly text?: string;
}

/** An order by values that lie in a table of their own, where many records have none. */
export interface SideOrder {
  /** The table with its alias, and which of its rows count: one of a record at most, with an index of (key, record). */
  readonly rows: RawBuilder<unknown>;
  readonly where: RawBuilder<boolean>;
  readonly key: RawBuilder<unknown>;
  readonly recordId: RawBuilder<unknown>;
  /** A value as a row shows it, as the key that it is ordered by. */
  keyOf(value: string | number): RawBuilder<unknown>;
}

const cursorShape = z.tuple([z.string(), z.union([z.string(), z.number(), z.null()]), z.string()]);
type Position = z.output<typeof cursorShape>;

/** A place in an ordered list: the sort it belongs to, the last row's value of the sort key, and its id. */
function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function decodeCursor(cursor: string, sort: string): Position {
  const position = cursorShape.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (
    !position.success ||
    position.data[0] !== sort ||
    !z
      .uuid()
      .or(z.string().regex(/^\d{1,18}$/))
      .safeParse(position.data[2]).success
  ) {
    throw new DomainError('bad_cursor', 'Start again without a cursor: this one belongs to another list or sort.');
  }
  return position.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Where a page begins: the order, and the last row before it if it is not the first page. */
export interface Place {
  readonly sort: string;
  readonly column: RawBuilder<unknown>;
  readonly id: RawBuilder<unknown>;
  readonly descending: boolean;
  readonly nullable: boolean;
  /** `value` is `null` behind the rows that have one. */
  readonly after: { readonly value: RawBuilder<unknown> | null; readonly id: string } | null;
}

/** @throws DomainError `bad_cursor`, `bad_request` for a key that the list cannot be sorted by */
export function placeOf<Sort extends string>(
  { sort: wanted, cursor }: ListQuery<unknown>,
  order: Order<Sort>,
  side?: SideOrder,
): Place {
  const sort = wanted ?? order.fallback;
  const descending = sort.startsWith('-');
  const key = descending ? sort.slice(1) : sort;
  const id = sql.ref(`${order.table}.id`);
  const [, value, lastId] = cursor === undefined ? [] : decodeCursor(cursor, sort);
  const last = value === undefined || value === null ? null : side ? side.keyOf(value) : sql`${value}`;
  const after = lastId === undefined ? null : { value: last, id: lastId };
  const common = { sort, id, descending, after };
  if (side) {
    const column = sql`(select ${side.key} from ${side.rows} where ${side.where} and ${side.recordId} = ${id})`;
    return { ...common, column, nullable: true };
  }
  const sortColumn = Object.entries<SortColumn>(order.columns).find(([name]) => name === key)?.[1];
  if (!sortColumn) throw new DomainError('bad_request', `This list cannot be sorted by ${key}.`, { sort: key });
  return { ...common, column: sql.ref(sortColumn.column), nullable: sortColumn.nullable === true };
}

export function orderBy({ descending, nullable }: Place, column: RawBuilder<unknown>, id: RawBuilder<unknown>) {
  const direction = descending ? sql`desc` : sql`asc`;
  return sql`${column} ${direction}${nullable ? sql` nulls last` : sql``}, ${id} ${direction}`;
}

/** What a row behind another one is, in comparison. */
export function thanIn({ descending }: Place): RawBuilder<unknown> {
  return descending ? sql`<` : sql`>`;
}

/** Rows behind the last one, without those that have no value (unless it has none itself). */
export function beyond(place: Place, after: NonNullable<Place['after']>): RawBuilder<boolean> {
  const { column, id } = place;
  const than = thanIn(place);
  if (after.value === null) return sql<boolean>`(${column} is null and ${id} ${than} ${after.id})`;
  return sql<boolean>`(${column}, ${id}) ${than} (${after.value}, ${after.id})`;
}

/** All rows behind the last one. */
export function beyondOrEmpty(place: Place, after: NonNullable<Place['after']>): RawBuilder<boolean> {
  const rest = beyond(place, after);
  return after.value === null || !place.nullable ? rest : sql<boolean>`(${rest} or ${place.column} is null)`;
}

/** A row's place in a list of this order, as the cursor of the page that begins behind it. */
export function cursorAt(sort: string, row: { readonly id: string | number }): string {
  return encodeCursor([sort, sortValue(row, sort.replace(/^-/u, '')), String(row.id)]);
}

/** What a value is ordered by has no more characters (as the database counts them): the rest of a long text makes no difference. */
const longestKey = 501;

function sortValue(row: object, key: string): string | number | null {
  const [name = '', inner] = key.split('.');
  const value: unknown = Reflect.get(row, name);
  if (inner === undefined) return plainValue(value);
  const custom: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, inner) : null;
  const isMoney = typeof custom === 'object' && custom !== null && 'minor' in custom;
  return plainValue(isMoney ? custom.minor : custom);
}

function plainValue(value: unknown): string | number | null {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string')
    return value.length > longestKey ? Array.from(value).slice(0, longestKey).join('') : value;
  return typeof value === 'number' ? value : null;
}
