import type { ProcessKind } from '@crm/domain/process/process';
import type { ServiceContext } from '../context.ts';
import { emitCommand } from '../events.ts';
import { cancelDraft, lockProcess, saveProcess, tellSubject, type ProcessDraft } from './process-progress.ts';
import { findOpenProcess } from './process-start.ts';

/**
 * Ends an open process where it stands. The row is what counts: from now on no step of it does anything. The relay
 * tells the run.
 */
export async function cancelProcess(ctx: ServiceContext, process: ProcessDraft): Promise<void> {
  cancelDraft(process, ctx.now);
  await saveProcess(ctx, process);
  await tellSubject(ctx, process, 'cancelled');
  const command = { do: 'cancel_process', kind: process.kind, subjectId: process.runsFor } as const;
  await emitCommand(ctx, 'process', { id: process.id }, command);
}

/** Ends the process of this kind that runs for a subject, if one is open. */
export async function cancelOpenProcess(ctx: ServiceContext, kind: ProcessKind, runsFor: string): Promise<void> {
  const id = await findOpenProcess(ctx, kind, runsFor);
  const process = id === null ? null : await lockProcess(ctx, id);
  if (process !== null) await cancelProcess(ctx, process);
}
