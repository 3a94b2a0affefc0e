// Made by `npm run generate` from the files that it imports.
import { account } from './account/account.ts';
import { activity } from './activity/activity.ts';
import { apiKey } from './api-key/api-key.ts';
import { approvalPolicy } from './approval/approval-policy.ts';
import { attachment } from './attachment/attachment.ts';
import { calendar, holiday } from './calendar/calendar.ts';
import { campaign } from './campaign/campaign.ts';
import { comment } from './comment/comment.ts';
import { contact } from './contact/contact.ts';
import { currency, exchangeRate } from './currency/currency.ts';
import { customField } from './custom-field/custom-field.ts';
import { invoice } from './invoice/invoice.ts';
import { kbArticle } from './knowledge/article.ts';
import { leadScoringRule } from './lead/lead-scoring-rule.ts';
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
import { territory } from './territory/territory.ts';
import { ticketCategory } from './ticket/ticket-category.ts';
import { ticket } from './ticket/ticket.ts';
import { user } from './user/user.ts';
import { webhookEndpoint } from './webhook/webhook-endpoint.ts';
import { workflow } from './workflow/workflow.ts';

/** Every resource, by its name. */
export const resources = {
  account,
  activity,
  api_key: apiKey,
  approval_policy: approvalPolicy,
  attachment,
  calendar,
  holiday,
  campaign,
  comment,
  contact,
  currency,
  exchange_rate: exchangeRate,
  custom_field: customField,
  invoice,
  kb_article: kbArticle,
  lead_scoring_rule: leadScoringRule,
  lead,
  opportunity,
  pipeline,
  stage,
  pricebook,
  pricebook_entry: pricebookEntry,
  product,
  quote,
  sla_policy: slaPolicy,
  subscription,
  tag,
  team,
  territory,
  ticket_category: ticketCategory,
  ticket,
  user,
  webhook_endpoint: webhookEndpoint,
  workflow,
} as const;
