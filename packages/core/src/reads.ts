import { sql, type Kysely, type SelectQueryBuilder } from 'kysely';
import type { Database } from '@crm/db/database';
import { database } from '@crm/db/orm';
import type { Actor } from '@crm/domain/actor';
import { refuseUnknown } from '@crm/domain/errors';
import type { Count, ListQuery, Page } from '@crm/domain/page';
import { scopeOf, type Permission, type ResourceName } from '@crm/domain/permissions';
import type { ServiceContext } from './context.ts';
import { countCapped, readPage, readPages, type Order, type Parents, type Ways } from './page.ts';
import { allow, within } from './policy.ts';
import { matchesText } from './search/matches-text.ts';
import { isTagged } from './tag/tagging.queries.ts';

interface ReadSource<DB, TB extends keyof DB, Raw, Row, Filter, Sort extends string> {
  readonly name: ResourceName;
  readonly permission: Permission;
  select(db: Kysely<Database>, filter: Filter): SelectQueryBuilder<DB, TB, Raw>;
  present(row: Raw, actor: Actor): Row;
  readonly order: Order<Sort>;
  /** Without owner and team columns a record is seen by whoever has the permission. */
  readonly owned: boolean;
}

/** Filters that are not asked of a column, and may be met by few rows or by most. */
interface Searched {
  readonly q?: string | undefined;
  /** Ids or names of tags, for what carries tags. */
  readonly tags?: readonly string[] | undefined;
}

/**
 * The reads that every resource has. Each checks the permission first and reads within the caller's scope, so
 * that a list, its count and a single read can never disagree on what the caller may see.
 */
export function makeReads<
  DB,
  TB extends keyof DB,
  Raw,
  Row extends { readonly id: string },
  Filter extends object,
  Sort extends string,
>(source: ReadSource<DB, TB, Raw, Row, Filter, Sort>) {
  const { table } = source.order;

  function visible(ctx: ServiceContext, filter: Partial<Filter>, trash = false) {
    const scope = allow(ctx, source.permission);
    const { tags, ...own }: Searched & Partial<Filter> = filter;
    const all = source.select(database(ctx.em), own as Filter);
    const everything = tags ? all.where(isTagged(source.name, table, tags)) : all;
    const inPlace = everything.where(
      sql<boolean>`${sql.ref(`${table}.deletedAt`)} is ${trash ? sql`not null` : sql`null`}`,
    );
    return source.owned ? inPlace.where(within(scope, ctx.actor, table)) : inPlace;
  }

  /** Several teams are several ranges of the index behind the default order. */
  function waysOf({ actor }: ServiceContext, { sort = source.order.fallback, trash }: ListQuery<Filter>): Ways {
    const several = source.owned && actor.teamIds.length > 1 && scopeOf(actor.role, source.permission) === 'team';
    if (!several || trash === true || !sort.endsWith('createdAt')) return {};
    return { oneOf: { column: `${table}.teamId`, values: actor.teamIds } };
  }

  return {
    list(ctx: ServiceContext, query: ListQuery<Filter>): Promise<Page<Row>> {
      const present = (row: Raw) => source.present(row, ctx.actor);
      const { text } = source.order;
      const filter: Searched & Partial<Filter> = query.filter ?? {};
      const wanted = [
        ...(filter.q !== undefined && text !== undefined ? [matchesText(text, filter.q)] : []),
        ...(filter.tags ? [isTagged(source.name, table, filter.tags)] : []),
      ];
      // Where there is no column for free text, the list's own condition looks for it.
      const rest = { ...filter, tags: undefined, ...(text === undefined ? {} : { q: undefined }) };
      const select = visible(ctx, rest, query.trash);
      if (wanted.length === 0) return readPage(select, query, source.order, present, waysOf(ctx, query));
      return readPage(select, query, source.order, present, {
        wanted: sql<boolean>`(${sql.join(wanted, sql` and `)})`,
      });
    },

    count(ctx: ServiceContext, filter: Filter): Promise<Count> {
      return countCapped(database(ctx.em), visible(ctx, filter));
    },

    /** @throws DomainError `not_found` for what is not there, in the trash, or outside the caller's scope */
    async get(ctx: ServiceContext, id: string): Promise<Row> {
      const byId = sql<boolean>`${sql.ref(`${table}.id`)} = ${id}`;
      const row = await visible(ctx, {}).where(byId).executeTakeFirst();
      if (!row) throw refuseUnknown(source.name, id);
      return source.present(row, ctx.actor);
    },

    /** Those of the records that the caller may see, in no order: what is not there is left out. */
    async getMany(ctx: ServiceContext, ids: readonly string[]): Promise<Row[]> {
      const byId = sql<boolean>`${sql.ref(`${table}.id`)} = any(${[...ids]}::uuid[])`;
      const rows = await visible(ctx, {}).where(byId).execute();
      return rows.map((row) => source.present(row, ctx.actor));
    },

    /** The same page of each of many parents' records, in one statement. */
    listFor(ctx: ServiceContext, parents: Parents, query: ListQuery<Filter>): Promise<Map<string, Page<Row>>> {
      const present = (row: Raw) => source.present(row, ctx.actor);
      return readPages(visible(ctx, query.filter ?? {}, query.trash), query, source.order, present, parents);
    },

    /** The order of a list that names none. */
    defaultSort: source.order.fallback,
  };
}
