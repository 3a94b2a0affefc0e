import { sql, type Kysely, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Database } from '@crm/db/database';
import { database } from '@crm/db/orm';
import type { Actor } from '@crm/domain/actor';
import { refuseUnknown } from '@crm/domain/errors';
import type { CustomCondition } from '@crm/domain/extension';
import type { Count, ListQuery, Page } from '@crm/domain/page';
import { scopeOf, type Permission, type ResourceName } from '@crm/domain/permissions';
import type { ServiceContext } from './context.ts';
import { customConditions, customOrder } from './custom-field/custom-conditions.ts';
import { asValues, showCustom, visibleFields } from './custom-field/custom-view.ts';
import { countCapped, readPage, readPages, type Parents, type Wanted, type Ways } from './page.ts';
import type { Order } from './place.ts';
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

/** What extensible resources are filtered by (`extension.filter`). */
interface Extended {
  readonly externalId?: string | undefined;
  readonly custom?: Readonly<Record<string, CustomCondition>> | undefined;
}

/**
 * The reads that every resource has. Each checks the permission first and reads within the caller's scope, so that a
 * list, its count and a single read can never disagree on what the caller may see. Custom fields that the caller's role
 * does not see are taken out of each row before it is presented, and are unknown to filters and sorts.
 */
export function makeReads<
  DB,
  TB extends keyof DB,
  Raw extends object,
  Row extends { readonly id: string },
  Filter extends object,
  Sort extends string,
>(source: ReadSource<DB, TB, Raw, Row, Filter, Sort>) {
  const { table } = source.order;
  const idColumn = `${table}.id`;

  /** The permission first; then the records that the caller may see, and what he may see of them. */
  async function open(ctx: ServiceContext) {
    const scope = allow(ctx, source.permission);
    const fields = await visibleFields(ctx, source.name);

    function select({ externalId, ...own }: Extended & Partial<Filter>, trash = false) {
      const conditions = [
        sql<boolean>`${sql.ref(`${table}.deletedAt`)} is ${trash ? sql`not null` : sql`null`}`,
        ...(source.seen ? [source.seen(ctx)] : source.owned ? [within(scope, ctx.actor, table)] : []),
        ...(externalId === undefined ? [] : [sql<boolean>`${sql.ref(`${table}.externalId`)} = ${externalId}`]),
      ];
      const everything = source.select(database(ctx.em), own as Filter);
      return everything.where(sql<boolean>`${sql.join(conditions, sql` and `)}`);
    }

    /** What is looked for by other ways than the list's own conditions, and the conditions that are left. */
    async function part({ tags, custom, ...rest }: Searched & Extended & Partial<Filter>) {
      const tagged = tags ? [carriesTags(source.name, table, await findTagIds(ctx, tags))] : [];
      const wanted: readonly Wanted[] = [...tagged, ...customConditions(fields, custom ?? {}, idColumn)];
      return { wanted, rest: rest as Partial<Filter> };
    }

    function present(row: Raw): Row {
      if ('custom' in row) Object.assign(row, { custom: showCustom(fields, asValues(row.custom)) });
      return source.present(row, ctx.actor);
    }

    return { select, part, present, side: (sort: string | undefined) => customOrder(fields, sort) };
  }

  /** Several teams are several ranges of the index behind the default order. */
  function waysOf({ actor }: ServiceContext, { sort = source.order.fallback, trash }: ListQuery<Filter>): Ways {
    const several = source.owned && actor.teamIds.length > 1 && scopeOf(actor.role, source.permission) === 'team';
    if (!several || trash === true || !sort.endsWith('createdAt')) return {};
    return { oneOf: { column: `${table}.teamId`, values: actor.teamIds } };
  }

  async function getMany(ctx: ServiceContext, ids: readonly string[]): Promise<Row[]> {
    const { select, present } = await open(ctx);
    const byId = sql<boolean>`${sql.ref(idColumn)} = any(${[...ids]}::uuid[])`;
    return (await select({}).where(byId).execute()).map(present);
  }

  /** Everything that the caller may see and that meets the filter, as a query to build on. */
  async function matching(ctx: ServiceContext, filter: Filter) {
    const { select, part } = await open(ctx);
    const { wanted, rest } = await part(filter);
    return { select: meeting(select(rest), wanted) };
  }

  return {
    async list(ctx: ServiceContext, query: ListQuery<Filter>): Promise<Page<Row>> {
      const { select, part, present, side: sideOf } = await open(ctx);
      const { text } = source.order;
      const filter: Searched & Partial<Filter> = query.filter ?? {};
      // Where there is no column for free text, the list's own condition looks for it.
      const texts = text !== undefined && filter.q !== undefined ? [matchesText(text, filter.q)] : [];
      const { wanted, rest } = await part(texts.length > 0 ? { ...filter, q: undefined } : filter);
      const all = [...texts.map((condition) => ({ hit: condition, found: condition })), ...wanted];
      const side = sideOf(query.sort);
      const ways: Ways = side || all.length > 0 ? { wanted: all, side } : waysOf(ctx, query);
      return readPage(select(rest, query.trash), query, source.order, present, ways);
    },

    async count(ctx: ServiceContext, filter: Filter): Promise<Count> {
      const { select } = await matching(ctx, filter);
      return countCapped(database(ctx.em), select);
    },

    /** @throws DomainError `not_found` for what is not there, in the trash, or outside the caller's scope */
    async get(ctx: ServiceContext, id: string): Promise<Row> {
      const [row] = await getMany(ctx, [id]);
      if (!row) throw refuseUnknown(source.name, id);
      return row;
    },

    /** Those of the records that the caller may see, in no order: what is not there is left out. */
    getMany,

    /** The same page of each of many parents' records, in one statement. */
    async listFor(ctx: ServiceContext, parents: Parents, query: ListQuery<Filter>): Promise<Map<string, Page<Row>>> {
      const { select, part, present, side } = await open(ctx);
      const { wanted, rest } = await part(query.filter ?? {});
      const visible = meeting(select(rest, query.trash), wanted);
      return readPages(visible, query, source.order, present, parents, side(query.sort));
    },

    matching,

    /** The order of a list that names none. */
    defaultSort: source.order.fallback,
  };
}

function meeting<DB, TB extends keyof DB, Raw>(select: SelectQueryBuilder<DB, TB, Raw>, wanted: readonly Wanted[]) {
  return wanted.reduce((found, condition) => found.where(condition.found), select);
}
