import { workflowFields, type WorkflowField } from '../workflow/workflow-fields.ts';

/** What follows from a lead's own fields and from what was done about it (`scoringFacts`). */
const derived: readonly WorkflowField[] = [
  { name: 'companyEmail', type: 'boolean', options: [] },
  { name: 'decisionMaker', type: 'boolean', options: [] },
  { name: 'messageLength', type: 'number', options: [] },
  { name: 'completedActivities', type: 'number', options: [] },
  { name: 'lastActivityAt', type: 'moment', options: [] },
];

/** What the rules of scoring may look at. Not the score itself, which they make. */
export const scoringFields: readonly WorkflowField[] = [
  ...workflowFields('lead').filter(({ name }) => name !== 'score'),
  ...derived,
];
