import { z } from 'zod';
import { errorCodes } from '../errors.ts';
import { extensibleNames } from '../extension.ts';
import { abilities, id, isoDateTime, line, ownedBase, queryList, recordBase } from '../scalars.ts';
import { typeNames } from '../type-names.ts';

export const operationKinds = ['export', 'edit', 'reassign', 'rescore'] as const;
export type OperationKind = (typeof operationKinds)[number];

/** What operations work on. */
export const operableNames = extensibleNames;
export type OperableName = (typeof operableNames)[number];

/**
 * `selecting`: the records are being written down, and stay those whatever happens meanwhile. `paused` while its process
 * is. `completed`, `cancelled`, `undone` and `failed` are over; what was refused of single records does not make the whole fail.
 */
export const operationStates = [
  'selecting',
  'running',
  'paused',
  'completed',
  'cancelled',
  'undone',
  'failed',
] as const;
export type OperationState = (typeof operationStates)[number];

/** What became of one record. `undoing`: to be taken back. `conflict`: changed by somebody since, so it was left alone. */
export const itemStates = ['pending', 'done', 'failed', 'skipped', 'undoing', 'undone', 'conflict'] as const;
export type ItemState = (typeof itemStates)[number];

export const exportFormats = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Records that are chosen one by one; more are chosen by a filter. */
export const mostChosenRecords = 1_000;
/** An operation can be undone for so long. */
export const operationUndoDays = 30;
/** The file of an export is kept for so long. */
export const exportKeptDays = 7;
const mostPeople = 50;
const mostTags = 20;

const sent = z.record(z.string().max(100), z.unknown());

/** What is to be done to which records. What does not belong to the kind is refused. */
export const operationInput = z
  .strictObject({
    kind: z.enum(operationKinds),
    resource: z.enum(operableNames),
    /** All records that the caller sees and that meet this, as the list of the resource takes it; `{}` is all of them. */
    filter: sent.optional(),
    /** Or exactly these. */
    ids: z.array(id).min(1).max(mostChosenRecords).optional(),
    /** `edit`: the fields to change, as an update of one record takes them. */
    set: sent.optional(),
    /** `edit`: ids of tags to put on, and to take off. */
    addTags: z.array(id).max(mostTags).optional(),
    removeTags: z.array(id).max(mostTags).optional(),
    /** `reassign`: the people who take turns. */
    to: z.array(id).min(1).max(mostPeople).optional(),
    /** `reassign`: open activities of the records that are with the old owner go along. */
    withActivities: z.boolean().optional(),
    /** `export`. */
    format: z.enum(exportFormats).optional(),
    /** `export`: fields in their order; all of them when left out. */
    columns: z.array(line(100)).min(1).max(300).optional(),
  })
  .superRefine((input, check) => {
    const refuse = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message });
    if ((input.filter === undefined) === (input.ids === undefined)) refuse('filter', 'Send either a filter or ids');
    if (input.kind === 'rescore' && input.resource !== 'lead') refuse('resource', 'Only leads have a score');
    if (input.kind === 'reassign' && input.to === undefined) refuse('to', 'Say to whom');
    if (input.kind === 'edit' && !hasEdits(input)) refuse('set', 'Say what to change');
    for (const [key, kind] of Object.entries(keysOfKind)) {
      if (Reflect.get(input, key) !== undefined && input.kind !== kind) refuse(key, `Belongs to ${kind}`);
    }
  });
export type OperationInput = z.output<typeof operationInput>;

const keysOfKind = {
  set: 'edit',
  addTags: 'edit',
  removeTags: 'edit',
  to: 'reassign',
  withActivities: 'reassign',
  format: 'export',
  columns: 'export',
} as const satisfies Partial<Record<keyof OperationInput, OperationKind>>;

function hasEdits({ set = {}, addTags = [], removeTags = [] }: Partial<OperationInput>): boolean {
  return Object.keys(set).length + addTags.length + removeTags.length > 0;
}

/** How many records are in which state; `pending` is what is left of the total. */
export const operationCounts = z.object({
  total: z.number().int(),
  pending: z.number().int(),
  done: z.number().int(),
  failed: z.number().int(),
  skipped: z.number().int(),
  undone: z.number().int(),
  conflict: z.number().int(),
});
export type OperationCounts = z.output<typeof operationCounts>;

export const operationRow = z
  .object({
    ...recordBase,
    ...ownedBase,
    kind: z.enum(operationKinds),
    resource: z.enum(operableNames),
    name: z.string(),
    /** As it was ordered. */
    input: sent,
    state: z.enum(operationStates),
    /** Whether it is being taken back, or was. */
    undoing: z.boolean(),
    counts: operationCounts,
    progress: z.object({
      processed: z.number().int(),
      /** Records in a second since it last began or went on; `null` before the first. */
      perSecond: z.number().nullable(),
      secondsLeft: z.number().int().nullable(),
    }),
    /** What an export made. */
    file: z.object({ id, fileName: z.string(), sizeBytes: z.number().int(), expiresAt: isoDateTime }).nullable(),
    /** The durable process that works on it, or did last. */
    processId: id.nullable(),
    endedAt: isoDateTime.nullable(),
    undoableUntil: isoDateTime.nullable(),
    abilities: abilities('pause', 'resume', 'cancel', 'retry', 'skip', 'undo', 'overwrite'),
  })
  .register(typeNames, { name: 'Operation' });
export type OperationRow = z.output<typeof operationRow>;

export const operationFilter = z.strictObject({
  kind: queryList(z.enum(operationKinds)).optional(),
  state: queryList(z.enum(operationStates)).optional(),
  assignedTo: queryList(id).optional(),
});
export type OperationFilter = z.output<typeof operationFilter>;

/** Field → what it was and what it became. */
export const itemChanges = z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() }));

export const operationItem = z
  .object({
    /** Of the record. */
    id,
    /** As the record is called now; `null` where the caller does not see it. */
    name: z.string().nullable(),
    position: z.number().int(),
    state: z.enum(itemStates),
    error: z.object({ code: z.enum(errorCodes), message: z.string() }).nullable(),
    changes: itemChanges,
    /** What stands in the way of undoing: the field, what the operation had made of it, and what it is now. */
    conflicts: z.array(z.object({ field: z.string(), ours: z.unknown(), now: z.unknown() })),
  })
  .register(typeNames, { name: 'OperationItem' });
export type OperationItem = z.output<typeof operationItem>;

/** What an operation would do, tried on the first records and taken back. */
export const operationPreview = z.object({
  count: z.number().int(),
  /** `true`: there are at least `count`. */
  capped: z.boolean(),
  sample: z.array(operationItem.omit({ position: true, conflicts: true })),
});
export type OperationPreview = z.output<typeof operationPreview>;

export const undoOperationInput = z.strictObject({
  /** What was changed since is left alone, or, once it was looked at, written over. */
  onConflict: z.enum(['keep', 'overwrite']).default('keep'),
});
