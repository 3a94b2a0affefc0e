import { Migration } from '@mikro-orm/migrations';
import { extend, unextend } from './sql.ts';

/**
 * Custom fields and ids of other systems for what is sold, billed, supported and campaigned for (PLAN-017). On an
 * invoice they are notes beside the bill: they may change after it was issued.
 */
export class Extended extends Migration {
  override up(): void {
    for (const [table, resource] of extended) this.addSql(extend(table, resource));
    this.addSql(frozen("'external_id', 'custom',"));
  }

  override down(): void {
    this.addSql(frozen());
    for (const [table] of extended) this.addSql(unextend(table));
  }
}

const extended = [
  ['crm_products', 'product'],
  ['crm_quotes', 'quote'],
  ['crm_invoices', 'invoice'],
  ['crm_subscriptions', 'subscription'],
  ['crm_tickets', 'ticket'],
  ['crm_campaigns', 'campaign'],
] as const;

/**
 * As in 0007, where it is explained, with further columns of an issued invoice that may change.
 * @param beside their names, each with a comma after it
 */
function frozen(beside = ''): string {
  return `
  create or replace function crm_core.crm_invoice_frozen() returns trigger language plpgsql as $$
  declare
    open constant text[] := array[
      'version', 'updated_at', 'updated_by', 'assigned_to', 'team_id', 'status', 'paid_minor', 'credited_minor',
      'paid_at', 'payment_reference', 'voided_at', 'reason',${beside}
      -- Computed after this trigger.
      'search_text'
    ];
  begin
    if tg_op = 'UPDATE' and new.status <> 'draft' and to_jsonb(new) - open = to_jsonb(old) - open then
      return new;
    end if;
    raise exception 'invoice % was issued and is never changed', old.number using errcode = 'restrict_violation';
  end $$`;
}
