import { z } from 'zod';
import { id, isoDateTime, line } from '../scalars.ts';
import { subjectType } from '../timeline/timeline.ts';
import { processLogRow, type ProcessVerb } from './process-log.ts';
import { processFilter, processStates } from './process.ts';

export const touchedRecord = z.object({ type: subjectType, id, name: z.string() });
export type TouchedRecord = z.output<typeof touchedRecord>;

/** What the page of a process shows beside its row. */
export const processDetails = z.object({
  /** Newest first. */
  log: z.array(processLogRow),
  /** All runs of the same, this one among them, newest first. */
  runs: z.array(
    z.object({ id, state: z.enum(processStates), startedAt: isoDateTime, closedAt: isoDateTime.nullable() }),
  ),
  /** The records that it touched, as far as the reader sees them. */
  touched: z.array(touchedRecord),
  /** At which steps it can begin anew. */
  restartSteps: z.array(z.string()),
  /** The step that can be left out. */
  skips: z.string().nullable(),
  /** What it was started with, for a person to change before it is run again. */
  input: z.record(z.string(), z.unknown()).nullable(),
});
export type ProcessDetails = z.output<typeof processDetails>;

export const processTally = z.object({
  items: z.array(z.object({ state: z.enum(processStates), count: z.number().int(), capped: z.boolean() })),
});
export type ProcessTally = z.output<typeof processTally>;

const longestReason = 500;
const reason = line(longestReason);

/** For what can be taken back, saying why is a courtesy. */
export const mildVerb = z.strictObject({ reason: reason.optional() });
/** For what cannot, it is the condition. */
export const hardVerb = z.strictObject({ reason });
/** What somebody answers to a rule that asked; a no says why. */
export const decideInput = z
  .strictObject({ decision: z.enum(['approve', 'reject']), comment: reason.optional() })
  .refine(({ decision, comment }) => decision === 'approve' || comment !== undefined, {
    path: ['comment'],
    message: 'Say why not.',
  });
/** Without a step: at the last that began, which is the one that failed. */
export const restartInput = mildVerb.extend({ step: z.string().max(64).optional() });
/** Without an input: with what it was started with. */
export const runAgainInput = mildVerb.extend({ input: z.record(z.string(), z.unknown()).optional() });

const bulkVerbs = [
  'pause',
  'resume',
  'retry',
  'restart',
  'skip',
  'cancel',
  'terminate',
] as const satisfies ProcessVerb[];
export type BulkVerb = (typeof bulkVerbs)[number];
/** So many processes are steered by one call at most. */
export const mostAtOnce = 1_000;

export const bulkQuestion = z.strictObject({ verb: z.enum(bulkVerbs), filter: processFilter.default({}) });
export const bulkInput = bulkQuestion.extend({ reason });
export const bulkPreview = z.object({
  matching: z.number().int(),
  /** More than can be steered at once. */
  capped: z.boolean(),
  fitting: z.number().int(),
});
export type BulkPreview = z.output<typeof bulkPreview>;
export const bulkOutcome = z.object({
  done: z.number().int(),
  /** It did not fit these, or not any more. */
  left: z.number().int(),
});
export type BulkOutcome = z.output<typeof bulkOutcome>;
