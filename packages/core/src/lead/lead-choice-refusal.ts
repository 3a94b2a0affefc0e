import { inTransaction } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import type { ConversionChoice } from '@crm/domain/lead/lead-conversion';
import type { ServiceContext } from '../context.ts';
import { tellSubject } from '../process/process-progress.ts';

/**
 * Writes that a choice was refused, in a transaction of its own: the caller's is rolled back with the refusal. Nothing
 * is written when it was the workflow server that did not answer.
 */
export async function recordRefusedChoice(
  ctx: ServiceContext,
  leadId: string,
  processId: string,
  choice: ConversionChoice,
  error: unknown,
): Promise<void> {
  if (!(error instanceof DomainError) || error.code === 'unavailable') return;
  const { actor, requestId } = ctx;
  const session = { actorKind: actor.kind, actorId: actor.id, requestId, processId: null };
  const process = { id: processId, kind: 'lead-conversion', subject: { type: 'lead', id: leadId } } as const;
  await inTransaction(ctx.em.fork(), session, async (em) => {
    await tellSubject({ ...ctx, em }, process, 'choice_refused', { refusal: error.code, ...choice });
  });
}
