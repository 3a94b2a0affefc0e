import type { ProcessKind } from '../process/process.ts';

/** The queue that workflows and database activities run on. */
export const taskQueue = 'crm';
/** What the versions of the workers' code are versions of. */
export const deploymentName = 'crm';
/** Temporal namespace. */
export const namespace = 'crm';

/** What every process starts from: ids only, because history is kept and read by operators. */
export interface ProcessInput {
  /** Row in `crm_processes` that the run reports to. */
  readonly processId: string;
  /** What the run's id is made of. */
  readonly subjectId: string;
}

/**
 * What people decide while a run waits for it: a Temporal Update, which the run's validator may refuse with one of our
 * codes.
 */
export interface Decision<Payload> {
  readonly kind: ProcessKind;
  /** Of the Update. */
  readonly name: string;
  /** Never set; says what the Update carries. */
  readonly carries?: Payload;
}

/**
 * A durable process: its name in Temporal, and its id, which is the business id, so that one subject has at most one
 * run of a kind at a time. The subject's id may have a part behind it, as in `<quote>/<revision>`.
 */
export interface ProcessContract<Name extends string> {
  readonly name: Name;
  workflowId(subjectId: string): string;
}

/** When a run that watches something looks again: an ISO instant, or `null` for only when something changes. */
export interface LookAgain {
  readonly until: string | null;
}
