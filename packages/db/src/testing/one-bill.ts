import { randomUUIDv7 } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';

/** The ids of what `insertBill` makes, by the resource as the audit log calls it. */
export function billIds() {
  return {
    invoice: randomUUIDv7(),
    invoice_line: randomUUIDv7(),
    payment: randomUUIDv7(),
    charge: randomUUIDv7(),
    subscription: randomUUIDv7(),
    subscription_period: randomUUIDv7(),
  };
}

interface Surroundings extends ReturnType<typeof billIds> {
  readonly account: string;
  readonly product: string;
  readonly pricebook: string;
  readonly quote: string;
  readonly quote_line: string;
  readonly made: { readonly createdAt: Date; readonly updatedAt: Date };
  readonly owned: Surroundings['made'] & { readonly assignedTo: string; readonly teamId: string };
}

/** A subscription with the period that is billed, and its invoice with a payment; a part of `insertOneOfEach`. */
export async function insertBill(db: Kysely<Database>, of: Surroundings): Promise<void> {
  const { made, owned } = of;
  const terms = { quantity: '2.5', unit: 'licence', unitPriceMinor: 4_000, discountPercent: '10', taxRate: '7.7' };
  const totals = { subtotalMinor: 10_000, discountMinor: 1_000, taxMinor: 693, totalMinor: 9_693 };
  const period = { periodStart: '2026-11-22', periodEnd: '2026-12-22' };
  await db
    .insertInto('crm_subscriptions')
    .values({
      id: of.subscription,
      ...owned,
      ...terms,
      name: 'Licences',
      nameNormalized: 'licences',
      accountId: of.account,
      productId: of.product,
      pricebookId: of.pricebook,
      quoteId: of.quote,
      quoteLineId: of.quote_line,
      currency: 'EUR',
      amountMinor: 9_000,
      billingInterval: 'month',
      anchorDate: period.periodStart,
      currentPeriodStart: period.periodStart,
      currentPeriodEnd: period.periodEnd,
    })
    .execute();
  await db
    .insertInto('crm_invoices')
    .values({
      id: of.invoice,
      ...owned,
      ...totals,
      accountId: of.account,
      quoteId: of.quote,
      subscriptionId: of.subscription,
      currency: 'EUR',
      nameNormalized: 'acme',
      paidMinor: 5_000,
      creditedMinor: 0,
    })
    .execute();
  await db
    .insertInto('crm_invoice_lines')
    .values({
      id: of.invoice_line,
      invoiceId: of.invoice,
      position: 0,
      productId: of.product,
      ...terms,
      ...totals,
      ...period,
      description: 'Licences',
    })
    .execute();
  await db
    .insertInto('crm_payments')
    .values({ id: of.payment, ...made, invoiceId: of.invoice, amountMinor: 5_000, paidOn: '2026-12-01' })
    .execute();
  await db
    .insertInto('crm_charges')
    .values({
      id: of.charge,
      invoiceId: of.invoice,
      attempt: 1,
      state: 'declined',
      amountMinor: 9_693,
      currency: 'EUR',
      methodRef: 'pm_1',
      createdAt: made.createdAt,
    })
    .execute();
  await db
    .insertInto('crm_subscription_periods')
    .values({
      id: of.subscription_period,
      subscriptionId: of.subscription,
      invoiceId: of.invoice,
      ...period,
      createdAt: made.createdAt,
    })
    .execute();
  await db.insertInto('crm_counters').values({ series: 'invoice', year: 2026, lastValue: 1 }).execute();
}
