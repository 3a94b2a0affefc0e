import type { TRPCQueryProcedure } from '@trpc/server';
import { z } from 'zod';
import type { ServiceContext } from '@crm/core/context';
import type { Parents } from '@crm/core/page';
import { listInput, type ListQuery, type Page } from '@crm/domain/page';
import { defaultPageSize, maxBatchRows, maxBatchSize } from '@crm/domain/page-limits';
import type { Permission } from '@crm/domain/permissions';
import { id } from '@crm/domain/scalars';
import { query, type ProcedureMeta } from './init.ts';
import { parseAtOnce } from './parse-at-once.ts';

/** What a service must offer so that its records can be read by many ids at once. */
export interface ManyService<Row> {
  getMany(ctx: ServiceContext, ids: readonly string[]): Promise<Row[]>;
}

/** What a service must offer so that its records can be read for many parents at once. */
export interface ForService<Row, Filter> {
  listFor(ctx: ServiceContext, parents: Parents, query: ListQuery<Filter>): Promise<Map<string, Page<Row>>>;
  /** The order of a list that names none. */
  readonly defaultSort: string;
}

export type GetMany<Row> = TRPCQueryProcedure<{
  meta: ProcedureMeta;
  input: { ids: string[] };
  output: { items: Row[] };
}>;

interface Source {
  readonly permission: Permission;
  readonly row: z.ZodObject;
  readonly filter: z.ZodObject;
  readonly sortable: readonly [string, ...string[]];
}

type Values = Record<string, unknown>;

const ids = z.array(id).min(1).max(maxBatchSize);

/** Both reads of a resource, or the first alone for records that name no parent. */
export function batchReads(source: Source, service: ManyService<Values> & ForService<Values, Values>) {
  const many = { getMany: getMany(source, service) };
  return parentKeys(source).length === 0 ? many : { ...many, listFor: listFor(source, service) };
}

/** Records by their ids, in one statement; those that the caller may not see are left out. */
export function getMany({ permission, row }: Pick<Source, 'permission' | 'row'>, service: ManyService<Values>) {
  return query
    .meta({ permission })
    .input(z.strictObject({ ids }))
    .output(parseAtOnce(z.object({ items: z.array(row) })))
    .query(async ({ ctx, input }) => ({ items: await service.getMany(ctx.service, input.ids) }));
}

/**
 * The same page of each of many parents' records, in one statement. `by` is the key under which a record names its
 * parent: one that its list can be filtered by, so that an index serves it. GraphQL's relations are made of it.
 */
export function listFor(source: Source, service: ForService<Values, Values>) {
  const { permission, row, filter, sortable } = source;
  const page = z.object({ id, items: z.array(row), nextCursor: z.string().nullable() });
  const input = listInput(filter, sortable, service.defaultSort)
    .extend({ by: z.enum(parentKeys(source)), ids })
    .refine((value) => value.ids.length * (value.limit ?? defaultPageSize) <= maxBatchRows, {
      path: ['ids'],
      message: `At most ${maxBatchRows} rows at once: ask for fewer ids, or a smaller limit`,
    });
  return query
    .meta({ permission })
    .input(input)
    .output(parseAtOnce(z.object({ pages: z.array(page) })))
    .query(async ({ ctx, input: { by, ids: parents, ...list } }) => {
      const pages = await service.listFor(ctx.service, { by, ids: parents }, list);
      return { pages: [...pages].map(([parent, page]) => ({ id: parent, ...page })) };
    });
}

/** The keys that name another record: not an id of another system, nor that of a run. */
function parentKeys({ row, filter }: Source): readonly string[] {
  const names = /(?:Id|^assignedTo)$/u;
  return Object.keys(filter.shape).filter(
    (key) => key in row.shape && names.test(key) && !z.safeParse(row.shape[key], 'no uuid').success,
  );
}
