import { account } from './account/account.ts';
import { activity } from './activity/activity.ts';
import { apiKey } from './api-key/api-key.ts';
import { campaign } from './campaign/campaign.ts';
import { comment } from './comment/comment.ts';
import { attachment } from './attachment/attachment.ts';
import { calendar, holiday } from './calendar/calendar.ts';
import { contact } from './contact/contact.ts';
import { currency, exchangeRate } from './currency/currency.ts';
import { invoice } from './invoice/invoice.ts';
import { kbArticle } from './knowledge/article.ts';
import { customField } from './custom-field/custom-field.ts';
import { lead } from './lead/lead.ts';
import { opportunity } from './opportunity/opportunity.ts';
import { pipeline, stage } from './pipeline/pipeline.ts';
import { pricebook, pricebookEntry } from './pricebook/pricebook.ts';
import { product } from './product/product.ts';
import { quote } from './quote/quote.ts';
import { slaPolicy } from './sla/sla-policy.ts';
import { subscription } from './subscription/subscription.ts';
import { tag } from './tag/tag.ts';
import { team } from './team/team.ts';
import { ticket } from './ticket/ticket.ts';
import { ticketCategory } from './ticket/ticket-category.ts';
import { user } from './user/user.ts';
import { workflow } from './workflow/workflow.ts';

/** The only list of resources. */
export const resources = {
  account,
  contact,
  lead,
  opportunity,
  activity,
  attachment,
  tag,
  comment,
  campaign,
  workflow,
  invoice,
  subscription,
  pipeline,
  stage,
  user,
  team,
  product,
  pricebook,
  pricebook_entry: pricebookEntry,
  quote,
  currency,
  exchange_rate: exchangeRate,
  ticket,
  ticket_category: ticketCategory,
  sla_policy: slaPolicy,
  calendar,
  holiday,
  kb_article: kbArticle,
  custom_field: customField,
  api_key: apiKey,
} as const;
