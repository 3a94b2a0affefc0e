import type { ProcessContract } from './contract.ts';

/** Sees to it that a quote is decided on: asks step by step, reminds, asks others too, and at last gives it back. */
export const quoteApproval: ProcessContract<'quoteApproval'> = {
  name: 'quoteApproval',
  workflowId: (quoteAndRevision) => `quote-approval/${quoteAndRevision}`,
};

/** What the run of a quote's approval is called by. */
export function quoteApprovalOf({ id, revision }: { readonly id: string; readonly revision: number }): string {
  return `${id}/${revision}`;
}

export const quoteApprovalSteps = ['approve', 'escalate'] as const;

/** Signal: somebody decided, or the quote was edited, recalled, deleted or restored; look at it again. */
export const approvalChangedSignal = 'approvalChanged';
