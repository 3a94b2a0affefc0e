import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys, owner, ownerKeys, record, recordKeys } from './sql.ts';

/** Business calendars, service levels, tickets with their conversations, and the knowledge base. */
export class Support extends Migration {
  override up(): void {
    this.addSql(tables);
    this.addSql(
      foreignKeys({
        crm_calendars: recordKeys,
        crm_holidays: { ...recordKeys, calendar_id: 'crm_calendars' },
        crm_ticket_categories: { ...recordKeys, team_id: 'crm_teams' },
        crm_sla_policies: { ...recordKeys, calendar_id: 'crm_calendars', category_id: 'crm_ticket_categories' },
        crm_tickets: {
          ...recordKeys,
          ...ownerKeys,
          contact_id: 'crm_contacts',
          account_id: 'crm_accounts',
          category_id: 'crm_ticket_categories',
          sla_policy_id: 'crm_sla_policies',
          merged_into_id: 'crm_tickets',
        },
        crm_ticket_messages: { ticket_id: 'crm_tickets', contact_id: 'crm_contacts', created_by: 'crm_users' },
        crm_kb_articles: { ...recordKeys, category_id: 'crm_ticket_categories' },
        crm_kb_article_versions: { article_id: 'crm_kb_articles', created_by: 'crm_users' },
      }),
    );
    for (const [table, resource] of Object.entries(audited)) {
      this.addSql(`
        create trigger crm_audit after insert or update or delete on crm_core.${table}
        for each row execute function crm_core.crm_audit('${resource}')`);
    }
  }

  /** Triggers and the sequence go with their tables. */
  override down(): void {
    this.addSql(
      dropTables(
        'crm_kb_article_versions',
        'crm_kb_articles',
        'crm_ticket_messages',
        'crm_tickets',
        'crm_sla_policies',
        'crm_ticket_categories',
        'crm_holidays',
        'crm_calendars',
      ),
    );
    // What is left would be of kinds that nobody knows any more. The audit log keeps what it has.
    this.addSql(`
      delete from crm_core.crm_timeline
      where subject_type = 'ticket' or kind in ('ticket_created', 'ticket_resolved')`);
  }
}

/** Table → the resource as permissions call it. */
const audited = {
  crm_calendars: 'calendar',
  crm_holidays: 'holiday',
  crm_ticket_categories: 'ticket_category',
  crm_sla_policies: 'sla_policy',
  crm_tickets: 'ticket',
  crm_ticket_messages: 'ticket_message',
  crm_kb_articles: 'kb_article',
  crm_kb_article_versions: 'kb_article_version',
};

const tables = `
  create table crm_core.crm_calendars (
    ${record}, name text not null, time_zone text not null, hours jsonb not null,
    is_default boolean not null default false, primary key (id)
  );
  create index crm_calendars_name on crm_core.crm_calendars (name, id) where deleted_at is null;
  create index crm_calendars_created_at on crm_core.crm_calendars (created_at, id) where deleted_at is null;
  create unique index crm_calendars_name_unique on crm_core.crm_calendars (name) where deleted_at is null;
  create unique index crm_calendars_default_unique
    on crm_core.crm_calendars (is_default) where is_default and deleted_at is null;

  create table crm_core.crm_holidays (
    ${record}, calendar_id uuid not null, date date not null, name text not null, primary key (id)
  );
  create index crm_holidays_date on crm_core.crm_holidays (date, id) where deleted_at is null;
  create index crm_holidays_name on crm_core.crm_holidays (name, id) where deleted_at is null;
  create index crm_holidays_created_at on crm_core.crm_holidays (created_at, id) where deleted_at is null;
  create index crm_holidays_calendar_id on crm_core.crm_holidays (calendar_id, date, id) where deleted_at is null;
  create unique index crm_holidays_calendar_id_date_unique
    on crm_core.crm_holidays (calendar_id, date) where deleted_at is null;

  create table crm_core.crm_ticket_categories (
    ${record}, name text not null, team_id uuid, is_default boolean not null default false, primary key (id)
  );
  create index crm_ticket_categories_name on crm_core.crm_ticket_categories (name, id) where deleted_at is null;
  create index crm_ticket_categories_created_at
    on crm_core.crm_ticket_categories (created_at, id) where deleted_at is null;
  create index crm_ticket_categories_team_id on crm_core.crm_ticket_categories (team_id) where deleted_at is null;
  create unique index crm_ticket_categories_name_unique
    on crm_core.crm_ticket_categories (name) where deleted_at is null;
  create unique index crm_ticket_categories_default_unique
    on crm_core.crm_ticket_categories (is_default) where is_default and deleted_at is null;

  create table crm_core.crm_sla_policies (
    ${record}, name text not null, calendar_id uuid not null, targets jsonb not null,
    is_default boolean not null default false, position int not null default 0, category_id uuid, priority text,
    industry text, primary key (id),
    constraint crm_sla_policies_priority_check check (priority in ('low', 'normal', 'high', 'urgent'))
  );
  create index crm_sla_policies_position on crm_core.crm_sla_policies (position, id) where deleted_at is null;
  create index crm_sla_policies_name on crm_core.crm_sla_policies (name, id) where deleted_at is null;
  create index crm_sla_policies_created_at on crm_core.crm_sla_policies (created_at, id) where deleted_at is null;
  create index crm_sla_policies_calendar_id on crm_core.crm_sla_policies (calendar_id) where deleted_at is null;
  create index crm_sla_policies_category_id on crm_core.crm_sla_policies (category_id) where deleted_at is null;
  create unique index crm_sla_policies_name_unique on crm_core.crm_sla_policies (name) where deleted_at is null;
  create unique index crm_sla_policies_default_unique
    on crm_core.crm_sla_policies (is_default) where is_default and deleted_at is null;

  create table crm_core.crm_tickets (
    ${record}, ${owner},
    number text not null, subject text not null, name_normalized text not null, description text, contact_id uuid,
    requester_name text, requester_email text, account_id uuid, channel text not null default 'web',
    category_id uuid, language text, priority text not null default 'normal', status text not null default 'new',
    sla_policy_id uuid, first_response_warn_at timestamptz(3), first_response_due_at timestamptz(3),
    first_responded_at timestamptz(3), resolution_warn_at timestamptz(3), resolution_due_at timestamptz(3),
    resolved_at timestamptz(3), closed_at timestamptz(3), sla_paused_at timestamptz(3),
    sla_paused_minutes double precision not null default 0,
    due_at timestamptz(3) generated always as (least(
      case when first_responded_at is null then first_response_due_at end,
      case when sla_paused_at is null then resolution_due_at end
    )) stored,
    merged_into_id uuid, status_before_merge text, message_count int not null default 0,
    last_message_at timestamptz(3),
    search_text text generated always as (
      coalesce(lower(number), ''::text) || ' '::text ||
      coalesce(name_normalized, ''::text) || ' '::text ||
      coalesce(requester_email, ''::text)
    ) stored not null,
    primary key (id),
    constraint crm_tickets_channel_check check (channel in ('email', 'phone', 'web', 'chat', 'api')),
    constraint crm_tickets_language_check check (language in ('en', 'ru', 'ar')),
    constraint crm_tickets_priority_check check (priority in ('low', 'normal', 'high', 'urgent')),
    constraint crm_tickets_status_check check (status in ('new', 'open', 'pending', 'resolved', 'closed')),
    constraint crm_tickets_status_before_merge_check
      check (status_before_merge in ('new', 'open', 'pending', 'resolved', 'closed'))
  );
  create sequence crm_core.crm_tickets_number_seq owned by crm_core.crm_tickets.number;
  alter table crm_core.crm_tickets add constraint crm_tickets_number_unique unique (number);
  create index crm_tickets_created_at on crm_core.crm_tickets (created_at, id) where deleted_at is null;
  create index crm_tickets_updated_at on crm_core.crm_tickets (updated_at, id) where deleted_at is null;
  create index crm_tickets_number on crm_core.crm_tickets (number, id) where deleted_at is null;
  create index crm_tickets_due_at on crm_core.crm_tickets (due_at, id) where deleted_at is null;
  create index crm_tickets_due_at_desc
    on crm_core.crm_tickets (due_at desc nulls last, id desc) where deleted_at is null;
  create index crm_tickets_assigned_to on crm_core.crm_tickets (assigned_to, created_at, id) where deleted_at is null;
  create index crm_tickets_team_id on crm_core.crm_tickets (team_id, created_at, id) where deleted_at is null;
  create index crm_tickets_trash on crm_core.crm_tickets (deleted_at, id) where deleted_at is not null;
  create index crm_tickets_status on crm_core.crm_tickets (status, created_at, id) where deleted_at is null;
  create index crm_tickets_priority on crm_core.crm_tickets (priority, created_at, id) where deleted_at is null;
  create index crm_tickets_category_id on crm_core.crm_tickets (category_id, created_at, id) where deleted_at is null;
  create index crm_tickets_account_id on crm_core.crm_tickets (account_id, created_at, id) where deleted_at is null;
  create index crm_tickets_contact_id on crm_core.crm_tickets (contact_id, created_at, id) where deleted_at is null;
  create index crm_tickets_sla_policy_id on crm_core.crm_tickets (sla_policy_id) where deleted_at is null;
  create index crm_tickets_merged_into_id on crm_core.crm_tickets (merged_into_id) where merged_into_id is not null;
  create index crm_tickets_due_assigned_to
    on crm_core.crm_tickets (assigned_to, due_at, id) where due_at is not null and deleted_at is null;
  create index crm_tickets_due_team_id
    on crm_core.crm_tickets (team_id, due_at, id) where due_at is not null and deleted_at is null;
  create index crm_tickets_search_text on crm_core.crm_tickets using gin (search_text crm_core.gin_trgm_ops)
    with (gin_pending_list_limit = 256);

  create table crm_core.crm_ticket_messages (
    id uuid not null, ticket_id uuid not null, position int not null, kind text not null, body text not null,
    contact_id uuid, mentions uuid[] not null default '{}', article_ids uuid[] not null default '{}',
    created_at timestamptz(3) not null, created_by uuid, primary key (id),
    constraint crm_ticket_messages_kind_check check (kind in ('reply', 'note', 'customer'))
  );
  create index crm_ticket_messages_ticket_id on crm_core.crm_ticket_messages (ticket_id, created_at, id);
  create index crm_ticket_messages_contact_id
    on crm_core.crm_ticket_messages (contact_id) where contact_id is not null;
  alter table crm_core.crm_ticket_messages
    add constraint crm_ticket_messages_position_unique unique (ticket_id, position);

  create table crm_core.crm_kb_articles (
    ${record}, slug text not null, title text not null, body text not null, language text not null,
    category_id uuid, translation_group_id uuid not null, status text not null default 'draft',
    published_number int, name_normalized text not null, search_text text not null, primary key (id),
    constraint crm_kb_articles_language_check check (language in ('en', 'ru', 'ar')),
    constraint crm_kb_articles_status_check check (status in ('draft', 'published', 'archived'))
  );
  create index crm_kb_articles_created_at on crm_core.crm_kb_articles (created_at, id) where deleted_at is null;
  create index crm_kb_articles_updated_at on crm_core.crm_kb_articles (updated_at, id) where deleted_at is null;
  create index crm_kb_articles_title on crm_core.crm_kb_articles (title, id) where deleted_at is null;
  create index crm_kb_articles_trash on crm_core.crm_kb_articles (deleted_at, id) where deleted_at is not null;
  create index crm_kb_articles_status
    on crm_core.crm_kb_articles (status, language, created_at, id) where deleted_at is null;
  create index crm_kb_articles_category_id
    on crm_core.crm_kb_articles (category_id, created_at, id) where deleted_at is null;
  create index crm_kb_articles_search_text on crm_core.crm_kb_articles using gin (search_text crm_core.gin_trgm_ops)
    with (gin_pending_list_limit = 256);
  create unique index crm_kb_articles_slug_language_unique
    on crm_core.crm_kb_articles (slug, language) where deleted_at is null;
  create unique index crm_kb_articles_translation_unique
    on crm_core.crm_kb_articles (translation_group_id, language) where deleted_at is null;

  create table crm_core.crm_kb_article_versions (
    id uuid not null, article_id uuid not null, number int not null, title text not null, body text not null,
    created_at timestamptz(3) not null, created_by uuid, primary key (id)
  );
  alter table crm_core.crm_kb_article_versions
    add constraint crm_kb_article_versions_number_unique unique (article_id, number);
`;
