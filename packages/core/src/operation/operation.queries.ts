import { sql, type Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import {
  exportKeptDays,
  operationUndoDays,
  type OperationFilter,
  type OperationRow,
  type OperationState,
} from '@crm/domain/operation/operation';
import { allowsVerb, isOver, progressOf, stateOf, type OperationFacts } from '@crm/domain/operation/operation.rules';
import type { Scope } from '@crm/domain/permissions';
import { can, within } from '../policy.ts';
import { iso, presentOwner, presentRecord } from '../present.ts';
import { countsOf } from './operation-row.ts';

const dayMs = 86_400_000;

/** Every read of operations, with the names of the people in them and the file of an export. */
export function selectOperations(db: Kysely<Database>, filter: OperationFilter, actor: Actor, scope: Scope) {
  return db
    .selectFrom('crm_operations as operation')
    .leftJoin('crm_users as assignee', 'assignee.id', 'operation.assignedTo')
    .leftJoin('crm_users as creator', 'creator.id', 'operation.createdBy')
    .leftJoin('crm_users as updater', 'updater.id', 'operation.updatedBy')
    .leftJoin('crm_processes as process', 'process.id', 'operation.processId')
    .leftJoin('crm_attachments as file', (on) =>
      on.onRef('file.id', '=', 'operation.fileId').on('file.state', '=', 'ready').on('file.deletedAt', 'is', null),
    )
    .selectAll('operation')
    .select([
      'assignee.name as assigneeName',
      'creator.name as createdByName',
      'updater.name as updatedByName',
      'file.fileName as fileName',
      'file.sizeBytes as fileSize',
      'file.createdAt as fileMadeAt',
      'process.state as processState',
    ])
    .where('operation.deletedAt', 'is', null)
    .where(within(scope, actor, 'operation'))
    .$if(filter.kind !== undefined, (select) => select.where('operation.kind', 'in', filter.kind ?? []))
    .$if(filter.state !== undefined, (select) =>
      // The first of the two is for the index: what the process has to say does not stand in it.
      select.where('operation.state', 'in', mayStandAs(filter.state ?? [])).where(standsAs, 'in', filter.state ?? []),
    )
    .$if(filter.assignedTo !== undefined, (select) =>
      select.where('operation.assignedTo', 'in', filter.assignedTo ?? []),
    );
}

/** `stateOf`, asked of the database. */
const standsAs = sql<OperationState>`case
  when operation.state in ('selecting', 'running') and process.state in ('paused', 'cancelled', 'failed')
  then process.state else operation.state end`;

/** The states that are kept of operations that may stand as one of these. */
function mayStandAs(states: readonly OperationState[]): OperationState[] {
  const isOfProcess = states.some((state) => state === 'paused' || state === 'cancelled' || state === 'failed');
  return isOfProcess ? [...states, 'selecting', 'running'] : [...states];
}

export type OperationColumns = Awaited<ReturnType<ReturnType<typeof selectOperations>['execute']>>[number];

export const operationOrder = {
  table: 'operation',
  columns: { createdAt: { column: 'operation.createdAt' } },
  fallback: '-createdAt',
} as const;

/** The last moment at which an operation can be taken back; `null` while it is not over. */
export function undoableUntil({ endedAt }: Pick<OperationFacts, 'endedAt'>): Date | null {
  return endedAt === null ? null : new Date(endedAt.getTime() + operationUndoDays * dayMs);
}

export function presentOperation(row: OperationColumns, actor: Actor, now: Date): OperationRow {
  const counts = countsOf(row);
  const state = stateOf(row.state, row.processState);
  const facts = { ...row, state, counts };
  const until = undoableUntil(row);
  const may = can(actor, 'operation:update', row);
  const verb = (name: Parameters<typeof allowsVerb>[0]) => may && allowsVerb(name, facts, now, until);
  return {
    ...presentRecord(row),
    ...presentOwner(row),
    kind: row.kind,
    resource: row.resource,
    name: row.name,
    input: { ...row.input },
    state,
    undoing: row.undoing,
    counts,
    progress: paceOf(row, state),
    file: fileOf(row),
    processId: row.processId,
    endedAt: iso(row.endedAt),
    undoableUntil: row.kind === 'export' ? null : iso(until),
    abilities: {
      pause: verb('pause'),
      resume: verb('resume'),
      cancel: verb('cancel'),
      retry: verb('retry'),
      skip: verb('skip'),
      undo: verb('undo'),
      overwrite: verb('overwrite'),
    },
  };
}

function paceOf(row: OperationColumns, state: OperationState) {
  const goes = !isOver(state) && state !== 'paused';
  const since = goes ? row.paceSince : null;
  return progressOf(countsOf(row), { since, sinceProcessed: row.paceFrom, at: row.updatedAt });
}

function fileOf({ fileId, fileName, fileSize, fileMadeAt }: OperationColumns): OperationRow['file'] {
  if (fileId === null || fileName === null || fileSize === null || fileMadeAt === null) return null;
  const expiresAt = new Date(fileMadeAt.getTime() + exportKeptDays * dayMs);
  return { id: fileId, fileName, sizeBytes: fileSize, expiresAt: iso(expiresAt) };
}
