import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import { foldName } from '@crm/domain/normalize/name';
import { endStep } from '@crm/domain/process/process-steps.rules';
import { operation as contract, selectionSize, type OperationNext } from '@crm/domain/processes/operation';
import { storageKeyOf } from '../attachment/upload.ts';
import type { ServiceContext } from '../context.ts';
import { notify } from '../notification/notify.ts';
import { today } from '../present.ts';
import { newRecord } from '../record.ts';
import { completeProcess, recordUndone, runStep, type StepCall } from '../process/process-progress.ts';
import { contentTypes, formatOf, type MadeFile } from './operation-export.ts';
import {
  asStarter,
  countsOf,
  lockOperation,
  nextOf,
  operationOf,
  tellChanged,
  type OperationRecord,
} from './operation-row.ts';
import { definitionOf, idsMatching } from './operation-targets.ts';

const nothing = { do: 'nothing' } as const;

/** What there is to do, when a run begins or goes on. */
export async function lookAtOperation(ctx: ServiceContext, { processId }: StepCall): Promise<OperationNext> {
  const operation = await operationOf(ctx, processId);
  return operation === null ? nothing : nextOf(operation);
}

/** Writes down which records it is about, some thousands at a time. From then on it is about these and no others. */
export async function selectRecords(ctx: ServiceContext, call: StepCall): Promise<OperationNext> {
  const found = await operationOf(ctx, call.processId);
  if (found === null) return nothing;
  const operation = await lockOperation(ctx, found.id);
  const next = nextOf(operation);
  if (next.do !== 'select') return next;
  const added = await addItems(await asStarter(ctx, operation), operation);
  const isComplete = added.count < selectionSize;
  const total = operation.total + added.count;
  await database(ctx.em)
    .updateTable('crm_operations')
    .set({
      total,
      selectedTo: added.last ?? operation.selectedTo,
      updatedAt: ctx.now,
      ...(isComplete ? { selectedAt: ctx.now, paceSince: ctx.now, paceFrom: 0, state: 'running' } : {}),
    })
    .where('id', '=', operation.id)
    .execute();
  await runStep(ctx, call, (process) => {
    const detail = { code: 'selected', params: { total: String(total) } };
    process.steps = isComplete ? endStep(process.steps, 'select', ctx.now, detail) : process.steps;
    return Promise.resolve();
  });
  await tellChanged(ctx, operation);
  return nextOf(await lockOperation(ctx, operation.id));
}

async function addItems(ctx: ServiceContext, { id, input, total, selectedTo }: OperationRecord) {
  const { ids, resource, filter = {} } = input;
  const chosen = ids
    ? sql`select distinct id from unnest(${[...ids]}::uuid[]) as one (id)`
    : sql`${await idsMatching(ctx, resource, definitionOf(resource).filter.parse(filter))}`;
  const { rows } = await sql<{ count: number; last: string | null }>`
    with chosen as (
      select id from (${chosen}) as found where ${selectedTo === null ? sql`true` : sql`id > ${selectedTo}`}
      order by id limit ${selectionSize}
    ), added as (
      insert into crm_core.crm_operation_items (operation_id, record_id, position)
      select ${id}, id, ${total} + row_number() over (order by id) - 1 from chosen
    )
    select count(*)::int as count, (array_agg(id order by id desc))[1] as last from chosen`.execute(database(ctx.em));
  return rows[0] ?? { count: 0, last: null };
}

/** Ends the operation, unless something is left to do. */
export async function finishOperation(
  ctx: ServiceContext,
  call: StepCall,
  made: MadeFile | null = null,
): Promise<OperationNext> {
  const found = await operationOf(ctx, call.processId);
  if (found === null) return nothing;
  const operation = await lockOperation(ctx, found.id);
  const next = nextOf(operation);
  if (next.do !== 'work') return next;
  if (await hasOpenItems(ctx, operation)) return next;
  if (made !== null) await keepFile(ctx, operation, made);
  await database(ctx.em)
    .updateTable('crm_operations')
    .set({ state: operation.undoing ? 'undone' : 'completed', endedAt: ctx.now, updatedAt: ctx.now })
    .where('id', '=', operation.id)
    .execute();
  await runStep(ctx, call, (process) => {
    const steps = ['select', 'work', 'finish'].reduce((all, step) => endStep(all, step, ctx.now, null), process.steps);
    process.steps = endStep(steps, 'finish', ctx.now, {
      code: operation.undoing ? 'taken_back' : 'finished',
      params: resultOf(operation),
    });
    completeProcess(process, ctx.now);
    return Promise.resolve();
  });
  if (operation.undoing) await markUndone(ctx, operation.id, call.processId);
  await tellChanged(ctx, operation);
  await notify(ctx, {
    kind: 'operation_finished',
    userIds: [operation.startedBy],
    subject: { type: 'operation', id: operation.id },
    params: resultOf(operation),
    key: `operation/${call.processId}`,
  });
  return nothing;
}

/** How many went well, and how many were refused. */
function resultOf(operation: OperationRecord): { readonly done: string; readonly failed: string } {
  const { done, undone, failed, conflict } = countsOf(operation);
  return operation.undoing
    ? { done: String(undone), failed: String(conflict) }
    : { done: String(done), failed: String(failed) };
}

/** The file that was exported, as a file of the operation: whoever sees the operation may fetch it, until it expires. */
async function keepFile(ctx: ServiceContext, operation: OperationRecord, made: MadeFile): Promise<void> {
  const { id, fileId, input, startedBy } = operation;
  if (fileId === null) return;
  const format = formatOf(input);
  const fileName = `${definitionOf(input.resource).path}-${today(ctx)}.${format}`;
  await database(ctx.em)
    .insertInto('crm_attachments')
    .values({
      ...newRecord(ctx, fileId),
      createdBy: startedBy,
      subjectType: 'operation',
      subjectId: id,
      fileName,
      nameNormalized: foldName(fileName),
      contentType: contentTypes[format],
      claimedType: null,
      storageKey: storageKeyOf(fileId),
      state: 'ready',
      ...made,
    })
    .onConflict((on) => on.column('id').doNothing())
    .execute();
}

async function hasOpenItems(ctx: ServiceContext, { id, undoing }: OperationRecord): Promise<boolean> {
  const open = await database(ctx.em)
    .selectFrom('crm_operation_items')
    .select('recordId')
    .where('operationId', '=', id)
    .where('state', '=', undoing ? 'undoing' : 'pending')
    .limit(1)
    .executeTakeFirst();
  return open !== undefined;
}

/** The runs that did it show that it was taken back. */
async function markUndone(ctx: ServiceContext, id: string, except: string): Promise<void> {
  const runs = await database(ctx.em)
    .selectFrom('crm_processes')
    .select('id')
    .where('subjectType', '=', 'operation')
    .where('subjectId', '=', id)
    .where('workflowId', '=', contract.workflowId(id))
    .where('state', '=', 'completed')
    .where('id', '!=', except)
    .execute();
  for (const run of runs) await recordUndone(ctx, run.id);
}
