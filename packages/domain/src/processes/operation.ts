import type { ProcessContract } from './contract.ts';

/** Does one thing to many records, in slices: what is done is known by record, and nothing is done twice. */
export const operation: ProcessContract<'operation'> = {
  name: 'operation',
  workflowId: (operationId) => `operation/${operationId}`,
};

export const operationSteps = ['select', 'work', 'finish'] as const;

/** What the run has to do next. `lanes`: how many slices at a time. */
export type OperationNext =
  | { readonly do: 'select' | 'finish' | 'nothing' }
  | { readonly do: 'work'; readonly lanes: number };

/** Records that one activity takes: one transaction, a second or two. */
export const sliceSize = 200;
/** Records that are written down at once when the selection is frozen. */
export const selectionSize = 10_000;
/** After so many slices the work goes on in a fresh run, so that no history grows without end. */
export const slicesPerRun = 200;
