import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys, owner, ownerKeys, record, recordKeys } from './sql.ts';

/** What is billed: invoices with their lines, payments and numbers, and subscriptions with their periods. */
export class Billing extends Migration {
  override up(): void {
    this.addSql(tables);
    this.addSql(
      foreignKeys({
        crm_invoices: {
          ...recordKeys,
          ...ownerKeys,
          account_id: 'crm_accounts',
          quote_id: 'crm_quotes',
          subscription_id: 'crm_subscriptions',
          credited_invoice_id: 'crm_invoices',
        },
        crm_invoice_lines: {
          invoice_id: 'crm_invoices',
          product_id: 'crm_products',
          credited_line_id: 'crm_invoice_lines',
        },
        crm_payments: { ...recordKeys, invoice_id: 'crm_invoices', credit_note_id: 'crm_invoices' },
        crm_subscriptions: {
          ...recordKeys,
          ...ownerKeys,
          account_id: 'crm_accounts',
          product_id: 'crm_products',
          pricebook_id: 'crm_pricebook',
          quote_id: 'crm_quotes',
          quote_line_id: 'crm_quote_lines',
        },
        crm_subscription_periods: { subscription_id: 'crm_subscriptions', invoice_id: 'crm_invoices' },
      }),
    );
    this.addSql(frozenFunctions);
    this.addSql(frozenTriggers);
    for (const [table, resource] of Object.entries(audited)) {
      this.addSql(`
        create trigger crm_audit after insert or update or delete on crm_core.${table}
        for each row execute function crm_core.crm_audit('${resource}')`);
    }
  }

  override down(): void {
    this.addSql(
      dropTables(
        'crm_invoices',
        'crm_invoice_lines',
        'crm_payments',
        'crm_counters',
        'crm_subscriptions',
        'crm_subscription_periods',
      ),
    );
    this.addSql('drop function crm_core.crm_invoice_frozen(), crm_core.crm_invoice_line_frozen()');
  }
}

/** Table → the resource as permissions call it, or the part of one. Counters say nothing that numbers do not. */
const audited = {
  crm_invoices: 'invoice',
  crm_invoice_lines: 'invoice_line',
  crm_payments: 'payment',
  crm_subscriptions: 'subscription',
  crm_subscription_periods: 'subscription_period',
};

const terms = `quantity numeric not null, unit text, unit_price_minor bigint not null,
    discount_percent numeric not null, tax_rate numeric not null`;
const totals = `subtotal_minor bigint not null, discount_minor bigint not null,
    tax_minor bigint not null, total_minor bigint not null`;

const tables = `
  create table crm_core.crm_invoices (
    ${record}, ${owner},
    kind text not null default 'invoice', number text, status text not null default 'draft',
    account_id uuid not null, quote_id uuid, subscription_id uuid, credited_invoice_id uuid, currency text not null,
    terms_days int not null default 14, issue_date date, due_date date, notes text,
    language text not null default 'en', bill_to jsonb, ${totals},
    paid_minor bigint not null, credited_minor bigint not null, paid_at timestamptz(3), payment_reference text, voided_at timestamptz(3),
    reason text, name_normalized text not null,
    search_text text generated always as (
      coalesce(lower(number), ''::text) || ' '::text || coalesce(name_normalized, ''::text)
    ) stored not null,
    primary key (id),
    constraint crm_invoices_kind_check check (kind in ('invoice', 'credit_note')),
    constraint crm_invoices_status_check check (status in ('draft', 'issued', 'partially_paid', 'paid', 'void')),
    constraint crm_invoices_language_check check (language in ('en', 'ru', 'ar')),
    constraint crm_invoices_balance_check check (paid_minor + credited_minor <= total_minor),
    constraint crm_invoices_trash_check check (deleted_at is null or status = 'draft')
  );
  create index crm_invoices_created_at on crm_core.crm_invoices (created_at, id) where deleted_at is null;
  create index crm_invoices_updated_at on crm_core.crm_invoices (updated_at, id) where deleted_at is null;
  create index crm_invoices_number on crm_core.crm_invoices (number, id) where deleted_at is null;
  create index crm_invoices_number_desc
    on crm_core.crm_invoices (number desc nulls last, id desc) where deleted_at is null;
  create index crm_invoices_issue_date on crm_core.crm_invoices (issue_date, id) where deleted_at is null;
  create index crm_invoices_issue_date_desc
    on crm_core.crm_invoices (issue_date desc nulls last, id desc) where deleted_at is null;
  create index crm_invoices_due_date on crm_core.crm_invoices (due_date, id) where deleted_at is null;
  create index crm_invoices_due_date_desc
    on crm_core.crm_invoices (due_date desc nulls last, id desc) where deleted_at is null;
  create index crm_invoices_total_minor on crm_core.crm_invoices (total_minor, id) where deleted_at is null;
  create index crm_invoices_assigned_to
    on crm_core.crm_invoices (assigned_to, created_at, id) where deleted_at is null;
  create index crm_invoices_team_id on crm_core.crm_invoices (team_id, created_at, id) where deleted_at is null;
  create index crm_invoices_trash on crm_core.crm_invoices (deleted_at, id) where deleted_at is not null;
  create index crm_invoices_status on crm_core.crm_invoices (status, due_date, id) where deleted_at is null;
  create index crm_invoices_kind on crm_core.crm_invoices (kind, created_at, id) where deleted_at is null;
  create index crm_invoices_account_id on crm_core.crm_invoices (account_id, created_at, id) where deleted_at is null;
  create index crm_invoices_subscription_id
    on crm_core.crm_invoices (subscription_id, created_at, id) where deleted_at is null;
  create index crm_invoices_credited_invoice_id
    on crm_core.crm_invoices (credited_invoice_id) where deleted_at is null;
  create index crm_invoices_search_text on crm_core.crm_invoices using gin (search_text crm_core.gin_trgm_ops)
    with (gin_pending_list_limit = 256);
  alter table crm_core.crm_invoices add constraint crm_invoices_number_unique unique (number);
  create unique index crm_invoices_quote_id_unique on crm_core.crm_invoices (quote_id) where deleted_at is null;

  create table crm_core.crm_invoice_lines (
    id uuid not null, invoice_id uuid not null, position int not null, product_id uuid, description text not null,
    ${terms}, ${totals}, period_start date, period_end date, credited_line_id uuid,
    primary key (id)
  );
  create index crm_invoice_lines_product_id on crm_core.crm_invoice_lines (product_id);
  create index crm_invoice_lines_credited_line_id on crm_core.crm_invoice_lines (credited_line_id);
  alter table crm_core.crm_invoice_lines
    add constraint crm_invoice_lines_invoice_id_position_unique unique (invoice_id, position);

  create table crm_core.crm_payments (
    ${record},
    invoice_id uuid not null, amount_minor bigint not null, paid_on date not null,
    method text not null default 'bank_transfer', reference text, note text, credit_note_id uuid, primary key (id),
    constraint crm_payments_method_check
      check (method in ('bank_transfer', 'card', 'direct_debit', 'cash', 'other', 'credit_note'))
  );
  create index crm_payments_invoice_id on crm_core.crm_payments (invoice_id, created_at) where deleted_at is null;
  create index crm_payments_credit_note_id on crm_core.crm_payments (credit_note_id) where deleted_at is null;
  create unique index crm_payments_reference_unique
    on crm_core.crm_payments (invoice_id, reference) where deleted_at is null;

  create table crm_core.crm_counters (
    series text not null, year int not null, last_value int not null, primary key (series, year)
  );

  create table crm_core.crm_subscriptions (
    ${record}, ${owner},
    name text not null, name_normalized text not null, account_id uuid not null, product_id uuid, pricebook_id uuid,
    quote_id uuid, quote_line_id uuid, status text not null default 'active', currency text not null,
    ${terms}, amount_minor bigint not null, billing_interval text not null, anchor_date date not null,
    current_period_start date not null, current_period_end date not null, auto_renew boolean not null default true,
    cancel_at date, ended_at timestamptz(3), terms_days int not null default 14, payment_method_ref text,
    search_text text generated always as (coalesce(name_normalized, ''::text)) stored not null,
    primary key (id),
    constraint crm_subscriptions_status_check
      check (status in ('active', 'past_due', 'paused', 'cancelled', 'expired')),
    constraint crm_subscriptions_billing_interval_check check (billing_interval in ('month', 'quarter', 'year'))
  );
  create index crm_subscriptions_created_at on crm_core.crm_subscriptions (created_at, id) where deleted_at is null;
  create index crm_subscriptions_updated_at on crm_core.crm_subscriptions (updated_at, id) where deleted_at is null;
  create index crm_subscriptions_name on crm_core.crm_subscriptions (name, id) where deleted_at is null;
  create index crm_subscriptions_current_period_end
    on crm_core.crm_subscriptions (current_period_end, id) where deleted_at is null;
  create index crm_subscriptions_amount_minor
    on crm_core.crm_subscriptions (amount_minor, id) where deleted_at is null;
  create index crm_subscriptions_assigned_to
    on crm_core.crm_subscriptions (assigned_to, created_at, id) where deleted_at is null;
  create index crm_subscriptions_team_id
    on crm_core.crm_subscriptions (team_id, created_at, id) where deleted_at is null;
  create index crm_subscriptions_trash on crm_core.crm_subscriptions (deleted_at, id) where deleted_at is not null;
  create index crm_subscriptions_status
    on crm_core.crm_subscriptions (status, current_period_end, id) where deleted_at is null;
  create index crm_subscriptions_account_id
    on crm_core.crm_subscriptions (account_id, created_at, id) where deleted_at is null;
  create index crm_subscriptions_product_id
    on crm_core.crm_subscriptions (product_id, created_at, id) where deleted_at is null;
  create index crm_subscriptions_pricebook_id on crm_core.crm_subscriptions (pricebook_id) where deleted_at is null;
  create index crm_subscriptions_quote_id on crm_core.crm_subscriptions (quote_id) where deleted_at is null;
  create index crm_subscriptions_search_text
    on crm_core.crm_subscriptions using gin (search_text crm_core.gin_trgm_ops) with (gin_pending_list_limit = 256);
  alter table crm_core.crm_subscriptions
    add constraint crm_subscriptions_quote_line_id_unique unique (quote_line_id);

  create table crm_core.crm_subscription_periods (
    id uuid not null, subscription_id uuid not null, period_start date not null, period_end date not null,
    invoice_id uuid, created_at timestamptz(3) not null, primary key (id)
  );
  create index crm_subscription_periods_invoice_id on crm_core.crm_subscription_periods (invoice_id);
  alter table crm_core.crm_subscription_periods
    add constraint crm_subscription_periods_start_unique unique (subscription_id, period_start);
`;

/**
 * What was issued stays as it is, whoever writes. What may still change says how it was settled and whose it is:
 * payments, credits, the void mark, owner and team.
 */
const frozenFunctions = `
  create function crm_core.crm_invoice_frozen() returns trigger language plpgsql as $$
  declare
    open constant text[] := array[
      'version', 'updated_at', 'updated_by', 'assigned_to', 'team_id', 'status', 'paid_minor', 'credited_minor',
      'paid_at', 'payment_reference', 'voided_at', 'reason',
      -- Computed after this trigger.
      'search_text'
    ];
  begin
    if tg_op = 'UPDATE' and new.status <> 'draft' and to_jsonb(new) - open = to_jsonb(old) - open then
      return new;
    end if;
    raise exception 'invoice % was issued and is never changed', old.number using errcode = 'restrict_violation';
  end $$;

  create function crm_core.crm_invoice_line_frozen() returns trigger language plpgsql as $$
  declare
    issued text;
  begin
    select number into issued from crm_core.crm_invoices
      where id in (old.invoice_id, new.invoice_id) and status <> 'draft' limit 1;
    if issued is not null then
      raise exception 'invoice % was issued and its lines are never changed', issued
        using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
  end $$`;

const frozenTriggers = `
  create trigger crm_invoice_frozen before update or delete on crm_core.crm_invoices
    for each row when (old.status <> 'draft') execute function crm_core.crm_invoice_frozen();
  create trigger crm_invoice_line_frozen before insert or update or delete on crm_core.crm_invoice_lines
    for each row execute function crm_core.crm_invoice_line_frozen();`;
