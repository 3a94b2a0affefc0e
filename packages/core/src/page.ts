import { sql, type Kysely, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import { z } from 'zod';
import type { Database } from '@crm/db/database';
import { DomainError } from '@crm/domain/errors';
import { countCap, defaultPageSize, type Count, type ListQuery, type Page } from '@crm/domain/page';

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
): Promise<Page<Row>> {
  const sort = query.sort ?? order.fallback;
  const descending = sort.startsWith('-');
  const key = descending ? sort.slice(1) : sort;
  const sortColumn = Object.entries<SortColumn>(order.columns).find(([name]) => name === key)?.[1];
  if (!sortColumn) throw new DomainError('bad_request', `This list cannot be sorted by ${key}.`, { sort: key });
  const limit = query.limit ?? defaultPageSize;
  const id = sql.ref(`${order.table}.id`);
  const column = sql.ref(sortColumn.column);
  const direction = descending ? sql`desc` : sql`asc`;
  const nulls = sortColumn.nullable ? sql` nulls last` : sql``;

  let paged = select
    .orderBy(sql`${column} ${direction}${nulls}`)
    .orderBy(sql`${id} ${direction}`)
    .limit(limit + 1);
  if (query.cursor !== undefined) {
    const [, value, lastId] = decodeCursor(query.cursor, sort);
    paged = paged.where(beyond(column, id, value, lastId, descending, sortColumn.nullable === true));
  }
  const rows = await paged.execute();
  const items = rows.slice(0, limit).map(present);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, nextCursor: more ? encodeCursor([sort, sortValue(last, key), String(last.id)]) : null };
}

function beyond(
  column: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
  value: string | number | null,
  lastId: string,
  descending: boolean,
  nullable: boolean,
): RawBuilder<boolean> {
  const than = descending ? sql`<` : sql`>`;
  if (value === null) return sql<boolean>`(${column} is null and ${id} ${than} ${lastId})`;
  const after = sql<boolean>`(${column}, ${id}) ${than} (${value}, ${lastId})`;
  return nullable ? sql<boolean>`(${after} or ${column} is null)` : after;
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
