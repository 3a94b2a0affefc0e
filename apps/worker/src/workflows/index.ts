// The bundle's entry: the one barrel there is, because a worker takes its workflows from the exports of one module.
export { followUp } from './follow-up.workflow.ts';
export { leadConversion } from './lead-conversion.workflow.ts';
export { leadIntake } from './lead-intake.workflow.ts';
