import type { TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server';
import { z } from 'zod';
import type { ServiceContext } from '@crm/core/context';
import { DomainError } from '@crm/domain/errors';
import { countRow, listInput, type Count, type ListQuery, type Page } from '@crm/domain/page';
import type { CrudAction, ResourceDefinition } from '@crm/domain/resource';
import { id, searchText, version } from '@crm/domain/scalars';
import { batchReads, type ForService, type GetMany, type ManyService } from './batch.ts';
import { mutation, query, type ProcedureMeta, type RestRoute } from './init.ts';
import { parseAtOnce } from './parse-at-once.ts';

/** What a service must offer for its resource to get the usual procedures. */
export interface CrudService<Row, Create, Update, Filter> extends ManyService<Row>, ForService<Row, Filter> {
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
  getMany: GetMany<Row>;
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
type Method = RestRoute['method'];

function makeProcedures(definition: ResourceDefinition, service: Service) {
  const { name, path, permissions } = definition;
  const all = `/${path}` as const;
  const one = `/${path}/:id` as const;
  const page = parseAtOnce(z.object({ items: z.array(definition.row), nextCursor: z.string().nullable() }));
  const list = listInput(definition.filter, definition.sortable, service.defaultSort);
  const search = list.omit({ filter: true, trash: true }).extend({ q: searchText });
  const at = z.strictObject({ id, version: version.optional() });
  const meta = (action: CrudAction, method: Method, route: `/${string}`, summary: string, status?: 201 | 204) => ({
    permission: permissions[action],
    rest: { method, path: route, summary, ...(status ? { status } : {}) },
  });

  return {
    ...batchReads({ ...definition, permission: permissions.read }, service),

    list: query
      .meta(meta('read', 'GET', all, `List ${path}`))
      .input(list)
      .output(page)
      .query(({ ctx, input }) => service.list(ctx.service, input)),

    count: query
      .meta(meta('read', 'GET', `${all}/count`, `Count ${path}, up to a cap`))
      .input(list.pick({ filter: true }))
      .output(countRow)
      .query(({ ctx, input }) => service.count(ctx.service, input.filter ?? {})),

    search: query
      .meta(meta('read', 'GET', `${all}/search`, `Search ${path} by text`))
      .input(search)
      .output(page)
      .query(({ ctx, input: { q, ...paging } }) => service.list(ctx.service, { ...paging, filter: { q } })),

    get: query
      .meta(meta('read', 'GET', one, `Read one ${name}`))
      .input(at.pick({ id: true }))
      .output(definition.row)
      .query(({ ctx, input }) => service.get(ctx.service, input.id)),

    create: mutation
      .meta(meta('create', 'POST', all, `Create one ${name}`, 201))
      .input(z.strictObject({ data: definition.create }))
      .output(definition.row)
      .mutation(({ ctx, input }) => service.create(ctx.service, input.data)),

    update: mutation
      .meta(meta('update', 'PATCH', one, `Change what is sent of one ${name}`))
      .input(at.extend({ data: definition.update }))
      .output(definition.row)
      .mutation(({ ctx, input }) => write(service, ctx.service, input.id, input.data, input.version)),

    replace: mutation
      .meta(meta('update', 'PUT', one, `Replace one ${name}; what is left out is cleared`))
      .input(at.extend({ data: definition.create }))
      .output(definition.row)
      .mutation(({ ctx, input }) => {
        if (input.version === undefined) {
          throw new DomainError('version_required', 'Send If-Match with the version that you read.');
        }
        const changeable = Object.entries(input.data).filter(([key]) => key in definition.update.shape);
        return write(service, ctx.service, input.id, Object.fromEntries(changeable), input.version);
      }),

    delete: mutation
      .meta(meta('delete', 'DELETE', one, `Move one ${name} to the trash`, 204))
      .input(at)
      .mutation(({ ctx, input }) => service.delete(ctx.service, input.id, input.version)),

    restore: mutation
      .meta(meta('restore', 'POST', `${one}/restore`, `Bring one ${name} back from the trash`))
      .input(at.pick({ id: true }))
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
