import { account } from './account/account.ts';
import { activity } from './activity/activity.ts';
import { contact } from './contact/contact.ts';
import { lead } from './lead/lead.ts';
import { opportunity } from './opportunity/opportunity.ts';
import { pipeline, stage } from './pipeline/pipeline.ts';
import { team } from './team/team.ts';
import { user } from './user/user.ts';

/** The only list of resources. */
export const resources = { account, contact, lead, opportunity, activity, pipeline, stage, user, team } as const;
