import { account } from './account/account.ts';
import { activity } from './activity/activity.ts';
import { comment } from './comment/comment.ts';
import { contact } from './contact/contact.ts';
import { invoice } from './invoice/invoice.ts';
import { lead } from './lead/lead.ts';
import { opportunity } from './opportunity/opportunity.ts';
import { pipeline, stage } from './pipeline/pipeline.ts';
import { subscription } from './subscription/subscription.ts';
import { tag } from './tag/tag.ts';
import { team } from './team/team.ts';
import { user } from './user/user.ts';

/** The only list of resources. */
export const resources = {
  account,
  contact,
  lead,
  opportunity,
  activity,
  tag,
  comment,
  invoice,
  subscription,
  pipeline,
  stage,
  user,
  team,
} as const;
