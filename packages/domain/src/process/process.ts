import { z } from 'zod';
import { abilities, id, isoDateTime, namedRef, queryBoolean, queryList } from '../scalars.ts';
import { subjectType } from '../timeline/timeline.ts';
import { typeNames } from '../type-names.ts';

export const processKinds = ['lead-intake', 'lead-conversion', 'follow-up'] as const;
export type ProcessKind = (typeof processKinds)[number];

/** Told apart by glyph and word on every screen (design: states). `undone` was completed and taken back. */
export const processStates = [
  'queued',
  'running',
  'waiting_human',
  'waiting_timer',
  'retrying',
  'stuck',
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

/** What a process waits for: the sentence at the top of its page, as data. */
export const processWait = z.object({
  reason: z.enum(['choose_match', 'nobody_takes_leads', 'until_due']),
  why: z.string().nullable(),
  since: isoDateTime,
  dueAt: isoDateTime.nullable(),
  actors: z.array(waitActor),
  next: z.object({ code: z.enum(['remind', 'escalate', 'retry', 'notify']), at: isoDateTime }).nullable(),
});
export type ProcessWait = z.output<typeof processWait>;

export const processRow = z.object({
  id,
  kind: z.enum(processKinds),
  workflowId: z.string(),
  subjectType,
  subjectId: id,
  subjectName: z.string(),
  state: z.enum(processStates),
  wait: processWait.nullable(),
  steps: z.array(processStep),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  startedAt: isoDateTime,
  startedBy: namedRef.nullable(),
  updatedAt: isoDateTime,
  closedAt: isoDateTime.nullable(),
  /** Where an operator sees every event of the run; `null` when no Temporal UI is configured. */
  temporalUrl: z.string().nullable(),
  abilities: abilities('choose', 'cancel'),
});
export type ProcessRow = z.output<typeof processRow>;

export const processFilter = z.strictObject({
  kind: queryList(z.enum(processKinds)).optional(),
  state: queryList(z.enum(processStates)).optional(),
  open: queryBoolean.optional(),
  subjectType: subjectType.optional(),
  subjectId: id.optional(),
  /** Only those that wait for the caller. */
  needsMe: queryBoolean.optional(),
});
export type ProcessFilter = z.output<typeof processFilter>;
