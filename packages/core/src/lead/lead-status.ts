import type { Lead } from '@crm/db/entities/lead.entity';
import { DomainError, refuseFields } from '@crm/domain/errors';
import { leadStatuses, type LeadStatus, type QualifyInput } from '@crm/domain/lead/lead';
import { canMoveLead, missingLeadFacts } from '@crm/domain/lead/lead.rules';
import type { ServiceContext } from '../context.ts';
import { allowOn } from '../policy.ts';
import { findOpenProcess } from '../process/process-start.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { refuseConverted } from './lead-write.ts';

type Reached = Exclude<LeadStatus, 'converted'>;

/**
 * Where a lead may go from here, with all that must be so before: the facts of a qualified lead, the reason of an
 * unqualified one, no conversion under way. Tells the timeline of a decision.
 * @returns the columns that change
 * @throws DomainError `already_converted`, `conversion_in_progress`, `invalid_transition` with what is allowed,
 * `stage_gate` naming the missing facts, `validation_failed` when the reason is missing, `forbidden` for whoever may
 * change leads but not judge them
 */
export async function moveLead(ctx: ServiceContext, record: Lead, to: Reached, reason: string | null) {
  refuseConverted(record);
  if (record.status === to) return {};
  if (!canMoveLead(record.status, to)) throw refuseTransition(record.status, to);
  const judged = to === 'qualified' || to === 'unqualified';
  if (judged) allowOn(ctx, 'lead:qualify', record);
  if (record.status === 'qualified') await refuseWhileConverting(ctx, record.id);
  if (to === 'qualified') refuseMissingFacts(record);
  if (to === 'unqualified' && reason === null) {
    throw refuseFields([{ field: 'reason', code: 'required', message: 'Say why, so that nobody asks them again.' }]);
  }
  if (judged) {
    await recordTimeline(ctx, {
      subject: { type: 'lead', id: record.id },
      kind: 'qualified',
      payload: { outcome: to, reason, from: record.status },
    });
  }
  return { status: to, disqualifiedReason: to === 'unqualified' ? reason : null };
}

/** What a verdict changes; the same verdict again changes nothing. */
export function judgeLead(ctx: ServiceContext, record: Lead, { outcome, reason }: QualifyInput) {
  return moveLead(ctx, record, outcome, reason);
}

/** @throws DomainError `conversion_in_progress` with the process */
export async function refuseWhileConverting(ctx: ServiceContext, leadId: string): Promise<void> {
  const processId = await findOpenProcess(ctx, 'lead-conversion', leadId);
  if (processId === null) return;
  throw new DomainError('conversion_in_progress', 'This lead is being converted. Wait for it, or cancel the process.', {
    process_id: processId,
  });
}

/** @throws DomainError `stage_gate` */
function refuseMissingFacts(record: Lead): void {
  const missing = missingLeadFacts(record);
  if (missing.length === 0) return;
  throw new DomainError(
    'stage_gate',
    `A qualified lead needs more: ${missing.join(', ')}. Fill it in and qualify again.`,
    {
      missing,
      issues: missing.map((field) => ({ field, code: 'stage_gate', message: 'A qualified lead needs this.' })),
    },
  );
}

function refuseTransition(from: LeadStatus, to: LeadStatus): DomainError {
  const allowed = leadStatuses.filter(
    (status) => status !== from && status !== 'converted' && canMoveLead(from, status),
  );
  return new DomainError('invalid_transition', `A lead cannot go from ${from} to ${to}.`, { from, to, allowed });
}
