import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import type { TokenScope } from '@crm/domain/actor';
import { DomainError, refuseUnknown } from '@crm/domain/errors';
import { isOver } from '@crm/domain/operation/operation.rules';
import type { OperationCounts } from '@crm/domain/operation/operation';
import type { OperationNext } from '@crm/domain/processes/operation';
import { loadReaders } from '../auth/load-readers.ts';
import type { ServiceContext } from '../context.ts';
import { emitChange } from '../events.ts';

/** So many slices of changes are under way at once: more only wait for each other's processors. */
const changeLanes = 4;

function selectOperations(ctx: ServiceContext) {
  return database(ctx.em).selectFrom('crm_operations').selectAll();
}

export type OperationRecord = Awaited<ReturnType<ReturnType<typeof selectOperations>['execute']>>[number];

/** The operation that a process works on; `null` when another process has taken over. */
export async function operationOf(ctx: ServiceContext, processId: string): Promise<OperationRecord | null> {
  return (await selectOperations(ctx).where('processId', '=', processId).executeTakeFirst()) ?? null;
}

/** An operation, locked until the transaction ends. @throws DomainError `not_found` */
export async function lockOperation(ctx: ServiceContext, id: string): Promise<OperationRecord> {
  const row = await selectOperations(ctx).where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw refuseUnknown('operation', id);
  return row;
}

/** What the run of an operation has to do next. */
export function nextOf({ state, selectedAt, kind }: OperationRecord): OperationNext {
  if (isOver(state)) return { do: 'nothing' };
  if (selectedAt === null) return { do: 'select' };
  // The parts of an export's file are written one after the other.
  return { do: 'work', lanes: kind === 'export' ? 1 : changeLanes };
}

export function countsOf(row: OperationRecord): OperationCounts {
  const { total, done, failed, skipped, undone, conflict } = row;
  // What is being taken back is done until it is.
  const pending = row.undoing ? done : total - done - failed - skipped - undone - conflict;
  return { total, pending, done, failed, skipped, undone, conflict };
}

/**
 * The context in which records are touched: with the rights of whoever ordered it, as they are now, and no further than
 * the token reached that it was ordered with. The log names the process.
 * @throws DomainError `forbidden` when that person is no longer active
 */
export async function asStarter(ctx: ServiceContext, operation: OperationRecord): Promise<ServiceContext> {
  const [reader] = await loadReaders(ctx, [operation.startedBy]);
  if (!reader) throw new DomainError('forbidden', 'Whoever started this is no longer active.');
  const tokenScopes = operation.tokenScopes?.map((scope) => scope as TokenScope) ?? null;
  const { processId } = ctx.actor;
  return { ...ctx, actor: { ...reader.actor, kind: 'process', tokenScopes, ...(processId ? { processId } : {}) } };
}

/** Counts the records by their states anew. */
export async function recount(ctx: ServiceContext, id: string): Promise<void> {
  await sql`
    update crm_core.crm_operations set
      (done, failed, skipped, undone, conflict) = (
        select count(*) filter (where state in ('done', 'undoing')), count(*) filter (where state = 'failed'),
          count(*) filter (where state = 'skipped'), count(*) filter (where state = 'undone'),
          count(*) filter (where state = 'conflict')
        from crm_core.crm_operation_items where operation_id = ${id})
    where id = ${id}`.execute(database(ctx.em));
}

/** Says that an operation changed, to whoever may see it. */
export function tellChanged(ctx: ServiceContext, row: OperationRecord): Promise<void> {
  return emitChange(ctx, 'operation', row, 'updated');
}
