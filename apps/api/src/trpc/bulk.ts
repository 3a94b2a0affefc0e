import type { TRPCMutationProcedure } from '@trpc/server';
import { z } from 'zod';
import { allow } from '@crm/core/policy';
import { bulkResult, mostBulkRows, type BulkResult } from '@crm/domain/bulk';
import { externalId } from '@crm/domain/extension';
import type { CrudAction, ResourceDefinition } from '@crm/domain/resource';
import { id, version } from '@crm/domain/scalars';
import { eachRow, type RowPlan } from './bulk-rows.ts';
import type { CrudService } from './crud.ts';
import { mutation, type ProcedureMeta } from './init.ts';

type Bulk<Row> = TRPCMutationProcedure<{ meta: ProcedureMeta; input: { data: { rows: Row[] } }; output: BulkResult }>;
type At = { id: string; version?: number | undefined };

type BulkProcedures<Create, Update> = {
  bulkCreate: Bulk<Create>;
  bulkUpdate: Bulk<At & Update>;
  bulkUpsert: Bulk<Partial<Create> & { externalId: string }>;
  bulkDelete: Bulk<At>;
};

/**
 * Many records in one call, to be spread into the router of an extensible resource. Each row goes through the same
 * service as a single call, in a savepoint of its own: what is wrong with one row harms no other. One
 * `Idempotency-Key` stands for the whole call.
 */
export function bulk<
  Row extends z.ZodObject,
  Create extends z.ZodObject,
  Update extends z.ZodObject,
  Filter extends z.ZodObject<{ externalId: z.ZodType; custom: z.ZodType }>,
>(
  definition: ResourceDefinition<Row, Create, Update, Filter>,
  service: CrudService<z.output<Row>, z.output<Create>, z.output<Update>, z.output<Filter>>,
) {
  // Made from the schemas' common type, as in `crud`; this is the one place that says what they are in detail.
  const procedures: unknown = makeProcedures(definition, service);
  return procedures as BulkProcedures<z.input<Create>, z.input<Update>>;
}

type Values = Record<string, unknown>;
type Service = CrudService<Values, Values, Values, Values>;

const at = z.strictObject({ id, version: version.optional() });
const named = z.looseObject({ externalId });
const saved = z.looseObject({ id });

function makeProcedures(definition: ResourceDefinition, service: Service) {
  const { path, create, update } = definition;
  const changes = z.strictObject({ ...at.shape, ...update.shape });
  const upsertable = z.strictObject({ ...z.object(create.shape).partial().shape, externalId });

  const createRow: RowPlan['run'] = async (ctx, row) => {
    const made = await service.create(ctx, read(create, row));
    return { status: 'created', id: saved.parse(made).id };
  };

  return {
    bulkCreate: procedure(definition, ['create', 'create'], `Create many ${path}`, create, { run: createRow }),

    bulkUpdate: procedure(definition, ['update', 'update'], `Change what is sent of many ${path}`, changes, {
      order: ({ id: one }) => String(one),
      async run(ctx, { id: one, version: seen, ...data }) {
        const place = read(at, { id: one, version: seen });
        await service.update(ctx, place.id, read(update, data), place.version);
        return { status: 'updated', id: place.id };
      },
    }),

    bulkUpsert: procedure(
      definition,
      ['upsert', 'create'],
      `Create many ${path}, or change those of a known id`,
      upsertable,
      {
        order: ({ externalId: theirs }) => String(theirs),
        // Somebody else has just created it: the next look finds it.
        again: ({ code, details }) =>
          code === 'possible_duplicate' || (code === 'duplicate' && details['field'] === 'externalId'),
        async run(ctx, row) {
          const { externalId: theirs } = read(named, row);
          const [found] = (await service.list(ctx, { filter: { externalId: theirs }, limit: 1 })).items;
          if (found === undefined) return createRow(ctx, row);
          const { confirmDuplicate: _, ...data } = row;
          const record = saved.parse(found);
          // Some are asked about when they are created only.
          await service.update(ctx, record.id, read(update, 'confirmDuplicate' in update.shape ? row : data));
          return { status: 'updated', id: record.id };
        },
      },
    ),

    bulkDelete: procedure(definition, ['delete', 'delete'], `Move many ${path} to the trash`, at, {
      order: ({ id: one }) => String(one),
      async run(ctx, row) {
        const one = read(at, row);
        await service.delete(ctx, one.id, one.version);
        return { status: 'deleted', id: one.id };
      },
    }),
  };
}

/** 1,000 rows of 8 kB each. */
const bodyLimit = 8_388_608;

/** @param shape what a row should be, for the documents: a row that is something else is refused alone */
function procedure(
  { path, permissions }: ResourceDefinition,
  [verb, action]: readonly [verb: string, action: CrudAction],
  summary: string,
  shape: z.ZodObject,
  plan: RowPlan,
) {
  return mutation
    .meta({
      permission: permissions[action],
      rest: { method: 'POST', path: `/${path}/bulk/${verb}`, summary, bodyLimit },
    })
    .input(z.strictObject({ data: z.strictObject({ rows: rowsLike(shape) }) }))
    .output(bulkResult)
    .mutation(({ ctx, input }) => {
      allow(ctx.service, permissions[action]);
      return eachRow(ctx, input.data.rows, plan);
    });
}

/** Takes anything, since a wrong row must not refuse the others; the documents tell what it should be. */
function rowsLike(shape: z.ZodObject) {
  const row = z.unknown();
  const { $schema: _, ...described } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });
  row._zod.toJSONSchema = () => described;
  return z.array(row).min(1).max(mostBulkRows);
}

/** A row, checked; its fields are named as those of a single call are. */
function read<Schema extends z.ZodObject>(schema: Schema, row: unknown): z.output<Schema> {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  throw new z.ZodError(parsed.error.issues.map((issue) => ({ ...issue, path: ['data', ...issue.path] })));
}
