import type { Lead } from '@crm/db/entities/lead.entity';
import { endStep } from '@crm/domain/process/process-steps.rules';
import { assignRetryMinutes } from '@crm/domain/processes/lead-intake';
import type { ServiceContext } from '../context.ts';
import { findManagers } from '../process/process-people.ts';
import {
  cancelDraft,
  completeProcess,
  holdProcess,
  runStep,
  tellSubject,
  type ProcessDraft,
  type StepCall,
} from '../process/process-progress.ts';
import { assignChanges, saveUpdated } from '../record.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { teamOfCountry } from '../territory/territory.service.ts';
import { takeTurn } from './lead-assignment.ts';
import { lockLead } from './lead-lock.ts';
import { watchResponse } from './lead-response.ts';
import { rescore } from './lead-scoring.ts';

const minuteMs = 60_000;

/** Scores a new lead. @returns `null` when the process is over, or the lead is gone */
export function scoreNewLead(ctx: ServiceContext, call: StepCall): Promise<'scored' | null> {
  return runStep(ctx, call, async (process) => {
    const record = await lockLead(ctx, process.subject.id);
    if (record === null) return abandon(ctx, process);
    await saveUpdated(ctx, 'lead', record, await rescore(ctx, record), ['score']);
    const detail = { code: 'scored', params: { score: String(record.score) } };
    process.steps = endStep(process.steps, 'score', ctx.now, detail);
    return 'scored' as const;
  });
}

export type AssignOutcome = 'assigned' | 'owned' | 'nobody';

/**
 * Gives a lead without an owner to somebody, which completes the intake.
 * @returns `nobody` when nobody takes leads at present: the managers are told, and the process waits
 */
export function assignLead(ctx: ServiceContext, call: StepCall): Promise<AssignOutcome | null> {
  return runStep(ctx, call, async (process) => {
    const record = await lockLead(ctx, process.subject.id);
    if (record === null) return abandon(ctx, process);
    const outcome = record.assignedTo === null ? await giveAway(ctx, process, record) : 'owned';
    if (outcome === 'owned') process.steps = endStep(process.steps, 'assign', ctx.now, { code: 'owned', params: {} });
    if (outcome !== 'nobody') {
      completeProcess(process, ctx.now);
      await watchResponse(ctx, record);
    }
    return outcome;
  });
}

async function giveAway(ctx: ServiceContext, process: ProcessDraft, record: Lead): Promise<AssignOutcome> {
  const team = record.teamId ?? (record.country === null ? null : await teamOfCountry(ctx, record.country));
  const assignee = await takeTurn(ctx, team);
  if (assignee === null) {
    await waitForSomebody(ctx, process, team);
    return 'nobody';
  }
  const { assignedTo, teamId, name } = assignee;
  await saveUpdated(ctx, 'lead', record, assignChanges(record, { assignedTo, teamId }), ['assignedTo']);
  await recordTimeline(ctx, {
    subject: process.subject,
    kind: 'assigned',
    payload: { from: null, to: assignedTo, by: 'intake' },
  });
  process.steps = endStep(process.steps, 'assign', ctx.now, { code: 'assigned', params: { id: assignedTo, name } });
  return 'assigned';
}

async function waitForSomebody(ctx: ServiceContext, process: ProcessDraft, teamId: string | null): Promise<void> {
  const waits = process.wait?.reason === 'nobody_takes_leads' ? process.wait : null;
  holdProcess(process, 'assign', {
    reason: 'nobody_takes_leads',
    why: null,
    since: waits?.since ?? ctx.now.toISOString(),
    dueAt: null,
    actors: await findManagers(ctx, teamId),
    next: { code: 'retry', at: new Date(ctx.now.getTime() + assignRetryMinutes * minuteMs).toISOString() },
  });
  if (waits === null) await tellSubject(ctx, process, 'nobody_takes_leads');
}

async function abandon(ctx: ServiceContext, process: ProcessDraft): Promise<null> {
  cancelDraft(process, ctx.now);
  await tellSubject(ctx, process, 'cancelled');
  return null;
}
