import { sql, type UpdateObject } from 'kysely';
import { jsonb, type Database } from '@crm/db/database';
import { database } from '@crm/db/orm';
import { DomainError, refuseUnknown } from '@crm/domain/errors';
import type { ItemState, OperationRow } from '@crm/domain/operation/operation';
import { allowsVerb, toldState, type OperationVerb } from '@crm/domain/operation/operation.rules';
import type { ServiceContext } from '../context.ts';
import { allow, allowOn } from '../policy.ts';
import { cancelOpenProcess } from '../process/process-cancel.ts';
import { lockProcess, type ProcessDraft } from '../process/process-progress.ts';
import { pauseDraft, resumeDraft } from '../process/process-verbs.ts';
import { startProcess } from '../process/process-start.ts';
import { countsOf, lockOperation, recount, tellChanged, type OperationRecord } from './operation-row.ts';
import { stopOperation } from './operation-stop.ts';
import { undoableUntil } from './operation.queries.ts';
import { getOperation } from './operation-reads.ts';

/** What people do to an operation. Each refuses with `not_found`, `forbidden`, or `invalid_transition` at the wrong time. */
export const operationVerbs = {
  /** Nothing more is done until it is resumed; a slice that is under way is taken back. */
  async pause(ctx: ServiceContext, id: string): Promise<OperationRow> {
    const operation = await open(ctx, id, 'pause');
    await pauseDraft(ctx, await processOf(ctx, operation), {});
    await setState(ctx, operation, {});
    return getOperation(ctx, id);
  },

  async resume(ctx: ServiceContext, id: string): Promise<OperationRow> {
    const operation = await open(ctx, id, 'resume');
    const { total, pending } = countsOf(operation);
    await setState(ctx, operation, { paceSince: ctx.now, paceFrom: total - pending });
    await resumeDraft(ctx, await processOf(ctx, operation), {});
    return getOperation(ctx, id);
  },

  /** What is done stays, and can be undone; the rest is skipped. Nothing is done any more once this has answered. */
  async cancel(ctx: ServiceContext, id: string): Promise<OperationRow> {
    await stopOperation(ctx, await open(ctx, id, 'cancel'));
    await cancelOpenProcess(ctx, 'operation', id);
    return getOperation(ctx, id);
  },

  /** Tries what failed once more. */
  async retry(ctx: ServiceContext, id: string): Promise<OperationRow> {
    const operation = await open(ctx, id, 'retry');
    await writeDown(ctx, operation);
    await moveItems(ctx, id, ['failed'], 'pending');
    await launch(ctx, operation, { undoing: false });
    return getOperation(ctx, id);
  },

  /** Leaves what failed as it is, for good. */
  async skip(ctx: ServiceContext, id: string): Promise<OperationRow> {
    const operation = await open(ctx, id, 'skip');
    await writeDown(ctx, operation);
    await moveItems(ctx, id, ['failed'], 'skipped');
    await recount(ctx, id);
    await setState(ctx, operation, {});
    return getOperation(ctx, id);
  },

  /**
   * Gives every record back what it had before, with the rights of whoever undoes. What was changed since is shown as a
   * conflict and left alone, unless the caller says to write over what he has seen.
   */
  async undo(
    ctx: ServiceContext,
    id: string,
    { onConflict }: { readonly onConflict: 'keep' | 'overwrite' },
  ): Promise<OperationRow> {
    const overwrite = onConflict === 'overwrite';
    const operation = await open(ctx, id, overwrite ? 'overwrite' : 'undo');
    await writeDown(ctx, operation);
    await moveItems(ctx, id, overwrite ? ['conflict'] : ['done'], 'undoing');
    await launch(ctx, operation, { undoing: true, overwrite });
    return getOperation(ctx, id);
  },
};

/** The operation, locked, if the caller may do this to it now. */
async function open(ctx: ServiceContext, id: string, verb: OperationVerb): Promise<OperationRecord> {
  allow(ctx, 'operation:update');
  const { state } = await getOperation(ctx, id);
  const operation = { ...(await lockOperation(ctx, id)), state };
  allowOn(ctx, 'operation:update', operation);
  const facts = { ...operation, counts: countsOf(operation) };
  if (!allowsVerb(verb, facts, ctx.now, undoableUntil(operation))) {
    const message = `This operation is ${operation.state}: there is nothing to ${verb === 'overwrite' ? 'write over' : verb}.`;
    throw new DomainError('invalid_transition', message, { from: operation.state, allowed: [] });
  }
  return operation;
}

/** What is left of a run that was stopped: it is told already, and becomes so. */
async function writeDown(ctx: ServiceContext, operation: OperationRecord): Promise<void> {
  for (const state of ['pending', 'undoing'] as const) {
    const told = toldState(state, operation);
    if (told !== state) await moveItems(ctx, operation.id, [state], told);
  }
}

/** The process that works on it, locked. */
async function processOf(ctx: ServiceContext, { id, processId }: OperationRecord): Promise<ProcessDraft> {
  const process = processId === null ? null : await lockProcess(ctx, processId);
  if (process === null) throw refuseUnknown('operation', id);
  return process;
}

async function moveItems(ctx: ServiceContext, id: string, from: readonly ItemState[], to: ItemState): Promise<void> {
  await sql`
    update crm_core.crm_operation_items set state = ${to}, attempts = 0, conflicts = null,
      error = case when ${to} = 'skipped' then error end
    where operation_id = ${id} and state = any(${[...from]}::text[])`.execute(database(ctx.em));
}

/** Lets a new run work on it, with the rights of the caller. */
async function launch(
  ctx: ServiceContext,
  operation: OperationRecord,
  how: { readonly undoing: boolean; readonly overwrite?: boolean },
): Promise<void> {
  const { id, assignedTo, teamId } = operation;
  await recount(ctx, id);
  const counts = countsOf({ ...(await lockOperation(ctx, id)), undoing: how.undoing });
  const processId = await startProcess(ctx, {
    kind: 'operation',
    subject: { type: 'operation', id, assignedTo, teamId },
  });
  await setState(ctx, operation, {
    ...how,
    state: 'running',
    processId,
    startedBy: ctx.actor.id ?? operation.startedBy,
    tokenScopes: jsonb(ctx.actor.tokenScopes),
    paceSince: ctx.now,
    paceFrom: counts.total - counts.pending,
    endedAt: null,
  });
}

type Change = UpdateObject<Database, 'crm_operations'>;

async function setState(ctx: ServiceContext, operation: OperationRecord, change: Change): Promise<void> {
  await database(ctx.em)
    .updateTable('crm_operations')
    .set(change)
    .set((eb) => ({ version: eb('version', '+', 1), updatedAt: ctx.now, updatedBy: ctx.actor.id }))
    .where('id', '=', operation.id)
    .execute();
  await tellChanged(ctx, operation);
}
