/** The queue that workflows and database activities run on. */
export const taskQueue = 'crm';
/** Temporal namespace. */
export const namespace = 'crm';

/** What every process starts from: ids only, because history is kept and read by operators. */
export interface ProcessInput {
  /** Row in `crm_processes` that the run reports to. */
  readonly processId: string;
  readonly subjectId: string;
}

/**
 * A durable process: its name in Temporal, and its id, which is the business id, so that one subject has at most one
 * run of a kind at a time.
 */
export interface ProcessContract<Name extends string> {
  readonly name: Name;
  workflowId(subjectId: string): string;
}
