import { randomUUIDv7 } from 'node:crypto';
import type { Invoice } from '@crm/db/entities/invoice.entity';
import type { Quote } from '@crm/db/entities/quote.entity';
import { Subscription } from '@crm/db/entities/subscription.entity';
import { foldName } from '@crm/domain/normalize/name';
import type { QuoteLineRow } from '@crm/domain/quote/quote';
import type { BillingInterval } from '@crm/domain/money/billing-interval';
import { netOf } from '@crm/domain/subscription/change.rules';
import { periodAt } from '@crm/domain/subscription/periods.rules';
import type { ServiceContext } from '../context.ts';
import { extensionOfNew } from '../extension.ts';
import { today } from '../present.ts';
import { readLines } from '../quote/quote-lines.ts';
import { newRecord, saveCreated } from '../record.ts';
import { insertPeriod, periodColumns } from './subscription-period.ts';
import { tellSubscription } from './subscription-timeline.ts';

/**
 * Starts a subscription for each recurring line of a quote, today and with its first period billed by the quote's
 * invoice. Once per line: asked again, nothing is made. Without a permission of its own, as `invoiceFromQuote`.
 * @returns those that are there now
 */
export async function subscriptionsFromQuote(
  ctx: ServiceContext,
  quote: Quote,
  invoice: Invoice,
): Promise<Subscription[]> {
  const known = await ctx.em.find(Subscription, { quoteId: quote.id });
  if (known.length > 0) return known;
  const started: Subscription[] = [];
  for (const line of await readLines(ctx, quote.id)) {
    if (line.billingInterval !== null) started.push(await start(ctx, quote, invoice, line, line.billingInterval));
  }
  return started;
}

async function start(
  ctx: ServiceContext,
  quote: Quote,
  invoice: Invoice,
  line: QuoteLineRow,
  billingInterval: BillingInterval,
): Promise<Subscription> {
  const anchorDate = today(ctx);
  const period = periodAt(anchorDate, billingInterval, 0);
  const record = ctx.em.create(Subscription, {
    ...newRecord(ctx, randomUUIDv7()),
    ...(await extensionOfNew(ctx, 'subscription')),
    ...periodColumns(period),
    assignedTo: quote.assignedTo,
    teamId: quote.teamId,
    accountId: quote.accountId,
    productId: line.productId,
    pricebookId: quote.pricebookId,
    quoteId: quote.id,
    quoteLineId: line.id,
    name: line.description,
    nameNormalized: foldName(line.description),
    status: 'active',
    currency: quote.currency,
    quantity: line.quantity,
    unit: line.unit,
    unitPriceMinor: line.unitPriceMinor,
    discountPercent: line.discountPercent,
    taxRate: line.taxRate,
    amountMinor: netOf(line),
    billingInterval,
    anchorDate,
    termsDays: invoice.termsDays,
  });
  await saveCreated(ctx, 'subscription', record);
  await tellSubscription(ctx, record, 'started', { invoice: invoice.number });
  await insertPeriod(ctx, record.id, period, invoice.id);
  return record;
}
