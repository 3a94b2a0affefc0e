import { sql, type Kysely, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import { z } from 'zod';
import type { Database } from '@crm/db/database';
import { DomainError } from '@crm/domain/errors';
import type { Count, ListQuery, Page } from '@crm/domain/page';
import { countCap, defaultPageSize } from '@crm/domain/page-limits';

/** A column that a list can be ordered by: `alias.column`, camelCase, with an index of (column, id). */
export interface SortColumn {
  readonly column: string;
  readonly nullable?: true;
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

export interface Order<Sort extends string> {
  /** The table or alias whose id breaks ties. */
  readonly table: string;
  readonly columns: Readonly<Record<Sort, SortColumn>>;
  readonly fallback: Sort | `-${Sort}`;
  /** `alias.column` that free text is looked for in, with a trigram index. */
  readonly text?: string;
}

/** Where a page begins: the order, and the last row before it if it is not the first page. */
interface Place {
  readonly sort: string;
  readonly column: RawBuilder<unknown>;
  readonly id: RawBuilder<unknown>;
  readonly descending: boolean;
  readonly nullable: boolean;
  readonly after: { readonly value: string | number | null; readonly id: string } | null;
}

/** A condition that few rows meet, or many: nobody knows before. */
export interface Wanted {
  /** Asked of one row after the other. */
  readonly hit: RawBuilder<boolean>;
  /** Asked of the whole table: all rows that meet it are found by an index of their own. */
  readonly found: RawBuilder<boolean>;
}

/** Conditions that need another way through the table than the list's order. */
export interface Ways {
  /** What is looked for: free text, tags. All of it must be met. */
  readonly wanted?: readonly Wanted[];
  /** `alias.column` that must have one of several values, each with the list's order in an index (column, key, id). */
  readonly oneOf?: { readonly column: string; readonly values: readonly string[] };
}

/**
 * One page by key, never by offset: every page costs the same, and rows that appear meanwhile neither hide nor repeat
 * others.
 * @param present turns a row into what leaves the server; its sort key and id make the cursor
 * @throws DomainError `bad_cursor`
 */
export async function readPage<
  DB,
  TB extends keyof DB,
  Raw,
  Row extends { readonly id: string | number },
  Sort extends string,
>(
  select: SelectQueryBuilder<DB, TB, Raw>,
  query: ListQuery<unknown>,
  order: Order<Sort>,
  present: (row: Raw) => Row,
  { wanted = [], oneOf }: Ways = {},
): Promise<Page<Row>> {
  const limit = query.limit ?? defaultPageSize;
  const place = placeOf(query, order);
  const rows = await (wanted.length > 0
    ? readFound(select, place, limit + 1, wanted)
    : oneOf
      ? readMerged(select, place, limit + 1, oneOf)
      : readRows(select, place, limit + 1));
  return cutPage(rows.map(present), limit, place.sort);
}

/** Whose rows are read: those that name one of `ids` under the key `by`, which is the column's name too. */
export interface Parents {
  readonly by: string;
  readonly ids: readonly string[];
}

/**
 * The same page of each of many parents' rows, in one statement however many parents there are.
 * @returns one page for each parent, empty where there is nothing
 * @throws DomainError `bad_cursor`
 */
export async function readPages<
  DB,
  TB extends keyof DB,
  Raw,
  Row extends { readonly id: string | number },
  Sort extends string,
>(
  select: SelectQueryBuilder<DB, TB, Raw>,
  query: ListQuery<unknown>,
  order: Order<Sort>,
  present: (row: Raw) => Row,
  { by, ids }: Parents,
): Promise<Map<string, Page<Row>>> {
  const limit = query.limit ?? defaultPageSize;
  const place = placeOf(query, order);
  const own = keysAhead(select, place).where(sql<boolean>`${sql.ref(`${order.table}.${by}`)} = parent.id`);
  const near = sql`
    select near.id from unnest(${[...ids]}::uuid[]) as parent (id)
      cross join lateral (${inOrder(own, place).limit(limit + 1)}) as near`;
  const rows = (await readByIds(select, place, near)).map(present);
  const byParent = Map.groupBy(rows, (row) => String(Reflect.get(row, by)));
  return new Map(ids.map((id) => [id, cutPage(byParent.get(id) ?? [], limit, place.sort)]));
}

/** @param rows one more than the page holds, if there is another page */
function cutPage<Row extends { readonly id: string | number }>(rows: Row[], limit: number, sort: string): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorAt(sort, last) : null };
}

/** A row's place in a list of this order, as the cursor of the page that begins behind it. */
export function cursorAt(sort: string, row: { readonly id: string | number }): string {
  return encodeCursor([sort, sortValue(row, sort.replace(/^-/u, '')), String(row.id)]);
}

function placeOf<Sort extends string>({ sort: wanted, cursor }: ListQuery<unknown>, order: Order<Sort>): Place {
  const sort = wanted ?? order.fallback;
  const descending = sort.startsWith('-');
  const key = descending ? sort.slice(1) : sort;
  const sortColumn = Object.entries<SortColumn>(order.columns).find(([name]) => name === key)?.[1];
  if (!sortColumn) throw new DomainError('bad_request', `This list cannot be sorted by ${key}.`, { sort: key });
  const [, value, lastId] = cursor === undefined ? [] : decodeCursor(cursor, sort);
  return {
    sort,
    column: sql.ref(sortColumn.column),
    id: sql.ref(`${order.table}.id`),
    descending,
    nullable: sortColumn.nullable === true,
    after: value === undefined || lastId === undefined ? null : { value, id: lastId },
  };
}

async function readRows<DB, TB extends keyof DB, Raw>(
  select: SelectQueryBuilder<DB, TB, Raw>,
  place: Place,
  count: number,
): Promise<Raw[]> {
  const { after, nullable, column } = place;
  if (after === null) return inOrder(select, place).limit(count).execute();
  const rows = await inOrder(select.where(beyond(place, after)), place)
    .limit(count)
    .execute();
  if (!nullable || after.value === null || rows.length === count) return rows;
  // Rows without a value come last. As an `or` in one query they would keep the index from starting at the cursor.
  const rest = inOrder(select.where(sql<boolean>`${column} is null`), place);
  return [...rows, ...(await rest.limit(count - rows.length).execute())];
}

/** So many rows are looked through in the list's order before the index of the text is asked. */
const rowsLookedThrough = 5_000;

/**
 * A page of what a text or a tag finds. One query would leave the way to the planner, which guesses how common it is: with
 * "rare" it sorts every Anna there is, with "common" it walks a million rows for the one Wrzesniewska. So the first rows
 * of the list's own order are looked through, where a common name fills the page at once; only a text that does not is
 * looked up in its index, all its rows are few enough to be sorted (docs/performance.md). Both give the first rows of
 * the same order, so cursors hold.
 */
async function readFound<DB, TB extends keyof DB, Raw>(
  select: SelectQueryBuilder<DB, TB, Raw>,
  place: Place,
  count: number,
  wanted: readonly Wanted[],
): Promise<Raw[]> {
  const keys = keysAhead(select, place);
  const order = orderBy(place, sql.ref('place'), sql.ref('id'));
  const hit = sql<boolean>`(${sql.join(
    wanted.map((each) => each.hit),
    sql` and `,
  )})`;
  const looked = inOrder(keys.select(hit.as('hit')), place).limit(rowsLookedThrough);
  const near = sql`select id from (${looked}) as looked where hit order by ${order} limit ${count}`;
  const rows = await readByIds(select, place, near);
  if (rows.length === count) return rows;
  const every = sql<boolean>`(${sql.join(
    wanted.map((each) => each.found),
    sql` and `,
  )})`;
  const found = sql`with found as materialized (${keys.where(every)}) select id from found order by ${order} limit ${count}`;
  return readByIds(select, place, found);
}

/**
 * A page of rows that have one of several values. With `= any(…)` no index gives the order, and for teams that got
 * nothing new for long the planner walks all the rows of others; so the first rows of each value are merged.
 */
function readMerged<DB, TB extends keyof DB, Raw>(
  select: SelectQueryBuilder<DB, TB, Raw>,
  place: Place,
  count: number,
  { column, values }: NonNullable<Ways['oneOf']>,
): Promise<Raw[]> {
  const keys = keysAhead(select, place).where(sql<boolean>`${sql.ref(column)} = one.value`);
  const first = sql`
    select near.id from unnest(${[...values]}::uuid[]) as one (value)
      cross join lateral (${inOrder(keys, place).limit(count)}) as near
    order by ${orderBy(place, sql.ref('near.place'), sql.ref('near.id'))} limit ${count}`;
  return readByIds(select, place, first);
}

/** Sort key and id of all rows behind the page before. */
function keysAhead<DB, TB extends keyof DB, O>(select: SelectQueryBuilder<DB, TB, O>, place: Place) {
  const { after, column, id } = place;
  const ahead = after === null ? select : select.where(beyondOrEmpty(place, after));
  return ahead.clearSelect().select([id.as('id'), column.as('place')]);
}

function readByIds<DB, TB extends keyof DB, Raw>(
  select: SelectQueryBuilder<DB, TB, Raw>,
  place: Place,
  ids: RawBuilder<unknown>,
): Promise<Raw[]> {
  return inOrder(select.where(sql<boolean>`${place.id} = any(array(${ids}))`), place).execute();
}

function inOrder<DB, TB extends keyof DB, O>(select: SelectQueryBuilder<DB, TB, O>, place: Place) {
  return select.orderBy(orderBy(place, place.column, place.id));
}

function orderBy({ descending, nullable }: Place, column: RawBuilder<unknown>, id: RawBuilder<unknown>) {
  const direction = descending ? sql`desc` : sql`asc`;
  return sql`${column} ${direction}${nullable ? sql` nulls last` : sql``}, ${id} ${direction}`;
}

/** Rows behind the last one, without those that have no value (unless it has none itself). */
function beyond({ column, id, descending }: Place, after: NonNullable<Place['after']>): RawBuilder<boolean> {
  const than = descending ? sql`<` : sql`>`;
  if (after.value === null) return sql<boolean>`(${column} is null and ${id} ${than} ${after.id})`;
  return sql<boolean>`(${column}, ${id}) ${than} (${after.value}, ${after.id})`;
}

/** All rows behind the last one. */
function beyondOrEmpty(place: Place, after: NonNullable<Place['after']>): RawBuilder<boolean> {
  const rest = beyond(place, after);
  return after.value === null || !place.nullable ? rest : sql<boolean>`(${rest} or ${place.column} is null)`;
}

function sortValue(row: object, key: string): string | number | null {
  const value: unknown = Reflect.get(row, key);
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** How many rows match, counted up to a cap: an exact count of a million costs more than the list. */
export async function countCapped<DB, TB extends keyof DB, O>(
  db: Kysely<Database>,
  select: SelectQueryBuilder<DB, TB, O>,
): Promise<Count> {
  const capped = select
    .clearSelect()
    .clearOrderBy()
    .select(sql<number>`1`.as('one'))
    .limit(countCap + 1);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (${capped}) as capped`.execute(db);
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, countCap), capped: count > countCap };
}
