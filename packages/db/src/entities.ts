// Made by `npm run generate` from the files that it imports.
import { ViewAs, Session, RefreshToken, RateLimit } from './entities/access.entity.ts';
import { Account } from './entities/account.entity.ts';
import { Activity } from './entities/activity.entity.ts';
import { ApiKey, ApiKeySecret } from './entities/api-key.entity.ts';
import { ApprovalPolicy, QuoteApproval } from './entities/approval.entity.ts';
import { Attachment } from './entities/attachment.entity.ts';
import { AuditlogEntry } from './entities/auditlog.entity.ts';
import { Calendar, Holiday } from './entities/calendar.entity.ts';
import { Campaign, CampaignMember } from './entities/campaign.entity.ts';
import { Charge } from './entities/charge.entity.ts';
import { Comment, Mention } from './entities/comment.entity.ts';
import { Contact } from './entities/contact.entity.ts';
import { Conversion } from './entities/conversion.entity.ts';
import { Currency, ExchangeRate } from './entities/currency.entity.ts';
import { CustomField } from './entities/custom-field.entity.ts';
import { CustomValue } from './entities/custom-value.entity.ts';
import { FeatureFlag } from './entities/feature-flag.entity.ts';
import { Form } from './entities/form.entity.ts';
import { IdempotencyRecord } from './entities/idempotency.entity.ts';
import { InboundMail } from './entities/inbound-mail.entity.ts';
import { Invoice, InvoiceLine, Payment, Counter } from './entities/invoice.entity.ts';
import { KbArticle, KbArticleVersion } from './entities/kb-article.entity.ts';
import { LeadScoringRule } from './entities/lead-scoring-rule.entity.ts';
import { Lead } from './entities/lead.entity.ts';
import { Mail } from './entities/mail.entity.ts';
import { Notification } from './entities/notification.entity.ts';
import { Operation, OperationItem } from './entities/operation.entity.ts';
import { Opportunity } from './entities/opportunity.entity.ts';
import { OutboxEvent } from './entities/outbox.entity.ts';
import { Pipeline } from './entities/pipeline.entity.ts';
import { Pricebook, PricebookEntry } from './entities/pricebook.entity.ts';
import { ProcessLogEntry, ProcessTouch } from './entities/process-log.entity.ts';
import { Process } from './entities/process.entity.ts';
import { Product } from './entities/product.entity.ts';
import { QuoteDelivery } from './entities/quote-delivery.entity.ts';
import { Quote, QuoteLine } from './entities/quote.entity.ts';
import { RuleRun } from './entities/rule-run.entity.ts';
import { SlaPolicy } from './entities/sla-policy.entity.ts';
import { Stage } from './entities/stage.entity.ts';
import { Subscription, SubscriptionPeriod } from './entities/subscription.entity.ts';
import { Tag, Tagging } from './entities/tag.entity.ts';
import { Team } from './entities/team.entity.ts';
import { NotificationPreferences, PushSubscription, Follow } from './entities/telling.entity.ts';
import { Territory } from './entities/territory.entity.ts';
import { TicketCategory } from './entities/ticket-category.entity.ts';
import { Ticket, TicketMessage } from './entities/ticket.entity.ts';
import { TimelineEntry } from './entities/timeline.entity.ts';
import { User } from './entities/user.entity.ts';
import { WebhookEndpoint, WebhookDelivery } from './entities/webhook-endpoint.entity.ts';
import { Workflow, WorkflowVersion } from './entities/workflow.entity.ts';

/** Every entity. */
export const entities = [
  ViewAs,
  Session,
  RefreshToken,
  RateLimit,
  Account,
  Activity,
  ApiKey,
  ApiKeySecret,
  ApprovalPolicy,
  QuoteApproval,
  Attachment,
  AuditlogEntry,
  Calendar,
  Holiday,
  Campaign,
  CampaignMember,
  Charge,
  Comment,
  Mention,
  Contact,
  Conversion,
  Currency,
  ExchangeRate,
  CustomField,
  CustomValue,
  FeatureFlag,
  Form,
  IdempotencyRecord,
  InboundMail,
  Invoice,
  InvoiceLine,
  Payment,
  Counter,
  KbArticle,
  KbArticleVersion,
  LeadScoringRule,
  Lead,
  Mail,
  Notification,
  Operation,
  OperationItem,
  Opportunity,
  OutboxEvent,
  Pipeline,
  Pricebook,
  PricebookEntry,
  ProcessLogEntry,
  ProcessTouch,
  Process,
  Product,
  QuoteDelivery,
  Quote,
  QuoteLine,
  RuleRun,
  SlaPolicy,
  Stage,
  Subscription,
  SubscriptionPeriod,
  Tag,
  Tagging,
  Team,
  NotificationPreferences,
  PushSubscription,
  Follow,
  Territory,
  TicketCategory,
  Ticket,
  TicketMessage,
  TimelineEntry,
  User,
  WebhookEndpoint,
  WebhookDelivery,
  Workflow,
  WorkflowVersion,
];
