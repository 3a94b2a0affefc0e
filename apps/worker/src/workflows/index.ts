// The bundle's entry: the one barrel there is, because a worker takes its workflows from the exports of one module.
export { followUp } from './follow-up.workflow.ts';
export { leadConversion } from './lead-conversion.workflow.ts';
export { leadIntake } from './lead-intake.workflow.ts';
export { leadResponse } from './lead-response.workflow.ts';
export { quoteApproval } from './quote-approval.workflow.ts';
export { quoteDelivery } from './quote-delivery.workflow.ts';
export { renewal } from './renewal.workflow.ts';
export { automation } from './automation.workflow.ts';
export { opportunityStage } from './opportunity-stage.workflow.ts';
export { ticketSla } from './ticket-sla.workflow.ts';
export { operation } from './operation.workflow.ts';
