import { randomUUIDv7 } from 'node:crypto';
import type { Invoice } from '@crm/db/entities/invoice.entity';
import type { Subscription } from '@crm/db/entities/subscription.entity';
import { database } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import { lineTotals, type LineTerms } from '@crm/domain/money/line';
import type { Period } from '@crm/domain/money/proration';
import { periodOf } from '@crm/domain/subscription/periods.rules';
import { atPeriodEnd } from '@crm/domain/subscription/subscription.rules';
import type { ServiceContext } from '../context.ts';
import { readBilledAccount } from '../invoice/billed-account.ts';
import { createDraft, type NewLine } from '../invoice/invoice-draft.ts';
import { issueDraft } from '../invoice/invoice-issue.ts';
import { lockOpen, setOff } from '../invoice/invoice-settle.ts';
import { today } from '../present.ts';
import { assignChanges } from '../record.ts';
import { watchPeriods } from './renewal.ts';
import { enterStatus, openSubscription, saveTold } from './subscription-status.ts';
import { tellSubscription } from './subscription-timeline.ts';

/**
 * What comes when a period is over: the next one with its invoice, or the end. Done once for each start, however often
 * and by however many it is asked for at once: the subscription is locked, and of each start there is one row.
 * @param periodStart the day on which the period to be billed starts
 * @returns the subscription as it is now
 * @throws DomainError `invalid_transition` before that day has come, or for a day on which no period starts
 */
export async function renewPeriod(
  ctx: ServiceContext,
  id: string,
  periodStart: string,
  version?: number,
): Promise<Subscription> {
  const record = await openSubscription(ctx, id, 'subscription:renew', version);
  if (await isBilled(ctx, id, periodStart)) return record;
  const next = atPeriodEnd(record);
  if (next === 'nothing') return record;
  if (periodStart !== record.currentPeriodEnd || periodStart > today(ctx)) {
    throw new DomainError('invalid_transition', 'This period cannot be billed now: it is not the next, or not begun.', {
      next_period_start: record.currentPeriodEnd,
    });
  }
  if (next === 'cancel') await enterStatus(ctx, record, 'cancelled', 'cancelled');
  else if (next === 'expire') await enterStatus(ctx, record, 'expired', 'expired');
  else await renew(ctx, record);
  return record;
}

async function renew(ctx: ServiceContext, record: Subscription): Promise<void> {
  const period = periodOf(record.anchorDate, record.billingInterval, record.currentPeriodEnd);
  await saveTold(ctx, record, assignChanges(record, periodColumns(period)));
  const invoice = await billPeriod(ctx, record, period);
  await tellSubscription(ctx, record, 'renewed', { ...period, invoice: invoice.number });
}

/** Bills a period in advance. What earlier changes gave back is set off against it. */
export async function billPeriod(ctx: ServiceContext, record: Subscription, period: Period): Promise<Invoice> {
  const credits = await lockOpen(ctx, record.id, 'credit_note');
  const invoice = await billSubscription(ctx, record, 'invoice', [periodLine(record, period)]);
  for (const creditNote of credits) await setOff(ctx, creditNote, invoice);
  await insertPeriod(ctx, record.id, period, invoice.id);
  await watchPeriods(ctx, record, period);
  return invoice;
}

/** Issues an invoice or a credit note for a subscription. */
export async function billSubscription(
  ctx: ServiceContext,
  record: Subscription,
  kind: Invoice['kind'],
  lines: readonly NewLine[],
): Promise<Invoice> {
  const draft = await createDraft(ctx, {
    kind,
    account: await readBilledAccount(ctx, record.accountId),
    owner: record,
    currency: record.currency,
    termsDays: record.termsDays,
    subscriptionId: record.id,
    lines,
  });
  await issueDraft(ctx, draft);
  return draft;
}

/** Writes down that a period was billed. */
export async function insertPeriod(
  ctx: ServiceContext,
  subscriptionId: string,
  { from, to }: Period,
  invoiceId: string,
): Promise<void> {
  await database(ctx.em)
    .insertInto('crm_subscription_periods')
    .values({ id: randomUUIDv7(), subscriptionId, periodStart: from, periodEnd: to, invoiceId, createdAt: ctx.now })
    .execute();
}

/** The columns that say in which period a subscription is. */
export function periodColumns({ from, to }: Period) {
  return { currentPeriodStart: from, currentPeriodEnd: to };
}

/** What a subscription costs in each period. */
export function termsOf({ quantity, unitPriceMinor, discountPercent, taxRate }: LineTerms): LineTerms {
  return { quantity, unitPriceMinor, discountPercent, taxRate };
}

function periodLine(record: Subscription, { from, to }: Period): NewLine {
  const terms = termsOf(record);
  return {
    ...terms,
    ...lineTotals(terms),
    productId: record.productId,
    description: record.name,
    unit: record.unit,
    periodStart: from,
    periodEnd: to,
  };
}

async function isBilled(ctx: ServiceContext, subscriptionId: string, periodStart: string): Promise<boolean> {
  const billed = database(ctx.em)
    .selectFrom('crm_subscription_periods')
    .select('id')
    .where('subscriptionId', '=', subscriptionId)
    .where('periodStart', '=', periodStart);
  return (await billed.executeTakeFirst()) !== undefined;
}
