import type { Opt } from '@mikro-orm/core';
import { sql, type ColumnType, type Generated, type GeneratedAlways, type RawBuilder } from 'kysely';
import type { ApiKey, ApiKeySecret } from './entities/api-key.entity.ts';
import type { RateLimit, RefreshToken, Session } from './entities/access.entity.ts';
import type { Account } from './entities/account.entity.ts';
import type { Activity } from './entities/activity.entity.ts';
import type { Attachment } from './entities/attachment.entity.ts';
import type { AuditlogEntry } from './entities/auditlog.entity.ts';
import type { Campaign, CampaignMember } from './entities/campaign.entity.ts';
import type { Calendar, Holiday } from './entities/calendar.entity.ts';
import type { ComputedMark } from './entities/columns.ts';
import type { Comment, Mention } from './entities/comment.entity.ts';
import type { Contact } from './entities/contact.entity.ts';
import type { Conversion } from './entities/conversion.entity.ts';
import type { Currency, ExchangeRate } from './entities/currency.entity.ts';
import type { FeatureFlag } from './entities/feature-flag.entity.ts';
import type { CustomField } from './entities/custom-field.entity.ts';
import type { CustomValue } from './entities/custom-value.entity.ts';
import type { Form } from './entities/form.entity.ts';
import type { IdempotencyRecord } from './entities/idempotency.entity.ts';
import type { Counter, Invoice, InvoiceLine, Payment } from './entities/invoice.entity.ts';
import type { KbArticle, KbArticleVersion } from './entities/kb-article.entity.ts';
import type { Lead } from './entities/lead.entity.ts';
import type { Opportunity } from './entities/opportunity.entity.ts';
import type { OutboxEvent } from './entities/outbox.entity.ts';
import type { Pipeline } from './entities/pipeline.entity.ts';
import type { Pricebook, PricebookEntry } from './entities/pricebook.entity.ts';
import type { Process } from './entities/process.entity.ts';
import type { Product } from './entities/product.entity.ts';
import type { Quote, QuoteLine } from './entities/quote.entity.ts';
import type { SlaPolicy } from './entities/sla-policy.entity.ts';
import type { Stage } from './entities/stage.entity.ts';
import type { Subscription, SubscriptionPeriod } from './entities/subscription.entity.ts';
import type { Tag, Tagging } from './entities/tag.entity.ts';
import type { Team } from './entities/team.entity.ts';
import type { TicketCategory } from './entities/ticket-category.entity.ts';
import type { Ticket, TicketMessage } from './entities/ticket.entity.ts';
import type { TimelineEntry } from './entities/timeline.entity.ts';
import type { User } from './entities/user.entity.ts';
import type { Workflow, WorkflowVersion } from './entities/workflow.entity.ts';

/**
 * The tables as queries see them, inferred from the entities, so that a column is said once. Columns with a default may
 * be left out of an insert. The second parameter names the jsonb columns: they are read as what they hold and written
 * by `jsonb()`, because the driver would make an array of PostgreSQL out of a list.
 */
export interface Database {
  crm_users: Columns<User, 'workingHours'>;
  crm_teams: Columns<Team>;
  crm_pipelines: Columns<Pipeline>;
  crm_stages: Columns<Stage, 'requiredFields' | 'allowedNext'>;
  crm_forms: Columns<Form>;
  crm_api_keys: Columns<ApiKey, 'scopes'>;
  crm_api_key_secrets: Columns<ApiKeySecret>;
  crm_feature_flags: Columns<FeatureFlag, 'roles' | 'teamIds' | 'userIds'>;
  crm_accounts: Columns<Account, 'billingAddress' | 'shippingAddress' | 'custom'>;
  crm_contacts: Columns<Contact, 'custom'>;
  crm_leads: Columns<Lead, 'scoreReasons' | 'custom'>;
  crm_opportunities: Columns<Opportunity, 'custom'>;
  crm_activities: Columns<Activity, 'custom'>;
  crm_currencies: Columns<Currency>;
  crm_exchange_rates: Columns<ExchangeRate>;
  crm_products: Columns<Product>;
  crm_pricebook: Columns<Pricebook>;
  crm_pricebook_entries: Columns<PricebookEntry>;
  crm_quotes: Columns<Quote>;
  crm_quote_lines: Columns<QuoteLine>;
  crm_invoices: Columns<Invoice, 'billTo'>;
  crm_invoice_lines: Columns<InvoiceLine>;
  crm_payments: Columns<Payment>;
  crm_counters: Columns<Counter>;
  crm_subscriptions: Columns<Subscription>;
  crm_subscription_periods: Columns<SubscriptionPeriod>;
  crm_tags: Columns<Tag>;
  crm_taggings: Columns<Tagging>;
  crm_comments: Columns<Comment>;
  crm_mentions: Columns<Mention>;
  crm_campaigns: Columns<Campaign, 'segment' | 'goals'>;
  crm_campaign_members: Columns<CampaignMember>;
  crm_workflows: Columns<Workflow, 'trigger' | 'conditions' | 'actions'>;
  crm_workflow_versions: Columns<WorkflowVersion, 'rule'>;
  crm_attachments: Columns<Attachment>;
  crm_custom_fields: Columns<
    CustomField,
    'label' | 'options' | 'defaultValue' | 'validation' | 'visibleTo' | 'editableBy'
  >;
  crm_custom_values: Columns<CustomValue>;
  crm_timeline: Columns<TimelineEntry, 'payload'>;
  crm_auditlog: Columns<AuditlogEntry, 'changes'>;
  crm_processes: Columns<Process, 'wait' | 'steps' | 'error' | 'input' | 'result'>;
  crm_conversions: Columns<Conversion, 'input' | 'matches' | 'choice' | 'before' | 'after'>;
  crm_outbox: Columns<OutboxEvent, 'command'>;
  crm_idempotency: Columns<IdempotencyRecord>;
  crm_sessions: Columns<Session>;
  crm_refresh_tokens: Columns<RefreshToken>;
  crm_rate_limits: Columns<RateLimit>;
  crm_calendars: Columns<Calendar, 'hours'>;
  crm_holidays: Columns<Holiday>;
  crm_ticket_categories: Columns<TicketCategory>;
  crm_sla_policies: Columns<SlaPolicy, 'targets'>;
  crm_tickets: Columns<Ticket>;
  crm_ticket_messages: Columns<TicketMessage>;
  crm_kb_articles: Columns<KbArticle>;
  crm_kb_article_versions: Columns<KbArticleVersion>;
}

type Columns<Entity, Json extends keyof Entity = never> = {
  [Key in keyof Entity & string]: Key extends Json ? JsonColumn<Entity[Key]> : Column<Entity[Key]>;
};

/** Without the ORM's marks. */
type Plain<Value> = Value extends Opt<infer Inner> ? Inner : Value;
type Column<Value> = [NonNullable<Value>] extends [ComputedMark]
  ? GeneratedAlways<NonNullable<Value> extends Date ? Date | Extract<Value, null> : string>
  : [Value] extends [Opt]
    ? Generated<Bare<Value>>
    : Bare<Value>;
type Bare<Value> = Value extends Date ? Date : Plain<Value>;
type JsonInput<Value> = RawBuilder<unknown> | Extract<Value, null>;
type JsonColumn<Value> = ColumnType<
  Plain<Value>,
  [Value] extends [Opt] ? JsonInput<Value> | undefined : JsonInput<Value>,
  JsonInput<Value>
>;

/** A value on its way into a jsonb column. */
export function jsonb(value: unknown): RawBuilder<unknown> {
  return value === null ? sql`null` : sql`${JSON.stringify(value)}::jsonb`;
}
