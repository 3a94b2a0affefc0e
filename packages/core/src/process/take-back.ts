import type { ProcessKind } from '@crm/domain/process/process';
import type { ServiceContext } from '../context.ts';
import { closeOperation } from '../operation/operation-stop.ts';
import { takeBackApproval } from '../quote/quote-approval-watch.ts';
import type { ProcessDraft } from './process-progress.ts';

type TakeBack = (ctx: ServiceContext, process: ProcessDraft) => Promise<void>;

/**
 * What a process of a kind has to take back when a person cancels it on its page: the record that it holds goes back
 * to where it was before. Kinds that have written nothing by then, or whose writes stay, are not here.
 */
const takenBack: Readonly<Partial<Record<ProcessKind, TakeBack>>> = {
  // What is done stays, and can be undone on the page of the operation.
  operation: (ctx, { id }) => closeOperation(ctx, id),
  'quote-approval': takeBackApproval,
};

/** Takes back what an open process did, in the transaction that cancels it. */
export async function takeBack(ctx: ServiceContext, process: ProcessDraft): Promise<void> {
  await takenBack[process.kind]?.(ctx, process);
}
