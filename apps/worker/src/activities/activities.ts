import { createFollowUpActivities, type FollowUpActivities } from './follow-up.activities.ts';
import { createLeadConversionActivities, type LeadConversionActivities } from './lead-conversion.activities.ts';
import { createLeadIntakeActivities, type LeadIntakeActivities } from './lead-intake.activities.ts';
import { createLeadResponseActivities, type LeadResponseActivities } from './lead-response.activities.ts';
import { createOpportunityStageActivities, type OpportunityStageActivities } from './opportunity-stage.activities.ts';
import { createOperationActivities, type OperationActivities } from './operation.activities.ts';
import { createQuoteApprovalActivities, type QuoteApprovalActivities } from './quote-approval.activities.ts';
import { createQuoteDeliveryActivities, type QuoteDeliveryActivities } from './quote-delivery.activities.ts';
import { createRenewalActivities, type RenewalActivities } from './renewal.activities.ts';
import { createAutomationActivities, type AutomationActivities } from './automation.activities.ts';
import { createTicketSlaActivities, type TicketSlaActivities } from './ticket-sla.activities.ts';
import { createProcessActivities, type ProcessActivities } from './process.activities.ts';
import type { ActivityDeps } from './run-step.ts';

export type Activities = LeadIntakeActivities &
  LeadConversionActivities &
  FollowUpActivities &
  LeadResponseActivities &
  OpportunityStageActivities &
  OperationActivities &
  QuoteApprovalActivities &
  QuoteDeliveryActivities &
  RenewalActivities &
  AutomationActivities &
  TicketSlaActivities &
  ProcessActivities;

/** Everything that workflows may ask of the outside, under the names that the Temporal UI shows. */
export function createActivities(deps: ActivityDeps): Activities {
  return {
    ...createLeadIntakeActivities(deps),
    ...createLeadConversionActivities(deps),
    ...createFollowUpActivities(deps),
    ...createLeadResponseActivities(deps),
    ...createOpportunityStageActivities(deps),
    ...createOperationActivities(deps),
    ...createQuoteApprovalActivities(deps),
    ...createQuoteDeliveryActivities(deps),
    ...createRenewalActivities(deps),
    ...createAutomationActivities(deps),
    ...createTicketSlaActivities(deps),
    ...createProcessActivities(deps),
  };
}
