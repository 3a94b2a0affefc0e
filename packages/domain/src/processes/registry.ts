import type { AttachableType } from '../attachment/attachment.ts';
import type { ProcessKind } from '../process/process.ts';
import type { ProcessContract } from './contract.ts';
import { followUp, followUpSteps } from './follow-up.ts';
import { leadConversion, leadConversionSteps } from './lead-conversion.ts';
import { leadIntake, leadIntakeSteps } from './lead-intake.ts';
import { leadResponse, leadResponseSteps } from './lead-response.ts';
import { quoteApproval, quoteApprovalSteps } from './quote-approval.ts';
import { quoteDelivery, quoteDeliverySteps } from './quote-delivery.ts';
import { renewal, renewalSteps } from './renewal.ts';
import { automation, automationSteps } from './automation.ts';
import { opportunityStage, opportunityStageSteps } from './opportunity-stage.ts';
import { ticketSla, ticketSlaSteps } from './ticket-sla.ts';
import { operation, operationSteps } from './operation.ts';

interface RegisteredProcess {
  readonly contract: ProcessContract<string>;
  /** Keys of the steps in the order in which they are shown. */
  readonly steps: readonly string[];
  /** What it is for, as operators read it in the Temporal UI. */
  readonly summary: string;
  /** Steps that an operator may leave out when they fail: what comes after means something without them. */
  readonly skippable?: readonly string[];
  /** The kind of record whose id the run is called by. */
  readonly runsFor: AttachableType | 'rule_run';
}

/** The only list of processes. */
export const processes: Readonly<Record<ProcessKind, RegisteredProcess>> = {
  'lead-intake': {
    contract: leadIntake,
    steps: leadIntakeSteps,
    summary: 'Lead intake: score and assign',
    skippable: ['score'],
    runsFor: 'lead',
  },
  'lead-response': {
    contract: leadResponse,
    steps: leadResponseSteps,
    summary: 'Lead response: the owner acts in time',
    runsFor: 'lead',
  },
  'lead-conversion': {
    contract: leadConversion,
    steps: leadConversionSteps,
    summary: 'Lead conversion: account, contact, opportunity',
    runsFor: 'lead',
  },
  'opportunity-stage': {
    contract: opportunityStage,
    steps: opportunityStageSteps,
    summary: 'Deal watch: nobody forgets an open deal',
    runsFor: 'opportunity',
  },
  'quote-approval': {
    contract: quoteApproval,
    steps: quoteApprovalSteps,
    summary: 'Quote approval: somebody else decides',
    runsFor: 'quote',
  },
  'quote-delivery': {
    contract: quoteDelivery,
    steps: quoteDeliverySteps,
    summary: 'Quote delivery: it arrives, and its customer answers',
    runsFor: 'quote',
  },
  renewal: {
    contract: renewal,
    steps: renewalSteps,
    summary: 'Renewal: a period is billed and paid',
    runsFor: 'subscription',
  },
  automation: {
    contract: automation,
    steps: automationSteps,
    summary: 'Rule: its actions, in their order',
    runsFor: 'rule_run',
  },
  'ticket-sla': {
    contract: ticketSla,
    steps: ticketSlaSteps,
    summary: 'Ticket: given to somebody, answered and solved in time',
    runsFor: 'ticket',
  },
  'follow-up': {
    contract: followUp,
    steps: followUpSteps,
    summary: 'Follow-up: tell the owner when it is due',
    runsFor: 'activity',
  },
  operation: {
    contract: operation,
    steps: operationSteps,
    summary: 'Operation: one thing done to many records',
    runsFor: 'operation',
  },
};
