import { createFollowUpActivities, type FollowUpActivities } from './follow-up.activities.ts';
import { createLeadConversionActivities, type LeadConversionActivities } from './lead-conversion.activities.ts';
import { createLeadIntakeActivities, type LeadIntakeActivities } from './lead-intake.activities.ts';
import { createProcessActivities, type ProcessActivities } from './process.activities.ts';
import type { ActivityDeps } from './run-step.ts';

export type Activities = LeadIntakeActivities & LeadConversionActivities & FollowUpActivities & ProcessActivities;

/** Everything that workflows may ask of the outside, under the names that the Temporal UI shows. */
export function createActivities(deps: ActivityDeps): Activities {
  return {
    ...createLeadIntakeActivities(deps),
    ...createLeadConversionActivities(deps),
    ...createFollowUpActivities(deps),
    ...createProcessActivities(deps),
  };
}
