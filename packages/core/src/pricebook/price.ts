import type { z } from 'zod';
import { database } from '@crm/db/orm';
import { refuseFields } from '@crm/domain/errors';
import { choosePrice, type PriceQuestion, type PriceRule } from '@crm/domain/pricebook/price.rules';
import type { PriceAnswer, priceQuery } from '@crm/domain/pricebook/pricebook';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { today } from '../present.ts';

/** A product that can be sold, with all its prices in one currency. */
export interface PricedProduct {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly taxRate: string;
  readonly billingInterval: 'month' | 'quarter' | 'year' | null;
  readonly rules: readonly PriceRule[];
}

/** Active products by id with their prices in a currency, in two queries however many there are. */
export async function loadPriced(
  ctx: ServiceContext,
  productIds: readonly string[],
  currency: string,
): Promise<ReadonlyMap<string, PricedProduct>> {
  if (productIds.length === 0) return new Map();
  const db = database(ctx.em);
  const products = await db
    .selectFrom('crm_products')
    .select(['id', 'name', 'unit', 'priceMinor', 'currency', 'taxRate', 'billingInterval'])
    .where('id', 'in', productIds)
    .where('active', '=', true)
    .where('deletedAt', 'is', null)
    .execute();
  const rules = await db
    .selectFrom('crm_pricebook_entries as entry')
    .innerJoin('crm_pricebook as book', 'book.id', 'entry.pricebookId')
    .select([
      'entry.id as entryId',
      'entry.productId',
      'entry.minQuantity',
      'entry.unitPriceMinor',
      'entry.discountPercent',
      'book.id as pricebookId',
      'book.name as pricebookName',
      'book.currency',
      'book.isDefault',
      'book.validFrom',
      'book.validTo',
      'book.priority',
      'book.segment',
    ])
    .where('entry.productId', 'in', productIds)
    .where('entry.deletedAt', 'is', null)
    .where('book.currency', '=', currency)
    .where('book.deletedAt', 'is', null)
    .execute();
  const byProduct = Map.groupBy(rules, ({ productId }) => productId);
  return new Map(products.map((product) => [product.id, { ...product, rules: byProduct.get(product.id) ?? [] }]));
}

/**
 * What a product costs, and why: by the price books, else its own list price if that is in the currency and no book was
 * named. `null` when nothing says it.
 */
export function priceOf(product: PricedProduct, question: PriceQuestion): PriceAnswer | null {
  const rule = choosePrice(product.rules, question);
  const common = { productId: product.id, currency: question.currency };
  if (rule) {
    return {
      ...common,
      unitPriceMinor: rule.unitPriceMinor,
      discountPercent: rule.discountPercent,
      source: 'pricebook',
      pricebook: { id: rule.pricebookId, name: rule.pricebookName },
      entryId: rule.entryId,
      minQuantity: rule.minQuantity,
    };
  }
  if (question.pricebookId !== null || product.currency !== question.currency) return null;
  return {
    ...common,
    unitPriceMinor: product.priceMinor,
    discountPercent: '0',
    source: 'list_price',
    pricebook: null,
    entryId: null,
    minQuantity: null,
  };
}

/** @throws DomainError `validation_failed` for an unknown product, or when no rule gives a price in this currency */
export async function answerPrice(ctx: ServiceContext, query: z.output<typeof priceQuery>): Promise<PriceAnswer> {
  allow(ctx, 'pricebook:read');
  const { productId, currency, quantity, on = today(ctx), segment = null, pricebookId = null } = query;
  const product = (await loadPriced(ctx, [productId], currency)).get(productId);
  if (!product) throw refuseProduct('productId');
  const answer = priceOf(product, { currency, quantity, on, segment, pricebookId });
  if (!answer) throw refusePrice('productId', product.name, currency, on);
  return answer;
}

export function refuseProduct(field: string) {
  return refuseFields([{ field, code: 'unknown_product', message: 'Choose an active product.' }]);
}

/** A price in another currency is not converted: whoever sells in it says what it costs there (PLAN-010). */
export function refusePrice(field: string, name: string, currency: string, on: string) {
  return refuseFields([
    { field, code: 'no_price', message: `No price book says what ${name} costs in ${currency} on ${on}.` },
  ]);
}
