import { sql } from 'kysely';
import { z } from 'zod';
import { database } from '@crm/db/orm';
import { DomainError, type ErrorCode } from '@crm/domain/errors';
import type { ItemState } from '@crm/domain/operation/operation';
import {
  changeBetween,
  isOver,
  openItemStates,
  type Conflict,
  type ItemImages,
} from '@crm/domain/operation/operation.rules';
import { sliceSize, type OperationNext } from '@crm/domain/processes/operation';
import type { ServiceContext } from '../context.ts';
import type { FileStore } from '../ports/file-store.ts';
import { refusePaused, runStep, type StepCall } from '../process/process-progress.ts';
import { writePart } from './operation-export.ts';
import { takeImages, type RecordImage } from './operation-images.ts';
import { changeRecord, restoreRecord, type Beside } from './operation-item.ts';
import {
  asStarter,
  countsOf,
  lockOperation,
  nextOf,
  operationOf,
  tellChanged,
  type OperationRecord,
} from './operation-row.ts';

/** Thrown to leave nothing of a slice behind whose operation has been stopped meanwhile. */
export class OperationStopped extends Error {}

/** A record that was in somebody's way is tried so often before it counts as failed. */
const mostAttempts = 5;

/** What a slice needs beside the database. */
export interface SliceTools {
  readonly files: FileStore;
  /** Called after each record. */
  heartbeat(): void;
}

interface ClaimedItem {
  readonly recordId: string;
  readonly position: number;
  readonly attempts: number;
  readonly change: ItemImages | null;
  readonly beside: Record<string, unknown> | null;
}

interface Outcome {
  readonly recordId: string;
  readonly state: ItemState;
  readonly attempts: number;
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
  readonly change: ItemImages | null;
  readonly beside: Beside | Record<string, unknown> | null;
  readonly conflicts: readonly Conflict[] | null;
}

/**
 * Works through the next records in one transaction, each in a savepoint of its own: what is refused of one harms no
 * other. Which records are done is written in the same transaction, so that a worker that is killed leaves either all
 * of a slice or nothing, and none is ever done twice.
 * @throws OperationStopped when it was cancelled meanwhile
 */
export async function workSlice(ctx: ServiceContext, call: StepCall, tools: SliceTools): Promise<OperationNext> {
  const operation = await operationOf(ctx, call.processId);
  if (operation === null) return { do: 'nothing' };
  const next = nextOf(operation);
  if (next.do !== 'work') return next;
  await requireGoing(ctx, call.processId);
  const items = await claim(ctx, operation);
  if (items.length === 0) return { do: 'finish' };
  const starter = await asStarter(ctx, operation);
  const outcomes =
    operation.kind === 'export'
      ? await exportItems(starter, operation, items, tools)
      : await workThrough(starter, operation, items, tools);
  await settle(ctx, operation.id, outcomes);
  return advance(ctx, call, operation.id);
}

/** What is paused need not begin. @throws DomainError `process_paused` */
async function requireGoing(ctx: ServiceContext, processId: string): Promise<void> {
  const process = await database(ctx.em)
    .selectFrom('crm_processes')
    .select('state')
    .where('id', '=', processId)
    .executeTakeFirst();
  if (process) refusePaused(process);
}

/** The next records, unless another slice is at them; held until the transaction ends. */
function claim(ctx: ServiceContext, { id, undoing }: OperationRecord): Promise<ClaimedItem[]> {
  return database(ctx.em)
    .selectFrom('crm_operation_items')
    .select(['recordId', 'position', 'attempts', 'change', 'beside'])
    .where('operationId', '=', id)
    .where('state', '=', undoing ? openItemStates.undo : openItemStates.do)
    .orderBy('position')
    .limit(sliceSize)
    .forUpdate()
    .skipLocked()
    .execute();
}

async function workThrough(
  ctx: ServiceContext,
  operation: OperationRecord,
  items: readonly ClaimedItem[],
  { heartbeat }: SliceTools,
): Promise<readonly Outcome[]> {
  const { resource } = operation.input;
  const ids = items.map(({ recordId }) => recordId);
  const before = await takeImages(ctx, resource, ids);
  const outcomes: Outcome[] = [];
  for (const item of items) {
    const image = before.get(item.recordId);
    outcomes.push(
      operation.undoing ? await undoOne(ctx, operation, item, image) : await changeOne(ctx, operation, item, image),
    );
    heartbeat();
  }
  return operation.undoing ? outcomes : withChanges(ctx, operation, outcomes, before);
}

/** Exports the records as one part of the file, which is marked at its first record. */
async function exportItems(
  ctx: ServiceContext,
  operation: OperationRecord,
  items: readonly ClaimedItem[],
  { files, heartbeat }: SliceTools,
): Promise<readonly Outcome[]> {
  const [first] = items;
  const ids = items.map(({ recordId }) => recordId);
  const seen = await writePart(ctx, files, operation, ids, first?.position ?? 0);
  heartbeat();
  return items.map((item) => {
    const kept = { recordId: item.recordId, attempts: item.attempts + 1, change: null, conflicts: null };
    const beside = item === first ? { part: true } : null;
    return seen.has(item.recordId)
      ? { ...kept, beside, state: 'done', error: null }
      : { ...kept, beside, state: 'failed', error: { code: 'not_found', message: 'It is not there any more.' } };
  });
}

async function changeOne(
  ctx: ServiceContext,
  { input }: OperationRecord,
  item: ClaimedItem,
  image: RecordImage | undefined,
): Promise<Outcome> {
  const { recordId, position, attempts } = item;
  const place = { id: recordId, position };
  const tried = await inSavepoint(ctx, (inside) => changeRecord(inside, input, place, image));
  if ('error' in tried) return refused(item, tried.error, 'pending', 'failed');
  const nothing = { error: null, change: null, conflicts: null };
  return { recordId, state: 'done', attempts: attempts + 1, beside: tried.done, ...nothing };
}

async function undoOne(
  ctx: ServiceContext,
  { input, overwrite }: OperationRecord,
  item: ClaimedItem,
  image: RecordImage | undefined,
): Promise<Outcome> {
  const { recordId: id, attempts, beside } = item;
  const change = item.change ?? { before: {}, after: {} };
  const tried = await inSavepoint(ctx, (inside) =>
    restoreRecord(inside, { input, id, change, beside, image, overwrite }),
  );
  if ('error' in tried) return refused(item, tried.error, 'undoing', 'conflict');
  const conflicts = tried.done;
  const kept = { recordId: id, attempts: attempts + 1, change: item.change, beside };
  return conflicts.length > 0
    ? { ...kept, state: 'conflict', error: changedSince, conflicts }
    : { ...kept, state: 'undone', error: null, conflicts: null };
}

const changedSince = {
  code: 'undo_conflict',
  message: 'Somebody changed this since. Look at it before it is undone.',
} as const;

/** What is only in somebody's way is tried again with one of the next slices. */
function refused(item: ClaimedItem, { code, message }: DomainError, again: ItemState, final: ItemState): Outcome {
  const attempts = item.attempts + 1;
  const passing = (code === 'unavailable' || code === 'version_conflict') && attempts < mostAttempts;
  const { recordId, change, beside } = item;
  return {
    recordId,
    state: passing ? again : final,
    attempts,
    error: { code, message },
    change,
    beside,
    conflicts: null,
  };
}

/** How the records that were changed look now, as far as that differs from before. */
async function withChanges(
  ctx: ServiceContext,
  { kind, input }: OperationRecord,
  outcomes: readonly Outcome[],
  before: ReadonlyMap<string, RecordImage>,
): Promise<readonly Outcome[]> {
  const done = outcomes.filter(({ state }) => state === 'done').map(({ recordId }) => recordId);
  if (kind === 'export' || done.length === 0) return outcomes;
  const after = await takeImages(ctx, input.resource, done);
  return outcomes.map((outcome) => {
    const [was, is] = [before.get(outcome.recordId), after.get(outcome.recordId)];
    return was && is && outcome.state === 'done'
      ? { ...outcome, change: changeBetween(was.fields, is.fields) }
      : outcome;
  });
}

async function settle(ctx: ServiceContext, operationId: string, outcomes: readonly Outcome[]): Promise<void> {
  const rows = outcomes.map((outcome) => ({ ...outcome, record_id: outcome.recordId }));
  await sql`
    update crm_core.crm_operation_items as item set
      state = fresh.state, attempts = fresh.attempts, error = fresh.error, change = fresh.change,
      beside = fresh.beside, conflicts = fresh.conflicts
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as fresh (
      record_id uuid, state text, attempts int, error jsonb, change jsonb, beside jsonb, conflicts jsonb)
    where item.operation_id = ${operationId} and item.record_id = fresh.record_id`.execute(database(ctx.em));
  const count = (...states: readonly ItemState[]) => outcomes.filter(({ state }) => states.includes(state)).length;
  const settledUndo = count('undone', 'conflict');
  await database(ctx.em)
    .updateTable('crm_operations')
    .set((eb) => ({
      done: eb('done', '+', count('done') - settledUndo),
      failed: eb('failed', '+', count('failed')),
      undone: eb('undone', '+', count('undone')),
      conflict: eb('conflict', '+', count('conflict')),
      updatedAt: ctx.now,
    }))
    .where('id', '=', operationId)
    .execute();
}

/**
 * Shows how far it is. If it was stopped or paused while the slice was under way, nothing of the slice stays.
 * @throws OperationStopped, DomainError `process_paused`
 */
export async function advance(ctx: ServiceContext, call: StepCall, operationId: string): Promise<OperationNext> {
  const operation = await lockOperation(ctx, operationId);
  if (isOver(operation.state)) throw new OperationStopped();
  const { total, pending } = countsOf(operation);
  const params = { done: String(total - pending), total: String(total) };
  await runStep(ctx, call, (process) => {
    process.steps = process.steps.map((step) =>
      step.key === call.step ? { ...step, detail: { code: 'progress', params } } : step,
    );
    return Promise.resolve();
  });
  await tellChanged(ctx, operation);
  return nextOf(operation);
}

type Tried<T> = { readonly done: T } | { readonly error: DomainError };

/** Runs what belongs to one record; if it is refused, nothing of it stays. */
export async function inSavepoint<T>(ctx: ServiceContext, run: (ctx: ServiceContext) => Promise<T>): Promise<Tried<T>> {
  // What one record has loaded and changed is no business of the next; the transaction is the same.
  const em = ctx.em.fork({ clear: true, keepTransactionContext: true });
  const db = database(em);
  await sql`savepoint crm_item`.execute(db);
  try {
    const done = await run({ ...ctx, em });
    await sql`release savepoint crm_item`.execute(db);
    return { done };
  } catch (error) {
    // Fails where the connection is gone, and then all of the slice.
    await sql`rollback to savepoint crm_item`.execute(db);
    return { error: asRefusal(error) };
  }
}

const databaseError = z.object({ code: z.string() });

/** What a record was refused with, in a word that people can be told. */
function asRefusal(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const { code } = databaseError.safeParse(error).data ?? { code: '' };
  if (code === '23505') return new DomainError('duplicate', 'Another record has this value already.');
  if (code === '23503') return new DomainError('validation_failed', 'What it points to does not exist.');
  // Locks, deadlocks and statements that took too long: they were in each other's way.
  if (/^(40|55P|57)/u.test(code)) return new DomainError('unavailable', 'Somebody else was at this record. Try again.');
  return new DomainError('internal', 'Something went wrong on our side.');
}
