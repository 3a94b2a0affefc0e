import { database } from '@crm/db/orm';
import { refuseUnknown } from '@crm/domain/errors';
import type { OperationFilter, OperationRow } from '@crm/domain/operation/operation';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { presentOperation, selectOperations, type OperationColumns } from './operation.queries.ts';

/** @throws DomainError `not_found` */
export async function getOperation(ctx: ServiceContext, id: string): Promise<OperationRow> {
  const row = await visible(ctx, {}).where('operation.id', '=', id).executeTakeFirst();
  if (!row) throw refuseUnknown('operation', id);
  return present(ctx)(row);
}

/** The permission first; then the operations that the caller may see. */
export function visible(ctx: ServiceContext, filter: OperationFilter) {
  return selectOperations(database(ctx.em), filter, ctx.actor, allow(ctx, 'operation:read'));
}

export function present(ctx: ServiceContext) {
  return (row: OperationColumns) => presentOperation(row, ctx.actor, ctx.now);
}
