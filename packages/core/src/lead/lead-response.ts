import { database } from '@crm/db/orm';
import type { Lead } from '@crm/db/entities/lead.entity';
import { officeHours } from '@crm/domain/lead/lead-assignment.rules';
import { leadName } from '@crm/domain/lead/lead';
import { beginTurn, lookAtTurn, type LeadTurn, type TurnSoFar } from '@crm/domain/lead/lead-response.rules';
import { endStep, holdStep, resetSteps } from '@crm/domain/process/process-steps.rules';
import type { LookAgain } from '@crm/domain/processes/contract';
import { leadTouchedSignal } from '@crm/domain/processes/lead-response';
import type { ServiceContext } from '../context.ts';
import { notify } from '../notification/notify.ts';
import { findManagers, findOwner } from '../process/process-people.ts';
import {
  completeProcess,
  holdProcess,
  runStep,
  tellSubject,
  type ProcessDraft,
  type StepCall,
} from '../process/process-progress.ts';
import { signalProcess, startProcess } from '../process/process-start.ts';
import { assignChanges, saveUpdated } from '../record.ts';
import { teamOfCountry } from '../territory/territory.service.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { takeTurn, type Assignee } from './lead-assignment.ts';
import { lockLead } from './lead-lock.ts';

/** Begins to watch whether somebody acts on a new lead, where its team promises that within some hours. */
export async function watchResponse(ctx: ServiceContext, lead: Lead): Promise<void> {
  if (lead.status !== 'new' || (await hoursOf(ctx, lead.teamId)) === null) return;
  const { id, assignedTo, teamId } = lead;
  await startProcess(ctx, { kind: 'lead-response', subject: { type: 'lead', id, assignedTo, teamId } });
}

/** Lets the watch over a lead look again, where there is one. */
export function leadTouched(ctx: ServiceContext, leadId: string): Promise<void> {
  return signalProcess(ctx, 'lead-response', leadId, leadTouchedSignal);
}

/**
 * Looks whether somebody acted on the lead; reminds its owner, passes it on or tells the managers when it is time.
 * @returns `null` when there is nothing to watch any more, and the process is over
 */
export function lookAtLead(ctx: ServiceContext, call: StepCall): Promise<LookAgain | null> {
  return runStep(ctx, call, async (process) => {
    const lead = await lockLead(ctx, process.subject.id);
    const hours = lead && (await hoursOf(ctx, lead.teamId));
    if (lead === null || hours === null) return finish(ctx, process, 'let_go');
    if (lead.status !== 'new' || (await wasActedOn(ctx, lead, process))) return finish(ctx, process, 'answered');
    if (lead.assignedTo === null) return waitForOwner(ctx, process, lead);
    return goOn(ctx, process, lead, hours);
  });
}

async function goOn(ctx: ServiceContext, process: ProcessDraft, lead: Lead, hours: number): Promise<LookAgain> {
  const before = readTurn(process);
  const sofar =
    before?.turn.owner === lead.assignedTo
      ? before
      : {
          turn: await turnOf(ctx, lead.assignedTo ?? '', hours),
          reminded: false,
          turns: (before?.turns ?? 0) + 1,
          escalated: false,
        };
  const { act, until } = lookAtTurn(sofar, ctx.now);
  switch (act) {
    case 'nothing':
      return hold(ctx, process, lead, sofar, until);
    case 'remind':
      return hold(ctx, process, lead, { ...sofar, reminded: true }, until);
    case 'pass_on':
      return passOn(ctx, process, lead, sofar, hours);
    case 'escalate':
      return escalate(ctx, process, lead, sofar);
  }
}

async function passOn(
  ctx: ServiceContext,
  process: ProcessDraft,
  lead: Lead,
  sofar: TurnSoFar,
  hours: number,
): Promise<LookAgain> {
  const next = await nextPerson(ctx, lead, sofar.turn.owner);
  if (next === null) return escalate(ctx, process, lead, sofar);
  const { assignedTo, teamId, name } = next;
  await saveUpdated(ctx, 'lead', lead, assignChanges(lead, { assignedTo, teamId }), ['assignedTo']);
  await recordTimeline(ctx, {
    subject: process.subject,
    kind: 'assigned',
    payload: { from: sofar.turn.owner, to: assignedTo, by: 'response' },
  });
  const key = `lead-response/${process.id}/${sofar.turns}/passed-on`;
  // Whoever had it may not see it any more, and is told without a link to it.
  const params = { lead: leadName(lead), to: name };
  await notify(ctx, { kind: 'lead_passed_on', userIds: [sofar.turn.owner], subject: null, params, key });
  process.steps = endStep(process.steps, 'pass_on', ctx.now, { code: 'assigned', params: { id: assignedTo, name } });
  const turn = await turnOf(ctx, assignedTo, hours);
  return hold(ctx, process, lead, { turn, reminded: false, turns: sofar.turns + 1, escalated: false }, turn.remindAt);
}

/** Somebody else of the same team; where there is nobody, of all that the lead could have gone to at first. */
async function nextPerson(ctx: ServiceContext, lead: Lead, besides: string): Promise<Assignee | null> {
  const near = await takeTurn(ctx, lead.teamId, besides);
  if (near !== null) return near;
  return takeTurn(ctx, lead.country === null ? null : await teamOfCountry(ctx, lead.country), besides);
}

async function escalate(ctx: ServiceContext, process: ProcessDraft, lead: Lead, sofar: TurnSoFar): Promise<LookAgain> {
  process.steps = endStep(process.steps, 'escalate', ctx.now, null);
  await tellSubject(ctx, process, 'lead_unanswered');
  return hold(ctx, process, lead, { ...sofar, escalated: true }, null);
}

/** Waits for the owner, or, once nobody acted in time, for the managers too. */
async function hold(
  ctx: ServiceContext,
  process: ProcessDraft,
  lead: Lead,
  sofar: TurnSoFar,
  until: Date | null,
): Promise<LookAgain> {
  const { turn, escalated, reminded } = sofar;
  const owner = await findOwner(ctx, lead.assignedTo);
  const managers = escalated ? await findManagers(ctx, lead.teamId) : [];
  holdProcess(process, 'respond', {
    reason: escalated ? 'lead_unanswered' : 'lead_to_answer',
    why: null,
    since: turn.since.toISOString(),
    dueAt: escalated ? null : turn.dueAt.toISOString(),
    actors: [...owner, ...managers.filter(({ id }) => id !== lead.assignedTo)],
    next: until && { code: reminded ? 'pass_on' : 'remind', at: until.toISOString() },
  });
  process.steps = holdStep(process.steps, 'respond', 'timer', writeTurn(sofar));
  return { until: until?.toISOString() ?? null };
}

/** Nobody's lead is the intake's matter; this process goes on with whoever gets it. */
async function waitForOwner(ctx: ServiceContext, process: ProcessDraft, { teamId }: Lead): Promise<LookAgain> {
  process.steps = resetSteps(process.steps, 'respond');
  holdProcess(process, 'respond', {
    reason: 'nobody_takes_leads',
    why: null,
    since: ctx.now.toISOString(),
    dueAt: null,
    actors: await findManagers(ctx, teamId),
    next: null,
  });
  return { until: null };
}

async function finish(ctx: ServiceContext, process: ProcessDraft, code: 'answered' | 'let_go'): Promise<null> {
  process.steps = endStep(process.steps, 'respond', ctx.now, { code, params: {} });
  completeProcess(process, ctx.now);
  return null;
}

/** Within so many working hours of theirs the team's people act on a new lead; `null`: nothing is promised. */
async function hoursOf(ctx: ServiceContext, teamId: string | null): Promise<number | null> {
  if (teamId === null) return null;
  const team = await database(ctx.em)
    .selectFrom('crm_teams')
    .select('leadResponseHours')
    .where('id', '=', teamId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return team?.leadResponseHours ?? null;
}

async function turnOf(ctx: ServiceContext, owner: string, hours: number): Promise<LeadTurn> {
  const user = await database(ctx.em)
    .selectFrom('crm_users')
    .select(['timeZone', 'workingHours'])
    .where('id', '=', owner)
    .executeTakeFirstOrThrow();
  return beginTurn(owner, ctx.now, hours, user.workingHours ?? officeHours, user.timeZone);
}

/** Whether something was planned or done about the lead since it came to its owner. */
async function wasActedOn(ctx: ServiceContext, { id }: Lead, process: ProcessDraft): Promise<boolean> {
  const since = readTurn(process)?.turn.since ?? process.startedAt;
  const found = await database(ctx.em)
    .selectFrom('crm_activities')
    .select('id')
    .where('subjectType', '=', 'lead')
    .where('subjectId', '=', id)
    .where('deletedAt', 'is', null)
    .where((eb) => eb.or([eb('createdAt', '>=', since), eb('completedAt', '>=', since)]))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** The turn so far, as the process's step remembers it. */
function readTurn({ steps }: ProcessDraft): TurnSoFar | null {
  const params = steps.find(({ key }) => key === 'respond')?.detail?.params;
  const { owner, since, remindAt, dueAt } = params ?? {};
  if (owner === undefined || since === undefined || remindAt === undefined || dueAt === undefined) return null;
  return {
    turn: { owner, since: new Date(since), remindAt: new Date(remindAt), dueAt: new Date(dueAt) },
    reminded: params?.['reminded'] === 'yes',
    turns: Number(params?.['turns'] ?? 1),
    escalated: params?.['escalated'] === 'yes',
  };
}

function writeTurn({ turn, reminded, turns, escalated }: TurnSoFar) {
  return {
    code: 'turn',
    params: {
      owner: turn.owner,
      since: turn.since.toISOString(),
      remindAt: turn.remindAt.toISOString(),
      dueAt: turn.dueAt.toISOString(),
      turns: String(turns),
      ...(reminded && { reminded: 'yes' }),
      ...(escalated && { escalated: 'yes' }),
    },
  };
}
