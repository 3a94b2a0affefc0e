import { database } from '@crm/db/orm';
import { isOver } from '@crm/domain/operation/operation.rules';
import type { ServiceContext } from '../context.ts';
import { countsOf, lockOperation, operationOf, tellChanged, type OperationRecord } from './operation-row.ts';

/** Closes an operation whose run was ended from outside, so that it does not look as if it went on. */
export async function closeOperation(ctx: ServiceContext, processId: string): Promise<void> {
  const found = await operationOf(ctx, processId);
  if (found === null) return;
  const operation = await lockOperation(ctx, found.id);
  if (!isOver(operation.state)) await stopOperation(ctx, operation);
}

/**
 * Nothing more is done; what was not reached counts as skipped, what was not taken back yet as done. The records
 * themselves may be in the hands of a slice that is about to find out: they are written down when somebody goes on.
 */
export async function stopOperation(ctx: ServiceContext, operation: OperationRecord): Promise<void> {
  const { pending, skipped } = countsOf(operation);
  await database(ctx.em)
    .updateTable('crm_operations')
    .set({
      state: 'cancelled',
      undoing: false,
      skipped: operation.undoing ? skipped : skipped + pending,
      endedAt: ctx.now,
      updatedAt: ctx.now,
    })
    .where('id', '=', operation.id)
    .execute();
  await tellChanged(ctx, operation);
}
