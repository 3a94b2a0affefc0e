import { Lead } from '@crm/db/entities/lead.entity';
import { DomainError, refuseFields, refuseUnknown } from '@crm/domain/errors';
import { checkChoice } from '@crm/domain/lead/conversion.rules';
import type {
  ConversionChoice,
  ConversionMatches,
  ConversionRow,
  ConvertInput,
} from '@crm/domain/lead/lead-conversion';
import { startStep } from '@crm/domain/process/process-steps.rules';
import type { ProcessRow } from '@crm/domain/process/process';
import { matchDecision, type ChosenMatch } from '@crm/domain/processes/lead-conversion';
import type { ServiceContext } from '../context.ts';
import { firstStage, refuseGate } from '../opportunity/stage-move.ts';
import { allow, allowOn } from '../policy.ts';
import { endWait, lockProcess, refusePaused, saveProcess, tellSubject } from '../process/process-progress.ts';
import { processReads } from '../process/process-reads.ts';
import { findOpenProcess, startProcess } from '../process/process-start.ts';
import { openRecord } from '../record.ts';
import { recordRefusedChoice } from './lead-choice-refusal.ts';
import {
  insertConversion,
  latestConversion,
  loadConversion,
  presentConversion,
  storeChoice,
  type Conversion,
} from './lead-conversion-row.ts';
import { undoConversion } from './lead-conversion-undo.ts';
import { findMatches } from './lead-matches.ts';
import { refuseWhileConverting } from './lead-status.ts';
import { refuseConverted } from './lead-write.ts';
import { leadReads } from './lead.reads.ts';

/** What people do with a lead's conversion; to be spread into the lead service. */
export const conversionVerbs = { convert, matches, chooseMatch, conversion, undoConversion };

/**
 * Starts the conversion of a qualified lead. Of many at once exactly one starts: the lead's row is locked, and the
 * others find the process that runs.
 * @throws DomainError `already_converted` with what it became, `conversion_in_progress` with the process,
 * `not_qualified`, `stage_gate` of the pipeline's first stage, `validation_failed`
 */
async function convert(ctx: ServiceContext, id: string, input: ConvertInput, version?: number): Promise<ProcessRow> {
  const record = await openRecord(ctx, Lead, 'lead', { id, permission: 'lead:convert', read: 'lead:read', version });
  refuseConverted(record);
  await refuseWhileConverting(ctx, id);
  if (record.status !== 'qualified') {
    throw new DomainError('not_qualified', `This lead is ${record.status}. Qualify it first.`, {
      current_status: record.status,
    });
  }
  const stage = await firstStage(ctx, { pipelineId: input.pipelineId });
  // Account and contact will be there: the conversion makes or links them.
  refuseGate(stage, {
    amountMinor: input.amountMinor ?? record.budgetMinor,
    currency: 'set',
    expectedCloseDate: input.expectedCloseDate,
    accountId: id,
    primaryContactId: id,
  });
  if (input.choice) refuseUnknownChoice(await findMatches(ctx, record), input.choice, 'choice.');
  const subject = { type: 'lead', id, assignedTo: record.assignedTo, teamId: record.teamId } as const;
  const processId = await startProcess(ctx, { kind: 'lead-conversion', subject });
  await insertConversion(ctx, { processId, leadId: id, input });
  return processReads.get(ctx, processId);
}

/** What a conversion would find, or what the waiting one has found. */
async function matches(ctx: ServiceContext, id: string): Promise<ConversionMatches> {
  allow(ctx, 'lead:convert');
  allowOn(ctx, 'lead:convert', await leadReads.get(ctx, id));
  const running = await findOpenProcess(ctx, 'lead-conversion', id);
  const stored = running === null ? null : (await loadConversion(ctx, running)).matches;
  return stored ?? findMatches(ctx, await ctx.em.findOneOrFail(Lead, { id }));
}

/**
 * Hands a person's choice to the conversion that waits for it; the same choice again is the same decision. A refused
 * one is written to the lead's timeline, because the workflow keeps no history of it.
 * @throws DomainError `process_not_waiting`, `validation_failed`, `unavailable`
 */
async function chooseMatch(ctx: ServiceContext, id: string, choice: ConversionChoice): Promise<ProcessRow> {
  allow(ctx, 'lead:convert');
  allowOn(ctx, 'lead:convert', await leadReads.get(ctx, id));
  const latest = await latestConversion(ctx, id);
  if (latest === null) throw refuseNotWaiting();
  const process = await processReads.get(ctx, latest.processId);
  // The answer to a first call may have got lost.
  if (latest.choice !== null && latest.chosenBy === ctx.actor.id && isSameChoice(latest.choice, choice)) return process;
  try {
    await handOver(ctx, latest, process, choice);
  } catch (error) {
    await recordRefusedChoice(ctx, id, latest.processId, choice, error);
    throw error;
  }
  return processReads.get(ctx, latest.processId);
}

async function handOver(
  ctx: ServiceContext,
  conversion: Conversion,
  { wait, state }: ProcessRow,
  choice: ConversionChoice,
): Promise<void> {
  const { processId, leadId, matches } = conversion;
  const chosenBy = ctx.actor.id;
  refusePaused({ state });
  if (wait?.reason !== 'choose_match' || matches === null || chosenBy === null) throw refuseNotWaiting();
  refuseUnknownChoice(matches, choice);
  // One wait, one choice, one person: sent twice it is one Update.
  const updateId = [processId, wait.since, choice.accountId, choice.contactId, chosenBy].join('/');
  await ctx.ports.processes.decide(matchDecision, leadId, { ...choice, chosenBy }, updateId);
  await noteChoice(ctx, processId, wait.since, { ...choice, chosenBy });
}

/** Shows at once that the process waits no more, unless the run has gone on already. */
async function noteChoice(ctx: ServiceContext, processId: string, since: string, chosen: ChosenMatch): Promise<void> {
  const process = await lockProcess(ctx, processId);
  if (process?.wait?.since !== since) return;
  await storeChoice(ctx, processId, chosen);
  endWait(process);
  process.state = 'running';
  process.steps = startStep(process.steps, 'choose', ctx.now, 1);
  await saveProcess(ctx, process);
  await tellSubject(ctx, process, 'chosen', { ...chosen });
}

/** The last conversion of a lead, undone or not. @throws DomainError `not_found` when there was none */
async function conversion(ctx: ServiceContext, id: string): Promise<ConversionRow> {
  allow(ctx, 'lead:read');
  await leadReads.get(ctx, id);
  const latest = await latestConversion(ctx, id);
  const row = latest === null ? null : presentConversion(latest);
  if (row === null) throw refuseUnknown('conversion of lead', id);
  return row;
}

function refuseNotWaiting(): DomainError {
  return new DomainError('process_not_waiting', 'This conversion does not wait for a choice. Read it again.');
}

function isSameChoice(a: ConversionChoice, b: ConversionChoice): boolean {
  return a.accountId === b.accountId && a.contactId === b.contactId;
}

/** @throws DomainError `validation_failed` */
function refuseUnknownChoice(found: ConversionMatches, choice: ConversionChoice, path = ''): void {
  const field = checkChoice(found, choice);
  if (field !== null) {
    throw refuseFields([
      {
        field: `${path}${field}`,
        code: 'unknown_choice',
        message: 'Choose one of the matches found, or null for a new record.',
      },
    ]);
  }
}
