import { z } from 'zod';
import { abilities, id, isoDateTime, namedRef, queryBoolean, queryList } from '../scalars.ts';
import { subjectType, subjectTypes } from '../timeline/timeline.ts';
import { typeNames } from '../type-names.ts';
import { waitReasons } from './wait-reasons.ts';

export const processKinds = [
  'lead-intake',
  'lead-response',
  'lead-conversion',
  'opportunity-stage',
  'quote-approval',
  'quote-delivery',
  'renewal',
  'automation',
  'ticket-sla',
  'follow-up',
  'operation',
] as const;
export type ProcessKind = (typeof processKinds)[number];

/** Told apart by glyph and word on every screen (design: states). `undone` was completed and taken back. */
export const processStates = [
  'queued',
  'running',
  'waiting_human',
  'waiting_timer',
  'retrying',
  'stuck',
  'paused',
  'failed',
  'cancelled',
  'undone',
  'completed',
] as const;
export type ProcessState = (typeof processStates)[number];

/** States in which nothing will happen any more. */
export const closedStates = ['failed', 'cancelled', 'undone', 'completed'] as const satisfies ProcessState[];

export function isClosed(state: ProcessState): boolean {
  return closedStates.some((closed) => closed === state);
}

export const stepStates = [
  'queued',
  'running',
  'human',
  'timer',
  'retry',
  'failed',
  'cancelled',
  'undone',
  'skipped',
  'done',
] as const;

/**
 * One step as the process page draws it. `detail` is a code with its parameters, which the screen turns into words in
 * the reader's language.
 */
export const processStep = z
  .object({
    key: z.string(),
    state: z.enum(stepStates),
    startedAt: isoDateTime.nullable(),
    endedAt: isoDateTime.nullable(),
    attempts: z.number().int(),
    detail: z.object({ code: z.string(), params: z.record(z.string(), z.string()) }).nullable(),
  })
  .register(typeNames, { name: 'ProcessStep' });
export type ProcessStep = z.output<typeof processStep>;

/** Who may act on a waiting process, and why it is they. */
export const waitActor = z
  .object({ id, name: z.string(), as: z.enum(['owner', 'manager', 'admin']) })
  .register(typeNames, { name: 'WaitActor' });

/** What a process does next, if nothing happens before. */
const nextCodes = [
  'remind',
  'escalate',
  'retry',
  'notify',
  'pass_on',
  'give_back',
  'expire',
  'announce',
  'bill',
  'charge',
  'suspend',
  'end',
  'go_on',
] as const;

/** What a process waits for: the sentence at the top of its page, as data. */
export const processWait = z.object({
  reason: z.enum(waitReasons),
  why: z.string().nullable(),
  since: isoDateTime,
  dueAt: isoDateTime.nullable(),
  actors: z.array(waitActor),
  next: z
    .object({
      code: z.enum(nextCodes),
      at: isoDateTime,
    })
    .nullable(),
});
export type ProcessWait = z.output<typeof processWait>;

/** What a process is about: a record with a timeline, or an operation on many records. */
export const processSubjectTypes = [...subjectTypes, 'operation'] as const;
export type ProcessSubjectType = (typeof processSubjectTypes)[number];
export const processSubjectType = z.enum(processSubjectTypes).register(typeNames, { name: 'ProcessSubjectType' });

export interface ProcessSubject {
  readonly type: ProcessSubjectType;
  readonly id: string;
}

export const processRow = z.object({
  id,
  kind: z.enum(processKinds),
  workflowId: z.string(),
  subjectType: processSubjectType,
  subjectId: id,
  subjectName: z.string(),
  state: z.enum(processStates),
  wait: processWait.nullable(),
  steps: z.array(processStep),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  startedAt: isoDateTime,
  startedBy: namedRef.nullable(),
  updatedAt: isoDateTime,
  /** The state that it was paused in, and goes on from. */
  pausedFrom: z.enum(processStates).nullable(),
  /** When a step that failed is tried again. */
  retryAt: isoDateTime.nullable(),
  /** The process that was run again as this one. */
  restartedFrom: id.nullable(),
  closedAt: isoDateTime.nullable(),
  /** Where an operator sees every event of the run; `null` when no Temporal UI is configured. */
  temporalUrl: z.string().nullable(),
  abilities: abilities(
    'choose',
    'approve',
    'decide',
    'cancel',
    'pause',
    'resume',
    'retry',
    'restart',
    'skip',
    'runAgain',
    'terminate',
  ),
});
export type ProcessRow = z.output<typeof processRow>;

export const processFilter = z.strictObject({
  ids: queryList(id).optional(),
  kind: queryList(z.enum(processKinds)).optional(),
  state: queryList(z.enum(processStates)).optional(),
  open: queryBoolean.optional(),
  subjectType: processSubjectType.optional(),
  subjectId: id.optional(),
  /** Every process that touched the record, not only those that are about it. */
  touchedType: subjectType.optional(),
  touchedId: id.optional(),
  /** Only those that wait for the caller. */
  needsMe: queryBoolean.optional(),
  /** Only those that an operator should see to: failed, standing still, or failing for long. */
  needsRepair: queryBoolean.optional(),
  waitReason: queryList(z.enum(waitReasons)).optional(),
  /** Only those that wait since before this. */
  waitingBefore: isoDateTime.optional(),
  errorCode: queryList(z.string().max(64)).optional(),
  /** Text of the record's name. */
  name: z.string().trim().min(2).max(100).optional(),
  /** Earlier and later runs of the same. */
  workflowId: z.string().max(200).optional(),
});
export type ProcessFilter = z.output<typeof processFilter>;
