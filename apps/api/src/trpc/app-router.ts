// Made by `npm run generate` from the files that it imports.
import { router } from './init.ts';
import { accountRouter } from './routers/account.router.ts';
import { activityRouter } from './routers/activity.router.ts';
import { apiKeyRouter } from './routers/api-key.router.ts';
import { approvalPolicyRouter } from './routers/approval-policy.router.ts';
import { attachmentRouter } from './routers/attachment.router.ts';
import { auditlogRouter } from './routers/auditlog.router.ts';
import { calendarRouter, holidayRouter } from './routers/calendar.router.ts';
import { campaignRouter } from './routers/campaign.router.ts';
import { commentRouter } from './routers/comment.router.ts';
import { contactRouter } from './routers/contact.router.ts';
import { currencyRouter, exchangeRateRouter } from './routers/currency.router.ts';
import { customFieldRouter } from './routers/custom-field.router.ts';
import { featureFlagRouter } from './routers/feature-flag.router.ts';
import { invoiceRouter } from './routers/invoice.router.ts';
import { kbArticleRouter } from './routers/kb-article.router.ts';
import { leadScoringRuleRouter } from './routers/lead-scoring-rule.router.ts';
import { leadRouter } from './routers/lead.router.ts';
import { liveRouter } from './routers/live.router.ts';
import { mentionRouter } from './routers/mention.router.ts';
import { noteRouter } from './routers/note.router.ts';
import { notificationRouter } from './routers/notification.router.ts';
import { operationRouter } from './routers/operation.router.ts';
import { opportunityRouter } from './routers/opportunity.router.ts';
import { pipelineRouter } from './routers/pipeline.router.ts';
import { pricebookRouter, pricebookEntryRouter } from './routers/pricebook.router.ts';
import { processRouter } from './routers/process.router.ts';
import { productRouter } from './routers/product.router.ts';
import { quoteRouter } from './routers/quote.router.ts';
import { reportRouter } from './routers/report.router.ts';
import { searchRouter } from './routers/search.router.ts';
import { slaPolicyRouter } from './routers/sla-policy.router.ts';
import { stageRouter } from './routers/stage.router.ts';
import { subscriptionRouter } from './routers/subscription.router.ts';
import { tagRouter } from './routers/tag.router.ts';
import { teamRouter } from './routers/team.router.ts';
import { territoryRouter } from './routers/territory.router.ts';
import { ticketCategoryRouter, ticketRouter } from './routers/ticket.router.ts';
import { timelineRouter } from './routers/timeline.router.ts';
import { userRouter } from './routers/user.router.ts';
import { webhookEndpointRouter } from './routers/webhook-endpoint.router.ts';
import { workflowRouter } from './routers/workflow.router.ts';

/** Every procedure there is, by resource as permissions call them; REST serves those with a route of the same record. */
export const appRouter = router({
  account: accountRouter,
  activity: activityRouter,
  api_key: apiKeyRouter,
  approval_policy: approvalPolicyRouter,
  attachment: attachmentRouter,
  auditlog: auditlogRouter,
  calendar: calendarRouter,
  holiday: holidayRouter,
  campaign: campaignRouter,
  comment: commentRouter,
  contact: contactRouter,
  currency: currencyRouter,
  exchange_rate: exchangeRateRouter,
  custom_field: customFieldRouter,
  feature_flag: featureFlagRouter,
  invoice: invoiceRouter,
  kb_article: kbArticleRouter,
  lead_scoring_rule: leadScoringRuleRouter,
  lead: leadRouter,
  live: liveRouter,
  mention: mentionRouter,
  note: noteRouter,
  notification: notificationRouter,
  operation: operationRouter,
  opportunity: opportunityRouter,
  pipeline: pipelineRouter,
  pricebook: pricebookRouter,
  pricebook_entry: pricebookEntryRouter,
  process: processRouter,
  product: productRouter,
  quote: quoteRouter,
  report: reportRouter,
  search: searchRouter,
  sla_policy: slaPolicyRouter,
  stage: stageRouter,
  subscription: subscriptionRouter,
  tag: tagRouter,
  team: teamRouter,
  territory: territoryRouter,
  ticket_category: ticketCategoryRouter,
  ticket: ticketRouter,
  timeline: timelineRouter,
  user: userRouter,
  webhook_endpoint: webhookEndpointRouter,
  workflow: workflowRouter,
});

export type AppRouter = typeof appRouter;
