import { randomUUIDv7 } from 'node:crypto';
import { jsonb } from '@crm/db/database';
import { database } from '@crm/db/orm';
import type { OperationFilter, OperationInput, OperationRow } from '@crm/domain/operation/operation';
import type { Count, ListQuery, Page } from '@crm/domain/page';
import type { ServiceContext } from '../context.ts';
import { emitChange } from '../events.ts';
import { countCapped, readPage } from '../page.ts';
import { allow } from '../policy.ts';
import { newRecord } from '../record.ts';
import { startProcess } from '../process/process-start.ts';
import { checkOrder } from './operation-check.ts';
import { listItems } from './operation-items.ts';
import { previewOperation } from './operation-preview.ts';
import { operationVerbs } from './operation-verbs.ts';
import { getOperation, present, visible } from './operation-reads.ts';
import { operationOrder } from './operation.queries.ts';

/** Long operations: one thing done to many records, by a durable process that can be watched, steered and taken back. */
export const operationService = {
  ...operationVerbs,
  preview: previewOperation,
  items: listItems,

  list(ctx: ServiceContext, query: ListQuery<OperationFilter>): Promise<Page<OperationRow>> {
    return readPage(visible(ctx, query.filter ?? {}), query, operationOrder, present(ctx));
  },

  count(ctx: ServiceContext, filter: OperationFilter): Promise<Count> {
    return countCapped(database(ctx.em), visible(ctx, filter));
  },

  /** @throws DomainError `not_found` */
  get: getOperation,

  /** Those of the operations that the caller may see, in no order. */
  async getMany(ctx: ServiceContext, ids: readonly string[]): Promise<OperationRow[]> {
    const rows = await visible(ctx, {})
      .where('operation.id', 'in', [...ids])
      .execute();
    return rows.map(present(ctx));
  },

  defaultSort: operationOrder.fallback,

  /**
   * Orders an operation. It begins when the transaction is written, and is about the records that are found then.
   * @throws DomainError `forbidden` for what the caller may not do to any such record, `validation_failed`
   */
  async create(ctx: ServiceContext, input: OperationInput): Promise<OperationRow> {
    allow(ctx, 'operation:create');
    await checkOrder(ctx, input);
    const id = randomUUIDv7();
    const owner = { assignedTo: ctx.actor.id, teamId: ctx.actor.teamId };
    const values = {
      ...newRecord(ctx, id),
      ...owner,
      kind: input.kind,
      resource: input.resource,
      name: `${input.kind} ${input.resource}`,
      input: jsonb(input),
      state: 'selecting',
      startedBy: ctx.actor.id ?? '',
      tokenScopes: jsonb(ctx.actor.tokenScopes),
      fileId: input.kind === 'export' ? randomUUIDv7() : null,
      selectedTo: null,
      selectedAt: null,
      paceSince: null,
      processId: null,
      endedAt: null,
    } as const;
    await database(ctx.em).insertInto('crm_operations').values(values).execute();
    const processId = await startProcess(ctx, { kind: 'operation', subject: { type: 'operation', id, ...owner } });
    await database(ctx.em).updateTable('crm_operations').set({ processId }).where('id', '=', id).execute();
    await emitChange(ctx, 'operation', { id, ...owner }, 'created');
    return getOperation(ctx, id);
  },
};
