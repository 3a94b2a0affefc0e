import { randomUUIDv7 } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Approver } from '@crm/domain/approval/approval-policy';
import { jsonb, type Database } from '../database.ts';

/** The ids of what `insertSale` makes, by the resource as the audit log calls it. */
export function saleIds() {
  return {
    currency: randomUUIDv7(),
    exchange_rate: randomUUIDv7(),
    product: randomUUIDv7(),
    pricebook: randomUUIDv7(),
    pricebook_entry: randomUUIDv7(),
    quote: randomUUIDv7(),
    quote_line: randomUUIDv7(),
    approval_policy: randomUUIDv7(),
    lead_scoring_rule: randomUUIDv7(),
    quote_approval: randomUUIDv7(),
    quote_delivery: randomUUIDv7(),
  };
}

interface Surroundings extends ReturnType<typeof saleIds> {
  readonly account: string;
  readonly contact: string;
  readonly opportunity: string;
  readonly user: string;
  readonly made: { readonly createdAt: Date; readonly updatedAt: Date };
  readonly owned: Surroundings['made'] & { readonly assignedTo: string; readonly teamId: string };
}

/** What is sold, its price, and an offer of it; a part of `insertOneOfEach`. */
export async function insertSale(db: Kysely<Database>, of: Surroundings): Promise<void> {
  const { made, owned } = of;
  await db
    .insertInto('crm_currencies')
    .values({ id: of.currency, ...made, code: 'EUR', name: 'Euro', decimals: 2, isBase: true })
    .execute();
  await db
    .insertInto('crm_exchange_rates')
    .values({ id: of.exchange_rate, ...made, currency: 'USD', rate: '0.9213', validFrom: '2026-11-01' })
    .execute();
  await db
    .insertInto('crm_products')
    .values({
      id: of.product,
      ...made,
      sku: 'LOG-1',
      name: 'Logger',
      nameNormalized: 'logger',
      unit: 'piece',
      priceMinor: 14_900,
      currency: 'EUR',
      taxRate: '19',
    })
    .execute();
  await db
    .insertInto('crm_pricebook')
    .values({ id: of.pricebook, ...made, name: 'Europe', currency: 'EUR', isDefault: true })
    .execute();
  await db
    .insertInto('crm_pricebook_entries')
    .values({
      id: of.pricebook_entry,
      ...made,
      pricebookId: of.pricebook,
      productId: of.product,
      minQuantity: '10',
      unitPriceMinor: 12_900,
    })
    .execute();
  await db
    .insertInto('crm_quotes')
    .values({
      id: of.quote,
      ...owned,
      number: 'Q-2026-00001',
      accountId: of.account,
      opportunityId: of.opportunity,
      contactId: of.contact,
      pricebookId: of.pricebook,
      currency: 'EUR',
      validUntil: '2026-12-31',
      submittedBy: of.user,
      approverId: of.user,
      subtotalMinor: 32_250,
      discountMinor: 0,
      taxMinor: 0,
      totalMinor: 32_250,
    })
    .execute();
  await db
    .insertInto('crm_quote_lines')
    .values({
      id: of.quote_line,
      quoteId: of.quote,
      position: 0,
      productId: of.product,
      description: 'Logger',
      quantity: '2.5',
      unitPriceMinor: 12_900,
      subtotalMinor: 32_250,
      discountMinor: 0,
      taxMinor: 0,
      totalMinor: 32_250,
    })
    .execute();
  const approvers: Approver[] = [{ step: 1, kind: 'manager' }];
  await db
    .insertInto('crm_approval_policies')
    .values({ id: of.approval_policy, ...made, name: 'Large deals', approvers: jsonb(approvers) })
    .execute();
  await db
    .insertInto('crm_lead_scoring_rules')
    .values({
      id: of.lead_scoring_rule,
      ...made,
      name: 'Of a large company',
      points: 5,
      conditions: jsonb({ match: 'all', conditions: [{ field: 'company', op: 'contains', value: 'AG' }] }),
    })
    .execute();
  await db
    .insertInto('crm_quote_approvals')
    .values({
      id: of.quote_approval,
      quoteId: of.quote,
      contentHash: 'x',
      policy: 'Large deals',
      approver: jsonb(approvers[0]),
      step: 1,
      mayDecide: [of.user],
      decision: 'approved',
      decidedBy: of.user,
      createdAt: made.createdAt,
    })
    .execute();
  await db
    .insertInto('crm_quote_deliveries')
    .values({ id: of.quote_delivery, quoteId: of.quote, createdAt: made.createdAt, createdBy: of.user })
    .execute();
}
