import { RateLimit, RefreshToken, Session } from './entities/access.entity.ts';
import { Account } from './entities/account.entity.ts';
import { Activity } from './entities/activity.entity.ts';
import { ApiKey, ApiKeySecret } from './entities/api-key.entity.ts';
import { Attachment } from './entities/attachment.entity.ts';
import { AuditlogEntry } from './entities/auditlog.entity.ts';
import { Campaign, CampaignMember } from './entities/campaign.entity.ts';
import { Comment, Mention } from './entities/comment.entity.ts';
import { Calendar, Holiday } from './entities/calendar.entity.ts';
import { Contact } from './entities/contact.entity.ts';
import { Conversion } from './entities/conversion.entity.ts';
import { Currency, ExchangeRate } from './entities/currency.entity.ts';
import { FeatureFlag } from './entities/feature-flag.entity.ts';
import { CustomField } from './entities/custom-field.entity.ts';
import { CustomValue } from './entities/custom-value.entity.ts';
import { Form } from './entities/form.entity.ts';
import { IdempotencyRecord } from './entities/idempotency.entity.ts';
import { Counter, Invoice, InvoiceLine, Payment } from './entities/invoice.entity.ts';
import { KbArticle, KbArticleVersion } from './entities/kb-article.entity.ts';
import { Lead } from './entities/lead.entity.ts';
import { Opportunity } from './entities/opportunity.entity.ts';
import { OutboxEvent } from './entities/outbox.entity.ts';
import { Pipeline } from './entities/pipeline.entity.ts';
import { Pricebook, PricebookEntry } from './entities/pricebook.entity.ts';
import { Process } from './entities/process.entity.ts';
import { Product } from './entities/product.entity.ts';
import { Quote, QuoteLine } from './entities/quote.entity.ts';
import { SlaPolicy } from './entities/sla-policy.entity.ts';
import { Stage } from './entities/stage.entity.ts';
import { Subscription, SubscriptionPeriod } from './entities/subscription.entity.ts';
import { Tag, Tagging } from './entities/tag.entity.ts';
import { Team } from './entities/team.entity.ts';
import { TicketCategory } from './entities/ticket-category.entity.ts';
import { Ticket, TicketMessage } from './entities/ticket.entity.ts';
import { TimelineEntry } from './entities/timeline.entity.ts';
import { User } from './entities/user.entity.ts';
import { Workflow, WorkflowVersion } from './entities/workflow.entity.ts';

/** The only list of entities. */
export const entities = [
  User,
  Team,
  Pipeline,
  Stage,
  Form,
  FeatureFlag,
  Account,
  Contact,
  Lead,
  Opportunity,
  Activity,
  Currency,
  ExchangeRate,
  Product,
  Pricebook,
  PricebookEntry,
  Quote,
  QuoteLine,
  Invoice,
  InvoiceLine,
  Payment,
  Counter,
  Subscription,
  SubscriptionPeriod,
  Tag,
  Tagging,
  Comment,
  Mention,
  Campaign,
  CampaignMember,
  Workflow,
  ApiKey,
  ApiKeySecret,
  WorkflowVersion,
  Attachment,
  CustomField,
  CustomValue,
  TimelineEntry,
  AuditlogEntry,
  Process,
  Conversion,
  OutboxEvent,
  IdempotencyRecord,
  Session,
  RefreshToken,
  RateLimit,
  Calendar,
  Holiday,
  TicketCategory,
  SlaPolicy,
  Ticket,
  TicketMessage,
  KbArticle,
  KbArticleVersion,
];
