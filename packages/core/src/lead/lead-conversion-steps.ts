import { DomainError } from '@crm/domain/errors';
import { checkChoice, type AskReason } from '@crm/domain/lead/conversion.rules';
import type { ProcessWait } from '@crm/domain/process/process';
import { endStep } from '@crm/domain/process/process-steps.rules';
import {
  escalationAfterHours,
  reminderAfterHours,
  type FoundMatches,
  type SettledMatch,
} from '@crm/domain/processes/lead-conversion';
import type { ServiceContext } from '../context.ts';
import { findManagers, findOwner, type WaitActor } from '../process/process-people.ts';
import { holdProcess, runStep, tellSubject, type ProcessDraft, type StepCall } from '../process/process-progress.ts';
import { ownerOfSubject } from '../process/process-subject.ts';
import { loadConversion, storeChoice, storeMatches } from './lead-conversion-row.ts';
import { lockLead } from './lead-lock.ts';
import { findMatches } from './lead-matches.ts';

const hourMs = 3_600_000;

export interface MatchOutcome {
  readonly found: FoundMatches;
  /** Decided before the conversion began, and still possible: nothing is asked. */
  readonly decided: SettledMatch | null;
}

/** Looks for the lead's account and contact. Names go into the database, only ids to the caller. */
export function matchLead(ctx: ServiceContext, call: StepCall): Promise<MatchOutcome | null> {
  return runStep(ctx, call, async (process) => {
    const lead = await lockLead(ctx, process.subject.id);
    if (lead === null)
      throw new DomainError('not_found', 'The lead is gone.', { resource: 'lead', id: process.subject.id });
    const matches = await findMatches(ctx, lead);
    await storeMatches(ctx, process.id, matches);
    const found: FoundMatches = {
      accounts: matches.accounts.map(({ id }) => ({ id })),
      contacts: matches.contacts.map(({ id, accountId }) => ({ id, accountId })),
    };
    const counts = { accounts: String(found.accounts.length), contacts: String(found.contacts.length) };
    process.steps = endStep(process.steps, 'match', ctx.now, { code: 'matched', params: counts });
    return { found, decided: await decidedBefore(ctx, process, found) };
  });
}

async function decidedBefore(
  ctx: ServiceContext,
  process: ProcessDraft,
  found: FoundMatches,
): Promise<SettledMatch | null> {
  const { input } = await loadConversion(ctx, process.id);
  if (input.choice === undefined || checkChoice(found, input.choice) !== null) return null;
  return { ...input.choice, chosenBy: process.startedBy };
}

/** Asks the lead's owner to choose; the managers when nobody owns the lead. */
export function askPerson(ctx: ServiceContext, call: StepCall, why: AskReason): Promise<'asked' | null> {
  return runStep(ctx, call, async (process) => {
    if (process.wait?.reason === 'choose_match') return goOnWaiting(process, process.wait, 'asked');
    const { assignedTo, teamId } = await ownerOfSubject(ctx, process.subject);
    const owner = await findOwner(ctx, assignedTo);
    const since = ctx.now;
    holdProcess(process, 'choose', {
      reason: 'choose_match',
      why,
      since: since.toISOString(),
      dueAt: after(since, escalationAfterHours),
      actors: owner.length > 0 ? owner : await findManagers(ctx, teamId),
      next: { code: 'remind', at: after(since, reminderAfterHours) },
    });
    await storeChoice(ctx, process.id, null);
    await tellSubject(ctx, process, 'waits_for_choice', { why });
    return 'asked';
  });
}

/** Reminds those who were asked, after a day. */
export function remindPerson(ctx: ServiceContext, call: StepCall): Promise<'reminded' | null> {
  return runStep(ctx, call, async (process) => {
    const wait = requireWait(process);
    if (wait.next?.code !== 'remind') return goOnWaiting(process, wait, 'reminded');
    holdProcess(process, 'choose', {
      ...wait,
      next: { code: 'escalate', at: after(new Date(wait.since), escalationAfterHours) },
    });
    await tellSubject(ctx, process, 'reminded', { actors: wait.actors });
    return 'reminded';
  });
}

/** Asks the team's managers too, after two days; the owner can still choose. */
export function escalateChoice(ctx: ServiceContext, call: StepCall): Promise<'escalated' | null> {
  return runStep(ctx, call, async (process) => {
    const wait = requireWait(process);
    if (wait.next === null) return goOnWaiting(process, wait, 'escalated');
    const { teamId } = await ownerOfSubject(ctx, process.subject);
    const managers = await findManagers(ctx, teamId);
    const actors = [...wait.actors, ...managers.filter((manager) => !isAmong(wait.actors, manager))];
    holdProcess(process, 'choose', { ...wait, actors, next: null });
    await tellSubject(ctx, process, 'escalated', { actors });
    return 'escalated';
  });
}

/** The step was done by a try whose answer got lost: nobody is told twice. */
function goOnWaiting<T>(process: ProcessDraft, wait: ProcessWait, outcome: T): T {
  holdProcess(process, 'choose', wait);
  return outcome;
}

function isAmong(actors: readonly WaitActor[], { id }: WaitActor): boolean {
  return actors.some((actor) => actor.id === id);
}

function requireWait(process: ProcessDraft) {
  if (process.wait === null)
    throw new DomainError('process_not_waiting', 'This conversion does not wait for a choice.');
  return process.wait;
}

function after(since: Date, hours: number): string {
  return new Date(since.getTime() + hours * hourMs).toISOString();
}
