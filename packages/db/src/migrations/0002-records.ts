import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys, owner, ownerKeys, record, recordKeys } from './sql.ts';

/** What people work with: accounts, contacts, leads, opportunities and activities. */
export class Records extends Migration {
  override up(): void {
    this.addSql('create extension if not exists pg_trgm schema crm_core');
    this.addSql(tables);
    this.addSql(
      foreignKeys({
        crm_accounts: { ...recordKeys, ...ownerKeys },
        crm_contacts: { ...recordKeys, ...ownerKeys, account_id: 'crm_accounts' },
        crm_leads: {
          ...recordKeys,
          ...ownerKeys,
          form_id: 'crm_forms',
          converted_account_id: 'crm_accounts',
          converted_contact_id: 'crm_contacts',
          converted_opportunity_id: 'crm_opportunities',
        },
        crm_opportunities: {
          ...recordKeys,
          ...ownerKeys,
          account_id: 'crm_accounts',
          primary_contact_id: 'crm_contacts',
          pipeline_id: 'crm_pipelines',
          stage_id: 'crm_stages',
          source_lead_id: 'crm_leads',
        },
        crm_activities: { ...recordKeys, ...ownerKeys },
      }),
    );
  }

  override down(): void {
    this.addSql(dropTables('crm_accounts', 'crm_contacts', 'crm_leads', 'crm_opportunities', 'crm_activities'));
    this.addSql('drop extension pg_trgm');
  }
}

const tables = `
  create table crm_core.crm_accounts (
    ${record}, ${owner},
    name text not null, name_normalized text not null, kind text not null default 'company',
    status text not null default 'prospect', email text, email_normalized text,
    email_status text not null default 'unchecked', phone text, phone_e164 text, website text, website_domain text,
    company text, tax_id text, industry text, currency text, contacted boolean not null default false,
    next_follow_up_at timestamptz(3), billing_address jsonb, shipping_address jsonb,
    search_text text generated always as (
      coalesce(lower(name), ''::text) || ' '::text ||
      coalesce(name_normalized, ''::text) || ' '::text ||
      coalesce(email_normalized, ''::text) || ' '::text ||
      coalesce(phone_e164, ''::text) || ' '::text ||
      coalesce(website_domain, ''::text)
    ) stored not null,
    primary key (id),
    constraint crm_accounts_kind_check check (kind in ('company', 'person')),
    constraint crm_accounts_status_check check (status in ('prospect', 'active', 'inactive', 'lost')),
    constraint crm_accounts_email_status_check check (email_status in ('unchecked', 'valid', 'unknown'))
  );
  create index crm_accounts_created_at on crm_core.crm_accounts (created_at, id) where deleted_at is null;
  create index crm_accounts_updated_at on crm_core.crm_accounts (updated_at, id) where deleted_at is null;
  create index crm_accounts_name on crm_core.crm_accounts (name, id) where deleted_at is null;
  create index crm_accounts_assigned_to
    on crm_core.crm_accounts (assigned_to, created_at, id) where deleted_at is null;
  create index crm_accounts_team_id on crm_core.crm_accounts (team_id, created_at, id) where deleted_at is null;
  create index crm_accounts_trash on crm_core.crm_accounts (deleted_at, id) where deleted_at is not null;
  create index crm_accounts_status on crm_core.crm_accounts (status, created_at, id) where deleted_at is null;
  create index crm_accounts_email_normalized on crm_core.crm_accounts (email_normalized);
  create index crm_accounts_phone_e164 on crm_core.crm_accounts (phone_e164) where deleted_at is null;
  create index crm_accounts_name_normalized on crm_core.crm_accounts (name_normalized) where deleted_at is null;
  create index crm_accounts_website_domain on crm_core.crm_accounts (website_domain) where deleted_at is null;
  create index crm_accounts_tax_id on crm_core.crm_accounts (tax_id) where deleted_at is null;
  create index crm_accounts_search_text on crm_core.crm_accounts using gin (search_text crm_core.gin_trgm_ops)
    with (gin_pending_list_limit = 256);
  create unique index crm_accounts_email_normalized_unique
    on crm_core.crm_accounts (email_normalized) where deleted_at is null;

  create table crm_core.crm_contacts (
    ${record}, ${owner},
    account_id uuid, first_name text, last_name text not null,
    name text generated always as (
      coalesce(nullif(btrim(coalesce(first_name, ''::text) || ' '::text ||
      last_name), ''::text), ''::text)
    ) stored not null,
    name_normalized text not null, job_title text, email text, email_normalized text,
    email_status text not null default 'unchecked', phone text, phone_e164 text,
    is_primary boolean not null default false, preferred_language text, source text, consent boolean,
    search_text text generated always as (
      coalesce(name_normalized, ''::text) || ' '::text ||
      coalesce(email_normalized, ''::text) || ' '::text ||
      coalesce(phone_e164, ''::text)
    ) stored not null,
    primary key (id),
    constraint crm_contacts_email_status_check check (email_status in ('unchecked', 'valid', 'unknown')),
    constraint crm_contacts_preferred_language_check check (preferred_language in ('en', 'ru', 'ar'))
  );
  create index crm_contacts_created_at on crm_core.crm_contacts (created_at, id) where deleted_at is null;
  create index crm_contacts_updated_at on crm_core.crm_contacts (updated_at, id) where deleted_at is null;
  create index crm_contacts_last_name on crm_core.crm_contacts (last_name, id) where deleted_at is null;
  create index crm_contacts_assigned_to
    on crm_core.crm_contacts (assigned_to, created_at, id) where deleted_at is null;
  create index crm_contacts_team_id on crm_core.crm_contacts (team_id, created_at, id) where deleted_at is null;
  create index crm_contacts_trash on crm_core.crm_contacts (deleted_at, id) where deleted_at is not null;
  create index crm_contacts_account_id on crm_core.crm_contacts (account_id, created_at, id) where deleted_at is null;
  create index crm_contacts_email_normalized on crm_core.crm_contacts (email_normalized);
  create index crm_contacts_phone_e164 on crm_core.crm_contacts (phone_e164);
  create index crm_contacts_name_normalized on crm_core.crm_contacts (name_normalized) where deleted_at is null;
  create index crm_contacts_search_text on crm_core.crm_contacts using gin (search_text crm_core.gin_trgm_ops)
    with (gin_pending_list_limit = 256);
  create unique index crm_contacts_primary_unique
    on crm_core.crm_contacts (account_id) where is_primary and deleted_at is null;

  create table crm_core.crm_leads (
    ${record}, ${owner},
    first_name text, last_name text,
    name text generated always as (
      coalesce(nullif(btrim(coalesce(first_name, ''::text) || ' '::text ||
      coalesce(last_name, ''::text)), ''::text), nullif(btrim(company), ''::text), nullif(btrim(email), ''::text), nullif(btrim(phone), ''::text), ''::text)
    ) stored not null,
    name_normalized text not null, company text, company_normalized text, job_title text, email text,
    email_normalized text, email_status text not null default 'unchecked', phone text, phone_e164 text,
    website text, country text, message text, budget_minor bigint, currency text, source text not null,
    source_detail text, utm_source text, utm_medium text, utm_campaign text, form_id uuid, consent boolean,
    status text not null default 'new', score int, score_reasons jsonb not null default '[]',
    disqualified_reason text, converted_at timestamptz(3), converted_account_id uuid, converted_contact_id uuid,
    converted_opportunity_id uuid,
    search_text text generated always as (
      coalesce(name_normalized, ''::text) || ' '::text ||
      coalesce(lower(company), ''::text) || ' '::text ||
      coalesce(company_normalized, ''::text) || ' '::text ||
      coalesce(email_normalized, ''::text) || ' '::text ||
      coalesce(phone_e164, ''::text)
    ) stored not null,
    primary key (id),
    constraint crm_leads_email_status_check check (email_status in ('unchecked', 'valid', 'unknown')),
    constraint crm_leads_status_check check (status in ('new', 'working', 'qualified', 'unqualified', 'converted'))
  );
  create index crm_leads_created_at on crm_core.crm_leads (created_at, id) where deleted_at is null;
  create index crm_leads_updated_at on crm_core.crm_leads (updated_at, id) where deleted_at is null;
  create index crm_leads_score on crm_core.crm_leads (score, id) where deleted_at is null;
  create index crm_leads_score_desc on crm_core.crm_leads (score desc nulls last, id desc) where deleted_at is null;
  create index crm_leads_last_name on crm_core.crm_leads (last_name, id) where deleted_at is null;
  create index crm_leads_last_name_desc
    on crm_core.crm_leads (last_name desc nulls last, id desc) where deleted_at is null;
  create index crm_leads_assigned_to on crm_core.crm_leads (assigned_to, created_at, id) where deleted_at is null;
  create index crm_leads_team_id on crm_core.crm_leads (team_id, created_at, id) where deleted_at is null;
  create index crm_leads_trash on crm_core.crm_leads (deleted_at, id) where deleted_at is not null;
  create index crm_leads_status on crm_core.crm_leads (status, created_at, id) where deleted_at is null;
  create index crm_leads_source on crm_core.crm_leads (source, created_at, id) where deleted_at is null;
  create index crm_leads_form_id on crm_core.crm_leads (form_id) where deleted_at is null;
  create index crm_leads_converted_account_id on crm_core.crm_leads (converted_account_id) where deleted_at is null;
  create index crm_leads_converted_contact_id on crm_core.crm_leads (converted_contact_id) where deleted_at is null;
  create index crm_leads_converted_opportunity_id
    on crm_core.crm_leads (converted_opportunity_id) where deleted_at is null;
  create index crm_leads_email_normalized on crm_core.crm_leads (email_normalized) where deleted_at is null;
  create index crm_leads_phone_e164 on crm_core.crm_leads (phone_e164) where deleted_at is null;
  create index crm_leads_company_normalized on crm_core.crm_leads (company_normalized) where deleted_at is null;
  create index crm_leads_search_text on crm_core.crm_leads using gin (search_text crm_core.gin_trgm_ops)
    with (gin_pending_list_limit = 256);

  create table crm_core.crm_opportunities (
    ${record}, ${owner},
    name text not null, name_normalized text not null, account_id uuid, primary_contact_id uuid,
    pipeline_id uuid not null, stage_id uuid not null, stage_entered_at timestamptz(3) not null,
    amount_minor bigint, currency text, probability int not null, expected_close_date date,
    forecast_category text not null default 'pipeline', status text not null default 'open',
    closed_at timestamptz(3), loss_reason text, source_lead_id uuid,
    search_text text generated always as (
      coalesce(name_normalized, ''::text)
    ) stored not null, primary key (id),
    constraint crm_opportunities_forecast_category_check
      check (forecast_category in ('pipeline', 'best_case', 'commit', 'closed', 'omitted')),
    constraint crm_opportunities_status_check check (status in ('open', 'won', 'lost'))
  );
  create index crm_opportunities_created_at on crm_core.crm_opportunities (created_at, id) where deleted_at is null;
  create index crm_opportunities_updated_at on crm_core.crm_opportunities (updated_at, id) where deleted_at is null;
  create index crm_opportunities_name on crm_core.crm_opportunities (name, id) where deleted_at is null;
  create index crm_opportunities_stage_entered_at
    on crm_core.crm_opportunities (stage_entered_at, id) where deleted_at is null;
  create index crm_opportunities_amount_minor
    on crm_core.crm_opportunities (amount_minor, id) where deleted_at is null;
  create index crm_opportunities_amount_minor_desc
    on crm_core.crm_opportunities (amount_minor desc nulls last, id desc) where deleted_at is null;
  create index crm_opportunities_expected_close_date
    on crm_core.crm_opportunities (expected_close_date, id) where deleted_at is null;
  create index crm_opportunities_expected_close_date_desc
    on crm_core.crm_opportunities (expected_close_date desc nulls last, id desc) where deleted_at is null;
  create index crm_opportunities_assigned_to
    on crm_core.crm_opportunities (assigned_to, created_at, id) where deleted_at is null;
  create index crm_opportunities_team_id
    on crm_core.crm_opportunities (team_id, created_at, id) where deleted_at is null;
  create index crm_opportunities_trash on crm_core.crm_opportunities (deleted_at, id) where deleted_at is not null;
  create index crm_opportunities_pipeline_id
    on crm_core.crm_opportunities (pipeline_id, created_at, id) where deleted_at is null;
  create index crm_opportunities_status
    on crm_core.crm_opportunities (status, created_at, id) where deleted_at is null;
  create index crm_opportunities_stage_id
    on crm_core.crm_opportunities (stage_id, stage_entered_at, id) where deleted_at is null;
  create index crm_opportunities_account_id
    on crm_core.crm_opportunities (account_id, created_at, id) where deleted_at is null;
  create index crm_opportunities_primary_contact_id
    on crm_core.crm_opportunities (primary_contact_id) where deleted_at is null;
  create index crm_opportunities_source_lead_id
    on crm_core.crm_opportunities (source_lead_id) where deleted_at is null;
  create index crm_opportunities_search_text on crm_core.crm_opportunities using gin (search_text crm_core.gin_trgm_ops)
    with (gin_pending_list_limit = 256);

  create table crm_core.crm_activities (
    ${record}, ${owner},
    type text not null, subject text not null, body text, subject_type text, subject_id uuid,
    status text not null default 'scheduled', due_at timestamptz(3), starts_at timestamptz(3),
    ends_at timestamptz(3), remind_at timestamptz(3), completed_at timestamptz(3), outcome text, direction text,
    duration_seconds int, priority text not null default 'normal', primary key (id),
    constraint crm_activities_type_check check (type in ('call', 'meeting', 'email', 'task', 'note')),
    constraint crm_activities_status_check check (status in ('scheduled', 'completed', 'cancelled')),
    constraint crm_activities_direction_check check (direction in ('inbound', 'outbound')),
    constraint crm_activities_priority_check check (priority in ('low', 'normal', 'high'))
  );
  create index crm_activities_created_at on crm_core.crm_activities (created_at, id) where deleted_at is null;
  create index crm_activities_updated_at on crm_core.crm_activities (updated_at, id) where deleted_at is null;
  create index crm_activities_due_at on crm_core.crm_activities (due_at, id) where deleted_at is null;
  create index crm_activities_due_at_desc
    on crm_core.crm_activities (due_at desc nulls last, id desc) where deleted_at is null;
  create index crm_activities_assigned_to
    on crm_core.crm_activities (assigned_to, created_at, id) where deleted_at is null;
  create index crm_activities_team_id on crm_core.crm_activities (team_id, created_at, id) where deleted_at is null;
  create index crm_activities_trash on crm_core.crm_activities (deleted_at, id) where deleted_at is not null;
  create index crm_activities_subject
    on crm_core.crm_activities (subject_type, subject_id, created_at, id) where deleted_at is null;
  create index crm_activities_open_due_at
    on crm_core.crm_activities (due_at, id) where status = 'scheduled' and deleted_at is null;
  create index crm_activities_open_assigned_to
    on crm_core.crm_activities (assigned_to, due_at, id) where status = 'scheduled' and deleted_at is null;
  create index crm_activities_open_team_id
    on crm_core.crm_activities (team_id, due_at, id) where status = 'scheduled' and deleted_at is null;
`;
