import { sql, type Kysely, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Database } from '@crm/db/database';
import { database } from '@crm/db/orm';
import type { Actor } from '@crm/domain/actor';
import { refuseUnknown } from '@crm/domain/errors';
import type { Count, ListQuery, Page } from '@crm/domain/page';
import { scopeOf, type Permission, type ResourceName } from '@crm/domain/permissions';
import type { ServiceContext } from './context.ts';
import { countCapped, readPage, readPages, type Order, type Parents, type Wanted, type Ways } from './page.ts';
import { allow, within } from './policy.ts';
import { matchesText } from './search/matches-text.ts';
import { carriesTags, findTagIds } from './tag/tagging.queries.ts';

interface ReadSource<DB, TB extends keyof DB, Raw, Row, Filter, Sort extends string> {
  readonly name: ResourceName;
  readonly permission: Permission;
  select(db: Kysely<Database>, filter: Filter): SelectQueryBuilder<DB, TB, Raw>;
  present(row: Raw, actor: Actor): Row;
  readonly order: Order<Sort>;
  /** Without owner and team columns a record is seen by whoever has the permission. */
  readonly owned: boolean;
  /** Who sees a row, where that is neither its owner nor everybody with the permission. */
  seen?(ctx: ServiceContext): RawBuilder<boolean>;
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
    const inPlace = source
      .select(database(ctx.em), filter as Filter)
      .where(sql<boolean>`${sql.ref(`${table}.deletedAt`)} is ${trash ? sql`not null` : sql`null`}`);
    if (source.seen) return inPlace.where(source.seen(ctx));
    return source.owned ? inPlace.where(within(scope, ctx.actor, table)) : inPlace;
  }

  async function wantedTags(ctx: ServiceContext, tags: Searched['tags']): Promise<readonly Wanted[]> {
    allow(ctx, source.permission);
    return tags ? [carriesTags(source.name, table, await findTagIds(ctx, tags))] : [];
  }

  /** Several teams are several ranges of the index behind the default order. */
  function waysOf({ actor }: ServiceContext, { sort = source.order.fallback, trash }: ListQuery<Filter>): Ways {
    const several = source.owned && actor.teamIds.length > 1 && scopeOf(actor.role, source.permission) === 'team';
    if (!several || trash === true || !sort.endsWith('createdAt')) return {};
    return { oneOf: { column: `${table}.teamId`, values: actor.teamIds } };
  }

  return {
    async list(ctx: ServiceContext, query: ListQuery<Filter>): Promise<Page<Row>> {
      const present = (row: Raw) => source.present(row, ctx.actor);
      const { text } = source.order;
      const { tags, ...filter }: Searched & Partial<Filter> = query.filter ?? {};
      const texts = text !== undefined && filter.q !== undefined ? [matchesText(text, filter.q)] : [];
      const wanted = [
        ...texts.map((condition) => ({ hit: condition, found: condition })),
        ...(await wantedTags(ctx, tags)),
      ];
      // Where there is no column for free text, the list's own condition looks for it.
      const rest = texts.length > 0 ? { ...filter, q: undefined } : filter;
      const select = visible(ctx, rest as Partial<Filter>, query.trash);
      return readPage(select, query, source.order, present, wanted.length > 0 ? { wanted } : waysOf(ctx, query));
    },

    async count(ctx: ServiceContext, { tags, ...filter }: Filter & Searched): Promise<Count> {
      const wanted = await wantedTags(ctx, tags);
      return countCapped(database(ctx.em), meeting(visible(ctx, filter as Partial<Filter>), wanted));
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
    async listFor(ctx: ServiceContext, parents: Parents, query: ListQuery<Filter>): Promise<Map<string, Page<Row>>> {
      const present = (row: Raw) => source.present(row, ctx.actor);
      const { tags, ...filter }: Searched & Partial<Filter> = query.filter ?? {};
      const wanted = await wantedTags(ctx, tags);
      const select = meeting(visible(ctx, filter as Partial<Filter>, query.trash), wanted);
      return readPages(select, query, source.order, present, parents);
    },

    /** Everything that the caller may see and that meets the filter, as a query to build on. */
    async matching(ctx: ServiceContext, { tags, ...filter }: Filter & Searched) {
      const wanted = await wantedTags(ctx, tags);
      return { select: meeting(visible(ctx, filter as Partial<Filter>), wanted) };
    },

    /** The order of a list that names none. */
    defaultSort: source.order.fallback,
  };
}

function meeting<DB, TB extends keyof DB, Raw>(select: SelectQueryBuilder<DB, TB, Raw>, wanted: readonly Wanted[]) {
  return wanted.reduce((found, condition) => found.where(condition.found), select);
}
