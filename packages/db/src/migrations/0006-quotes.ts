import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys, owner, ownerKeys, record, recordKeys } from './sql.ts';

/** Currencies with their rates, products, price books, and quotes with their lines. */
export class Quotes extends Migration {
  override up(): void {
    this.addSql(tables);
    this.addSql(
      foreignKeys({
        crm_currencies: recordKeys,
        crm_exchange_rates: recordKeys,
        crm_products: recordKeys,
        crm_pricebook: recordKeys,
        crm_pricebook_entries: { ...recordKeys, pricebook_id: 'crm_pricebook', product_id: 'crm_products' },
        crm_quotes: {
          ...recordKeys,
          ...ownerKeys,
          account_id: 'crm_accounts',
          opportunity_id: 'crm_opportunities',
          contact_id: 'crm_contacts',
          pricebook_id: 'crm_pricebook',
          submitted_by: 'crm_users',
          approver_id: 'crm_users',
        },
        crm_quote_lines: { quote_id: 'crm_quotes', product_id: 'crm_products' },
      }),
    );
    for (const [table, resource] of Object.entries(audited)) {
      this.addSql(`
        create trigger crm_audit after insert or update or delete on crm_core.${table}
        for each row execute function crm_core.crm_audit('${resource}')`);
    }
  }

  override down(): void {
    this.addSql(
      dropTables(
        'crm_currencies',
        'crm_exchange_rates',
        'crm_products',
        'crm_pricebook',
        'crm_pricebook_entries',
        'crm_quotes',
        'crm_quote_lines',
      ),
    );
    this.addSql('drop sequence crm_core.crm_quote_number');
  }
}

/** Table → the resource as permissions call it. */
const audited = {
  crm_currencies: 'currency',
  crm_exchange_rates: 'exchange_rate',
  crm_products: 'product',
  crm_pricebook: 'pricebook',
  crm_pricebook_entries: 'pricebook_entry',
  crm_quotes: 'quote',
  crm_quote_lines: 'quote_line',
};

const totals = `subtotal_minor bigint not null, discount_minor bigint not null,
    tax_minor bigint not null, total_minor bigint not null`;

const tables = `
  create table crm_core.crm_currencies (
    ${record},
    code text not null, name text not null, decimals int not null, active boolean not null default true,
    is_base boolean not null default false, primary key (id)
  );
  create index crm_currencies_code on crm_core.crm_currencies (code, id) where deleted_at is null;
  create index crm_currencies_name on crm_core.crm_currencies (name, id) where deleted_at is null;
  create index crm_currencies_created_at on crm_core.crm_currencies (created_at, id) where deleted_at is null;
  create index crm_currencies_trash on crm_core.crm_currencies (deleted_at, id) where deleted_at is not null;
  create unique index crm_currencies_code_unique on crm_core.crm_currencies (code) where deleted_at is null;
  create unique index crm_currencies_base_unique
    on crm_core.crm_currencies (is_base) where is_base and deleted_at is null;

  create table crm_core.crm_exchange_rates (
    ${record},
    currency text not null, rate numeric not null, valid_from date not null, primary key (id)
  );
  create index crm_exchange_rates_valid_from
    on crm_core.crm_exchange_rates (valid_from, id) where deleted_at is null;
  create index crm_exchange_rates_created_at
    on crm_core.crm_exchange_rates (created_at, id) where deleted_at is null;
  create index crm_exchange_rates_trash on crm_core.crm_exchange_rates (deleted_at, id) where deleted_at is not null;
  create unique index crm_exchange_rates_currency_valid_from_unique
    on crm_core.crm_exchange_rates (currency, valid_from) where deleted_at is null;

  create table crm_core.crm_products (
    ${record},
    sku text not null, name text not null, name_normalized text not null, description text,
    kind text not null default 'product', unit text not null, price_minor bigint not null, currency text not null,
    tax_rate numeric not null default 0, billing_interval text, active boolean not null default true,
    search_text text generated always as (
      coalesce(name_normalized, ''::text) || ' '::text ||
      coalesce(lower(sku), ''::text)
    ) stored not null,
    primary key (id),
    constraint crm_products_kind_check check (kind in ('product', 'service')),
    constraint crm_products_billing_interval_check check (billing_interval in ('month', 'quarter', 'year'))
  );
  create index crm_products_name on crm_core.crm_products (name, id) where deleted_at is null;
  create index crm_products_sku on crm_core.crm_products (sku, id) where deleted_at is null;
  create index crm_products_created_at on crm_core.crm_products (created_at, id) where deleted_at is null;
  create index crm_products_updated_at on crm_core.crm_products (updated_at, id) where deleted_at is null;
  create index crm_products_trash on crm_core.crm_products (deleted_at, id) where deleted_at is not null;
  create index crm_products_search_text on crm_core.crm_products using gin (search_text crm_core.gin_trgm_ops)
    with (gin_pending_list_limit = 256);
  create unique index crm_products_sku_unique on crm_core.crm_products (sku) where deleted_at is null;

  create table crm_core.crm_pricebook (
    ${record},
    name text not null, currency text not null, is_default boolean not null default false, valid_from date,
    valid_to date, priority int not null default 0, segment text, primary key (id)
  );
  create index crm_pricebook_name on crm_core.crm_pricebook (name, id) where deleted_at is null;
  create index crm_pricebook_priority on crm_core.crm_pricebook (priority, id) where deleted_at is null;
  create index crm_pricebook_created_at on crm_core.crm_pricebook (created_at, id) where deleted_at is null;
  create index crm_pricebook_updated_at on crm_core.crm_pricebook (updated_at, id) where deleted_at is null;
  create index crm_pricebook_trash on crm_core.crm_pricebook (deleted_at, id) where deleted_at is not null;
  create unique index crm_pricebook_name_unique on crm_core.crm_pricebook (name) where deleted_at is null;
  create unique index crm_pricebook_default_unique
    on crm_core.crm_pricebook (currency) where is_default and deleted_at is null;

  create table crm_core.crm_pricebook_entries (
    ${record},
    pricebook_id uuid not null, product_id uuid not null, min_quantity numeric not null default 0,
    unit_price_minor bigint not null, discount_percent numeric not null default 0, primary key (id)
  );
  create index crm_pricebook_entries_created_at
    on crm_core.crm_pricebook_entries (created_at, id) where deleted_at is null;
  create index crm_pricebook_entries_updated_at
    on crm_core.crm_pricebook_entries (updated_at, id) where deleted_at is null;
  create index crm_pricebook_entries_unit_price_minor
    on crm_core.crm_pricebook_entries (unit_price_minor, id) where deleted_at is null;
  create index crm_pricebook_entries_product_id
    on crm_core.crm_pricebook_entries (product_id) where deleted_at is null;
  create index crm_pricebook_entries_trash
    on crm_core.crm_pricebook_entries (deleted_at, id) where deleted_at is not null;
  create unique index crm_pricebook_entries_tier_unique
    on crm_core.crm_pricebook_entries (pricebook_id, product_id, min_quantity) where deleted_at is null;

  -- Numbers of quotes are unique and may have gaps.
  create sequence crm_core.crm_quote_number;

  create table crm_core.crm_quotes (
    ${record}, ${owner},
    number text not null, revision int not null default 1, status text not null default 'draft',
    account_id uuid not null, opportunity_id uuid, contact_id uuid, pricebook_id uuid, currency text not null,
    ${totals},
    valid_until date, notes text, language text not null default 'en', submitted_at timestamptz(3), submitted_by uuid,
    approver_id uuid, decided_at timestamptz(3), decision_comment text, sent_at timestamptz(3),
    closed_at timestamptz(3), decline_reason text, document_id uuid,
    search_text text generated always as (
      coalesce(lower(number), ''::text)
    ) stored not null,
    primary key (id),
    constraint crm_quotes_status_check check (status in (
      'draft', 'pending_approval', 'approved', 'rejected', 'sent', 'accepted', 'declined', 'expired', 'superseded'
    )),
    constraint crm_quotes_language_check check (language in ('en', 'ru', 'ar')),
    constraint crm_quotes_number_revision_unique unique (number, revision)
  );
  create index crm_quotes_created_at on crm_core.crm_quotes (created_at, id) where deleted_at is null;
  create index crm_quotes_updated_at on crm_core.crm_quotes (updated_at, id) where deleted_at is null;
  create index crm_quotes_number on crm_core.crm_quotes (number, id) where deleted_at is null;
  create index crm_quotes_total_minor on crm_core.crm_quotes (total_minor, id) where deleted_at is null;
  create index crm_quotes_assigned_to on crm_core.crm_quotes (assigned_to, created_at, id) where deleted_at is null;
  create index crm_quotes_team_id on crm_core.crm_quotes (team_id, created_at, id) where deleted_at is null;
  create index crm_quotes_trash on crm_core.crm_quotes (deleted_at, id) where deleted_at is not null;
  create index crm_quotes_status on crm_core.crm_quotes (status, created_at, id) where deleted_at is null;
  create index crm_quotes_account_id on crm_core.crm_quotes (account_id, created_at, id) where deleted_at is null;
  create index crm_quotes_opportunity_id
    on crm_core.crm_quotes (opportunity_id, created_at, id) where deleted_at is null;
  create index crm_quotes_contact_id on crm_core.crm_quotes (contact_id) where deleted_at is null;
  create index crm_quotes_pricebook_id on crm_core.crm_quotes (pricebook_id) where deleted_at is null;
  create index crm_quotes_approver_id on crm_core.crm_quotes (approver_id) where deleted_at is null;
  create index crm_quotes_sent_valid_until
    on crm_core.crm_quotes (valid_until) where status = 'sent' and deleted_at is null;
  create index crm_quotes_search_text on crm_core.crm_quotes using gin (search_text crm_core.gin_trgm_ops)
    with (gin_pending_list_limit = 256);

  create table crm_core.crm_quote_lines (
    id uuid not null, quote_id uuid not null, position int not null, product_id uuid, description text not null,
    quantity numeric not null, unit text, unit_price_minor bigint not null, list_price_minor bigint,
    discount_percent numeric not null default 0, tax_rate numeric not null default 0, billing_interval text,
    ${totals}, primary key (id),
    constraint crm_quote_lines_billing_interval_check check (billing_interval in ('month', 'quarter', 'year'))
  );
  create index crm_quote_lines_quote_id on crm_core.crm_quote_lines (quote_id, position);
  create index crm_quote_lines_product_id on crm_core.crm_quote_lines (product_id);
`;
