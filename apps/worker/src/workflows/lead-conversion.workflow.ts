import { ApplicationFailure, condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import { decideMatches, type AskReason } from '@crm/domain/lead/conversion.rules';
import type { ProcessInput } from '@crm/domain/processes/contract';
import {
  escalationAfterHours,
  matchDecision,
  reminderAfterHours,
  type ChosenMatch,
  type ConversionResult,
  type FoundMatches,
  type SettledMatch,
} from '@crm/domain/processes/lead-conversion';
import type { LeadConversionActivities } from '../activities/lead-conversion.activities.ts';
import { ChoiceInbox } from './choice-inbox.ts';
import { databaseStep, nowIso, runProcess, tellOperators } from './process-run.ts';

const steps = proxyActivities<LeadConversionActivities>(databaseStep);
const chooseMatch = defineUpdate<void, [ChosenMatch]>(matchDecision.name);
const hour = 3_600_000;

/**
 * Looks for the lead's account and contact, asks a person when the match is unclear, and writes account, contact and
 * opportunity in one transaction.
 * @returns `null` when the process row was closed already: cancelled before it began, or done by an earlier run
 */
export async function leadConversion(input: ProcessInput): Promise<ConversionResult | null> {
  const inbox = receiveChoices();
  return await runProcess(input, async () => {
    for (;;) {
      const match = await steps.findMatches.executeWithOptions({ summary: 'Look for the account and the contact' }, [
        { processId: input.processId, now: nowIso() },
      ]);
      if (match === null) return null;
      const settled = match.decided ?? (await settle(input, match.found, inbox));
      const outcome = await steps.convertNow.executeWithOptions({ summary: summarize(settled) }, [
        { processId: input.processId, now: nowIso(), settled },
      ]);
      if (outcome === null) return null;
      if (outcome.kind === 'converted') {
        tellOperators('completed', `Converted into the opportunity \`${outcome.result.opportunityId}\`.`);
        return outcome.result;
      }
      // What was chosen is gone, or something that fits better came up meanwhile: look again.
    }
  });
}

async function settle({ processId }: ProcessInput, found: FoundMatches, inbox: ChoiceInbox): Promise<SettledMatch> {
  const decision = decideMatches(found);
  return decision.kind === 'clear'
    ? { ...decision.choice, chosenBy: null }
    : await askPerson(processId, decision.why, found, inbox);
}

async function askPerson(
  processId: string,
  why: AskReason,
  found: FoundMatches,
  inbox: ChoiceInbox,
): Promise<ChosenMatch> {
  inbox.open(found);
  const chosen = () => inbox.choice !== null;
  await steps.askPerson.executeWithOptions({ summary: `Ask a person: ${why}` }, [{ processId, why, now: nowIso() }]);
  tellWaiting(found, 'The owner is reminded', reminderAfterHours);
  if (!(await condition(chosen, reminderAfterHours * hour, { summary: 'until the owner is reminded' }))) {
    await steps.remind.executeWithOptions({ summary: 'Remind the owner' }, [{ processId, now: nowIso() }]);
    const rest = escalationAfterHours - reminderAfterHours;
    tellWaiting(found, 'The managers are asked too', rest);
    if (!(await condition(chosen, rest * hour, { summary: 'until the managers are asked too' }))) {
      await steps.escalate.executeWithOptions({ summary: 'Ask the managers too' }, [{ processId, now: nowIso() }]);
      tellWaiting(found, null, null);
      await condition(chosen);
    }
  }
  if (inbox.choice === null) throw ApplicationFailure.nonRetryable('The wait ended without a choice.', 'internal');
  tellOperators('running', 'A person chose.');
  return inbox.choice;
}

function receiveChoices(): ChoiceInbox {
  const inbox = new ChoiceInbox();
  setHandler(chooseMatch, (choice) => inbox.put(choice), {
    description: 'Settles which account and contact the lead becomes',
    validator: (choice) => {
      const refusal = inbox.refusalOf(choice);
      if (refusal !== null) throw ApplicationFailure.nonRetryable(refusal.code, refusal.code, refusal);
    },
  });
  return inbox;
}

function tellWaiting({ accounts, contacts }: FoundMatches, next: string | null, inHours: number | null): void {
  const dueAt = inHours === null ? null : new Date(Date.now() + inHours * hour);
  const then = next === null || dueAt === null ? '' : ` ${next} at ${dueAt.toISOString()}.`;
  tellOperators(
    'waiting_human',
    `Waits for a person to choose among ${accounts.length} accounts and ${contacts.length} contacts, since ${nowIso()}.${then}`,
    dueAt,
  );
}

function summarize({ accountId, contactId }: SettledMatch): string {
  const account = accountId === null ? 'new account' : 'known account';
  const contact = contactId === null ? 'new contact' : 'known contact';
  return `Convert: ${account}, ${contact}, new opportunity`;
}
