import type { Subscription } from '@crm/db/entities/subscription.entity';
import { DomainError, refuseFields } from '@crm/domain/errors';
import type { LineTerms, Totals } from '@crm/domain/money/line';
import { foldName } from '@crm/domain/normalize/name';
import { changeLines, netOf, opposite, type ChangeLines } from '@crm/domain/subscription/change.rules';
import type { ChangeInput, ChangePreview } from '@crm/domain/subscription/subscription';
import { isRunning } from '@crm/domain/subscription/subscription.rules';
import type { ServiceContext } from '../context.ts';
import type { NewLine } from '../invoice/invoice-draft.ts';
import { lockOpen, setOff } from '../invoice/invoice-settle.ts';
import { today } from '../present.ts';
import { loadPriced, priceOf, refusePrice, refuseProduct, type PricedProduct } from '../pricebook/price.ts';
import { assignChanges } from '../record.ts';
import { billSubscription, termsOf } from './subscription-period.ts';
import { openSubscription, saveTold } from './subscription-status.ts';
import { tellSubscription } from './subscription-timeline.ts';

interface Planned {
  readonly terms: ChangedTerms;
  readonly bill: ChangeLines;
}

/** What a change is reckoned from; the record that is locked, or the row that is shown. */
type Changeable = ChangedTerms &
  Pick<
    Subscription,
    'status' | 'currency' | 'pricebookId' | 'billingInterval' | 'currentPeriodStart' | 'currentPeriodEnd'
  >;

type ChangedTerms = LineTerms & Pick<Subscription, 'name' | 'productId' | 'unit'>;

/** What a change would cost today. Nothing is written. */
export async function previewChange(
  ctx: ServiceContext,
  record: Changeable,
  data: ChangeInput,
): Promise<ChangePreview> {
  const { terms, bill } = await planChange(ctx, record, data);
  return {
    ...bill.part,
    currency: record.currency,
    lines: toLines(record, { terms, bill }).map(({ description, unitPriceMinor, taxRate, ...totals }) => ({
      description,
      unitPriceMinor,
      taxRate,
      subtotalMinor: totals.subtotalMinor,
      taxMinor: totals.taxMinor,
      totalMinor: totals.totalMinor,
    })),
    totalMinor: bill.totals.totalMinor,
    nextAmountMinor: netOf(terms),
  };
}

/**
 * Changes what a subscription is for, from today on. For the rest of the period the old terms are given back and the new
 * ones charged on one document: an invoice, or, if more is given back than charged, a credit note. That is set off
 * against what the subscription still owes, and what is left of it against the next period.
 */
export async function changeSubscription(
  ctx: ServiceContext,
  id: string,
  data: ChangeInput,
  version?: number,
): Promise<void> {
  const record = await openSubscription(ctx, id, 'subscription:change', version);
  const planned = await planChange(ctx, record, data);
  const lines = toLines(record, planned);
  const { terms, bill } = planned;
  const changes = assignChanges(record, {
    ...terms,
    nameNormalized: foldName(terms.name),
    amountMinor: netOf(terms),
  });
  if (Object.keys(changes).length === 0) return;
  await saveTold(ctx, record, changes);
  await tellSubscription(ctx, record, 'changed', {
    changes,
    billedMinor: bill.totals.totalMinor,
    currency: record.currency,
  });
  if (bill.totals.totalMinor > 0) await billSubscription(ctx, record, 'invoice', lines);
  if (bill.totals.totalMinor < 0) await giveBack(ctx, record, lines);
}

async function giveBack(ctx: ServiceContext, record: Subscription, lines: readonly NewLine[]): Promise<void> {
  const open = await lockOpen(ctx, record.id, 'invoice');
  const creditNote = await billSubscription(ctx, record, 'credit_note', lines.map(opposite));
  for (const invoice of open) await setOff(ctx, creditNote, invoice);
}

async function planChange(ctx: ServiceContext, record: Changeable, data: ChangeInput): Promise<Planned> {
  if (!isRunning(record.status)) {
    throw new DomainError('invalid_transition', 'Only a subscription that runs can be changed. Resume it first.', {
      current_status: record.status,
    });
  }
  const terms = await newTerms(ctx, record, data);
  const period = { from: record.currentPeriodStart, to: record.currentPeriodEnd };
  return { terms, bill: changeLines(termsOf(record), terms, period, today(ctx)) };
}

/** What is not spoken of stays; another product brings its name, unit and tax along, and its price if none was agreed. */
async function newTerms(ctx: ServiceContext, record: Changeable, data: ChangeInput): Promise<ChangedTerms> {
  const product = data.productId === undefined ? null : await loadProduct(ctx, record, data.productId);
  const price = product && data.unitPriceMinor === undefined ? requirePrice(ctx, record, product, data) : null;
  return {
    name: data.name ?? product?.name ?? record.name,
    productId: product?.id ?? record.productId,
    unit: product?.unit ?? record.unit,
    quantity: data.quantity ?? record.quantity,
    unitPriceMinor: data.unitPriceMinor ?? price?.unitPriceMinor ?? record.unitPriceMinor,
    discountPercent: data.discountPercent ?? price?.discountPercent ?? record.discountPercent,
    taxRate: product?.taxRate ?? record.taxRate,
  };
}

async function loadProduct(
  ctx: ServiceContext,
  { currency, billingInterval }: Changeable,
  id: string,
): Promise<PricedProduct> {
  const product = (await loadPriced(ctx, [id], currency)).get(id);
  if (!product) throw refuseProduct('productId');
  if (product.billingInterval === billingInterval) return product;
  const message = `Choose a product that is charged by the ${billingInterval}, or start another subscription.`;
  throw refuseFields([{ field: 'productId', code: 'other_interval', message }]);
}

function requirePrice(
  ctx: ServiceContext,
  { currency, pricebookId, ...record }: Changeable,
  product: PricedProduct,
  { quantity = record.quantity }: ChangeInput,
) {
  const on = today(ctx);
  const price = priceOf(product, { currency, quantity, on, segment: null, pricebookId });
  if (!price) throw refusePrice('productId', product.name, currency, on);
  return price;
}

function toLines(record: Changeable, { terms, bill }: Planned): NewLine[] {
  const days = { periodStart: bill.part.from, periodEnd: bill.part.to };
  const line = (of: Pick<ChangedTerms, 'name' | 'productId' | 'unit'>, part: LineTerms & Totals): NewLine => ({
    ...part,
    ...days,
    productId: of.productId,
    description: of.name,
    unit: of.unit,
  });
  return [line(record, bill.credit), line(terms, bill.charge)];
}
