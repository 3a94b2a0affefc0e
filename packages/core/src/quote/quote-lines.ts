import { randomUUIDv7 } from 'node:crypto';
import { database } from '@crm/db/orm';
import { refuseFields, type FieldIssue } from '@crm/domain/errors';
import { divideRounded, toSteps } from '@crm/domain/money/decimal';
import { discountPlaces, lineTotals } from '@crm/domain/money/line';
import type { PriceAnswer } from '@crm/domain/pricebook/pricebook';
import type { QuoteLineInput, QuoteLineRow } from '@crm/domain/quote/quote';
import type { ServiceContext } from '../context.ts';
import { today } from '../present.ts';
import { loadPriced, priceOf, type PricedProduct } from '../pricebook/price.ts';

interface Terms {
  readonly currency: string;
  readonly pricebookId: string | null;
}

/**
 * Lines as they will be stored: what was left out is filled in from products and price books, and each is computed.
 * @throws DomainError `validation_failed` with every line that lacks something or has no price in the currency
 */
export async function fillLines(
  ctx: ServiceContext,
  { currency, pricebookId }: Terms,
  inputs: readonly QuoteLineInput[],
): Promise<QuoteLineRow[]> {
  const productIds = inputs.flatMap(({ productId }) => (productId === null ? [] : [productId]));
  const products = await loadPriced(ctx, [...new Set(productIds)], currency);
  const question = { currency, pricebookId, on: today(ctx), segment: null };
  const issues: FieldIssue[] = [];
  const lines = inputs.flatMap((input, index) => {
    const product = products.get(input.productId ?? '') ?? null;
    const price = product && priceOf(product, { ...question, quantity: input.quantity });
    const found = lacking(input, product, price, `${currency} on ${question.on}`);
    issues.push(...found.map((issue) => ({ ...issue, field: `lines.${index}.${issue.field}` })));
    return found.length > 0 ? [] : [fillLine(input, product, price)];
  });
  if (issues.length > 0) throw refuseFields(issues);
  return lines;
}

function lacking(
  input: QuoteLineInput,
  product: PricedProduct | null,
  price: PriceAnswer | null,
  where: string,
): FieldIssue[] {
  if (input.productId !== null) {
    if (!product) return [{ field: 'productId', code: 'unknown_product', message: 'Choose an active product.' }];
    if (price) return [];
    // Never converted: whoever sells in a currency says what it costs there (PLAN-010).
    const message = `No price book says what ${product.name} costs in ${where}.`;
    return [{ field: 'productId', code: 'no_price', message }];
  }
  return (['description', 'unitPriceMinor'] as const)
    .filter((field) => input[field] === undefined)
    .map((field) => ({ field, code: 'required', message: 'A line without a product needs it.' }));
}

function fillLine(input: QuoteLineInput, product: PricedProduct | null, price: PriceAnswer | null): QuoteLineRow {
  const { billingInterval = product?.billingInterval ?? null } = input;
  const line = {
    id: input.id ?? randomUUIDv7(),
    productId: input.productId,
    description: input.description ?? product?.name ?? '',
    quantity: input.quantity,
    unit: input.unit ?? product?.unit ?? null,
    unitPriceMinor: input.unitPriceMinor ?? price?.unitPriceMinor ?? 0,
    listPriceMinor: price && listPrice(price),
    discountPercent: input.discountPercent ?? price?.discountPercent ?? '0',
    taxRate: input.taxRate ?? product?.taxRate ?? '0',
    billingInterval,
  };
  return { ...line, ...lineTotals(line) };
}

/** What the books ask for: their discount is the company's own and needs nobody's approval. */
function listPrice({ unitPriceMinor, discountPercent }: PriceAnswer): number {
  const whole = toSteps('100', discountPlaces);
  const asked = whole - toSteps(discountPercent, discountPlaces);
  return Number(divideRounded(BigInt(unitPriceMinor) * asked, whole));
}

const lineColumns = [
  'id',
  'productId',
  'description',
  'quantity',
  'unit',
  'unitPriceMinor',
  'listPriceMinor',
  'discountPercent',
  'taxRate',
  'billingInterval',
  'subtotalMinor',
  'discountMinor',
  'taxMinor',
  'totalMinor',
] as const satisfies (keyof QuoteLineRow)[];

/** The lines that a quote has, in their order. */
export function readLines(ctx: ServiceContext, quoteId: string): Promise<QuoteLineRow[]> {
  return database(ctx.em)
    .selectFrom('crm_quote_lines')
    .select(lineColumns)
    .where('quoteId', '=', quoteId)
    .orderBy('position')
    .execute();
}

/** @throws DomainError `validation_failed` for a line that another quote has, or one that is named twice */
export function refuseForeignLines(existing: readonly QuoteLineRow[], inputs: readonly QuoteLineInput[]): void {
  const own = new Set(existing.map(({ id }) => id));
  const issues = inputs.flatMap(({ id }, index) => {
    if (id === undefined || own.delete(id)) return [];
    return [{ field: `lines.${index}.id`, code: 'unknown_line', message: 'Name a line of this quote, once.' }];
  });
  if (issues.length > 0) throw refuseFields(issues);
}

/** Writes the whole list: lines that are not in it any more are removed, the others keep their ids. */
export async function writeLines(ctx: ServiceContext, quoteId: string, lines: readonly QuoteLineRow[]): Promise<void> {
  const db = database(ctx.em);
  const ids = lines.map(({ id }) => id);
  await db
    .deleteFrom('crm_quote_lines')
    .where('quoteId', '=', quoteId)
    .$if(ids.length > 0, (query) => query.where('id', 'not in', ids))
    .execute();
  if (lines.length === 0) return;
  await db
    .insertInto('crm_quote_lines')
    .values(lines.map((line, position) => ({ ...line, quoteId, position })))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        position: eb.ref('excluded.position'),
        productId: eb.ref('excluded.productId'),
        description: eb.ref('excluded.description'),
        quantity: eb.ref('excluded.quantity'),
        unit: eb.ref('excluded.unit'),
        unitPriceMinor: eb.ref('excluded.unitPriceMinor'),
        listPriceMinor: eb.ref('excluded.listPriceMinor'),
        discountPercent: eb.ref('excluded.discountPercent'),
        taxRate: eb.ref('excluded.taxRate'),
        billingInterval: eb.ref('excluded.billingInterval'),
        subtotalMinor: eb.ref('excluded.subtotalMinor'),
        discountMinor: eb.ref('excluded.discountMinor'),
        taxMinor: eb.ref('excluded.taxMinor'),
        totalMinor: eb.ref('excluded.totalMinor'),
      })),
    )
    .execute();
}

/** Whether two lists say the same: the same lines, in the same order. */
export function areSameLines(before: readonly QuoteLineRow[], after: readonly QuoteLineRow[]): boolean {
  const said = (lines: readonly QuoteLineRow[]) =>
    JSON.stringify(lines.map((line) => Object.entries(line).toSorted(([a], [b]) => a.localeCompare(b))));
  return said(before) === said(after);
}
