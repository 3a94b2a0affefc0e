import { sql, type Kysely, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Count, ListQuery, Page } from '@crm/domain/page';
import { countCap, defaultPageSize } from '@crm/domain/page-limits';
import {
  beyond,
  beyondOrEmpty,
  cursorAt,
  orderBy,
  placeOf,
  thanIn,
  type Order,
  type Place,
  type SideOrder,
} from './place.ts';

/** A condition that few rows meet, or many: nobody knows before. */
export interface Wanted {
  /** Asked of one row after the other. */
  readonly hit: RawBuilder<boolean>;
  /** Asked of the whole table: all rows that meet it are found by an index of their own. */
  readonly found: RawBuilder<boolean>;
}

/** Conditions that need another way through the table than the list's order. */
export interface Ways {
  /** What is looked for: free text, tags, custom values. All of it must be met. */
  readonly wanted?: readonly Wanted[];
  /** `alias.column` that must have one of several values, each with the list's order in an index (column, key, id). */
  readonly oneOf?: { readonly column: string; readonly values: readonly string[] };
  /** The list's order, if it lies in another table. */
  readonly side?: SideOrder | undefined;
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
  ways: Ways = {},
): Promise<Page<Row>> {
  const limit = query.limit ?? defaultPageSize;
  const place = placeOf(query, order, ways.side);
  const rows = await readWay(select, place, limit + 1, ways);
  return cutPage(rows.map(present), limit, place.sort);
}

function readWay<DB, TB extends keyof DB, Raw>(
  select: SelectQueryBuilder<DB, TB, Raw>,
  place: Place,
  count: number,
  { wanted = [], oneOf, side }: Ways,
): Promise<Raw[]> {
  if (wanted.length > 0) return readFound(select, place, count, wanted, side === undefined);
  if (oneOf) return readMerged(select, place, count, oneOf);
  return side ? readBySide(select, place, count, side) : readRows(select, place, count);
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
  side?: SideOrder,
): Promise<Map<string, Page<Row>>> {
  const limit = query.limit ?? defaultPageSize;
  const place = placeOf(query, order, side);
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
  looksThrough: boolean,
): Promise<Raw[]> {
  const keys = keysAhead(select, place);
  const order = orderBy(place, sql.ref('place'), sql.ref('id'));
  if (looksThrough) {
    const hit = every(wanted.map((each) => each.hit));
    const looked = inOrder(keys.select(hit.as('hit')), place).limit(rowsLookedThrough);
    const near = sql`select id from (${looked}) as looked where hit order by ${order} limit ${count}`;
    const rows = await readByIds(select, place, near);
    if (rows.length === count) return rows;
  }
  const all = keys.where(every(wanted.map((each) => each.found)));
  const found = sql`with found as materialized (${all}) select id from found order by ${order} limit ${count}`;
  return readByIds(select, place, found);
}

function every(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
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

/**
 * A page in the order of another table: its index is walked, and each record on the way looked at. Records that are not
 * in it have no value and come last, in the order of their ids.
 */
async function readBySide<DB, TB extends keyof DB, Raw>(
  select: SelectQueryBuilder<DB, TB, Raw>,
  place: Place,
  count: number,
  { rows, where, key, recordId }: SideOrder,
): Promise<Raw[]> {
  const { after, id } = place;
  const walk: Place = { ...place, column: key, id: recordId, nullable: false };
  const seen = select
    .clearSelect()
    .select(sql<number>`1`.as('one'))
    .where(sql<boolean>`${id} = ${recordId}`);
  const walked = sql`
    select ${recordId} from ${rows}
    where ${where} and ${after === null ? sql`true` : beyond(walk, after)} and exists (${seen})
    order by ${orderBy(walk, key, recordId)} limit ${count}`;
  const found = after?.value === null ? [] : await readByIds(select, place, walked);
  if (found.length === count) return found;
  const others = select.where(sql<boolean>`not exists (select from ${rows} where ${where} and ${recordId} = ${id})`);
  const behind = after?.value === null ? others.where(sql<boolean>`${id} ${thanIn(place)} ${after.id}`) : others;
  const rest = behind.orderBy(sql`${id} ${place.descending ? sql`desc` : sql`asc`}`).limit(count - found.length);
  return [...found, ...(await rest.execute())];
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
