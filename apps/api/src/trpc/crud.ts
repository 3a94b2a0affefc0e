import type { TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server';
import { z } from 'zod';
import type { ServiceContext } from '@crm/core/context';
import { DomainError } from '@crm/domain/errors';
import { countRow, listInput, type Count, type ListQuery, type Page } from '@crm/domain/page';
import type { ResourceDefinition } from '@crm/domain/resource';
import { id, searchText, version } from '@crm/domain/scalars';
import { mutation, query, type ProcedureMeta } from './init.ts';

/** What a service must offer for its resource to get the usual procedures. */
export interface CrudService<Row, Create, Update, Filter> {
  list(ctx: ServiceContext, query: ListQuery<Filter>): Promise<Page<Row>>;
  count(ctx: ServiceContext, filter: Filter): Promise<Count>;
  get(ctx: ServiceContext, id: string): Promise<Row>;
  create(ctx: ServiceContext, data: Create): Promise<Row>;
  update(ctx: ServiceContext, id: string, data: Update, version?: number): Promise<Row>;
  delete(ctx: ServiceContext, id: string, version?: number): Promise<void>;
  restore(ctx: ServiceContext, id: string): Promise<Row>;
}

type Query<Input, Output> = TRPCQueryProcedure<{ meta: ProcedureMeta; input: Input; output: Output }>;
type Mutation<Input, Output> = TRPCMutationProcedure<{ meta: ProcedureMeta; input: Input; output: Output }>;
type Paging<Filter> = Omit<ListQuery<Filter>, 'filter'>;
type At = { readonly id: string; readonly version?: number | undefined };

/** Written out rather than inferred: it keeps the type check of the whole router fast (ADR 0002). */
type CrudProcedures<Row, Create, Update, Filter> = {
  list: Query<ListQuery<Filter>, Page<Row>>;
  count: Query<{ filter?: Filter | undefined }, Count>;
  search: Query<Paging<Filter> & { q: string }, Page<Row>>;
  get: Query<{ id: string }, Row>;
  create: Mutation<{ data: Create }, Row>;
  update: Mutation<At & { data: Update }, Row>;
  replace: Mutation<At & { data: Create }, Row>;
  delete: Mutation<At, void>;
  restore: Mutation<{ id: string }, Row>;
};

/**
 * The usual procedures of a resource, for tRPC and REST at once, to be spread into its router. An exception is made by
 * writing the procedure after the spread.
 */
export function crud<
  Row extends z.ZodObject,
  Create extends z.ZodObject,
  Update extends z.ZodObject,
  Filter extends z.ZodObject,
>(
  definition: ResourceDefinition<Row, Create, Update, Filter>,
  service: CrudService<z.output<Row>, z.output<Create>, z.output<Update>, z.output<Filter>>,
) {
  // The procedures are made from the schemas' common type; this is the one place that says what they are in detail.
  const procedures: unknown = makeProcedures(definition, service);
  return procedures as CrudProcedures<z.output<Row>, z.input<Create>, z.input<Update>, z.input<Filter>>;
}

type Values = Record<string, unknown>;

function makeProcedures(definition: ResourceDefinition, service: Service) {
  const { name, path, permissions } = definition;
  const all = `/${path}` as const;
  const one = `/${path}/:id` as const;
  const page = z.object({ items: z.array(definition.row), nextCursor: z.string().nullable() });
  const list = listInput(definition.filter, definition.sortable);

  return {
    list: query
      .meta({ permission: permissions.read, rest: { method: 'GET', path: all, summary: `List ${path}` } })
      .input(list)
      .output(page)
      .query(({ ctx, input }) => service.list(ctx.service, input)),

    count: query
      .meta({
        permission: permissions.read,
        rest: { method: 'GET', path: `${all}/count`, summary: `Count ${path}, up to a cap` },
      })
      .input(z.strictObject({ filter: definition.filter.optional() }))
      .output(countRow)
      .query(({ ctx, input }) => service.count(ctx.service, definition.filter.parse(input.filter ?? {}))),

    search: query
      .meta({
        permission: permissions.read,
        rest: { method: 'GET', path: `${all}/search`, summary: `Search ${path} by text` },
      })
      .input(list.omit({ filter: true, trash: true }).extend({ q: searchText }))
      .output(page)
      .query(({ ctx, input: { q, ...paging } }) =>
        service.list(ctx.service, { ...paging, filter: definition.filter.parse({ q }) }),
      ),

    get: query
      .meta({ permission: permissions.read, rest: { method: 'GET', path: one, summary: `Read one ${name}` } })
      .input(z.strictObject({ id }))
      .output(definition.row)
      .query(({ ctx, input }) => service.get(ctx.service, input.id)),

    create: mutation
      .meta({
        permission: permissions.create,
        rest: { method: 'POST', path: all, status: 201, summary: `Create one ${name}` },
      })
      .input(z.strictObject({ data: definition.create }))
      .output(definition.row)
      .mutation(({ ctx, input }) => service.create(ctx.service, input.data)),

    update: mutation
      .meta({
        permission: permissions.update,
        rest: { method: 'PATCH', path: one, summary: `Change what is sent of one ${name}` },
      })
      .input(z.strictObject({ id, version: version.optional(), data: definition.update }))
      .output(definition.row)
      .mutation(({ ctx, input }) => write(service, ctx.service, input.id, input.data, input.version)),

    replace: mutation
      .meta({
        permission: permissions.update,
        rest: { method: 'PUT', path: one, summary: `Replace one ${name}; what is left out is cleared` },
      })
      .input(z.strictObject({ id, version: version.optional(), data: definition.create }))
      .output(definition.row)
      .mutation(({ ctx, input }) => {
        if (input.version === undefined) {
          throw new DomainError('version_required', 'Send If-Match with the version that you read.');
        }
        const changeable = Object.entries(input.data).filter(([key]) => key in definition.update.shape);
        const data = definition.update.parse(Object.fromEntries(changeable));
        return write(service, ctx.service, input.id, data, input.version);
      }),

    delete: mutation
      .meta({
        permission: permissions.delete,
        rest: { method: 'DELETE', path: one, status: 204, summary: `Move one ${name} to the trash` },
      })
      .input(z.strictObject({ id, version: version.optional() }))
      .mutation(({ ctx, input }) => service.delete(ctx.service, input.id, input.version)),

    restore: mutation
      .meta({
        permission: permissions.restore,
        rest: { method: 'POST', path: `${one}/restore`, summary: `Bring one ${name} back from the trash` },
      })
      .input(z.strictObject({ id }))
      .output(definition.row)
      .mutation(({ ctx, input }) => service.restore(ctx.service, input.id)),
  };
}

type Service = CrudService<Values, Values, Values, Values>;

/** Updates a record; whoever comes too late is shown both versions' fields, to compare and send again. */
async function write(service: Service, ctx: ServiceContext, id: string, data: Values, version: number | undefined) {
  try {
    return await service.update(ctx, id, data, version);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'version_conflict') throw error;
    const current = await service.get(ctx, id);
    throw new DomainError(error.code, error.message, { ...error.details, current, yours: data });
  }
}
