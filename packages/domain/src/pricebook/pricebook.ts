import { z } from 'zod';
import { discountPercent, quantity } from '../money/line.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import {
  abilities,
  amountMinor,
  currency,
  exampleId,
  id,
  isoDate,
  line,
  namedRef,
  queryBoolean,
  queryList,
  recordBase,
  searchText,
} from '../scalars.ts';

const bookFields = {
  name: line(100),
  currency,
  /** Of several books that fit equally the default of the currency is taken; one per currency. */
  isDefault: z.boolean().default(false),
  /** The first day on which its prices hold; open when `null`. */
  validFrom: isoDate.nullable().default(null),
  /** The last day on which its prices hold; open when `null`. */
  validTo: isoDate.nullable().default(null),
  /** The greater one goes first. */
  priority: z.number().int().min(0).max(1000).default(0),
  /** Only for customers of this segment; for everybody when `null`. */
  segment: line(60).nullable().default(null),
};

/** Prices in one currency, for a time, for somebody. Its entries say them. */
export const pricebook = defineResource({
  name: 'pricebook',
  path: 'pricebook',
  table: 'crm_pricebook',
  row: z.object({
    ...recordBase,
    name: z.string(),
    currency: z.string(),
    isDefault: z.boolean(),
    validFrom: isoDate.nullable(),
    validTo: isoDate.nullable(),
    priority: z.number().int(),
    segment: z.string().nullable(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject(bookFields),
  example: { name: 'Wholesale', currency: 'EUR' },
  update: z.strictObject(patchOf(bookFields)),
  filter: z.strictObject({
    currency: queryList(currency).optional(),
    isDefault: queryBoolean.optional(),
    /** Books whose prices hold on this day. */
    validOn: isoDate.optional(),
    q: searchText.optional(),
  }),
  sortable: ['name', 'priority', 'createdAt', 'updatedAt'],
  permissions: crudPermissions('pricebook'),
});
export type PricebookRow = RowOf<typeof pricebook>;

const entryFields = {
  pricebookId: id,
  productId: id,
  /** From this quantity on; "0" for any. The greatest one that the quantity reaches is taken. */
  minQuantity: quantity.default('0'),
  /** In the book's currency, without tax. */
  unitPriceMinor: amountMinor,
  /** What lines with this price start with. */
  discountPercent: discountPercent.default('0'),
};

/** What one product costs in a price book, from a quantity on. */
export const pricebookEntry = defineResource({
  name: 'pricebook_entry',
  path: 'pricebook_entries',
  table: 'crm_pricebook_entries',
  row: z.object({
    ...recordBase,
    pricebookId: id,
    /** The prices are in its currency. */
    pricebook: namedRef.extend({ currency: z.string() }),
    productId: id,
    product: namedRef,
    minQuantity: z.string(),
    unitPriceMinor: z.number().int(),
    discountPercent: z.string(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject(entryFields),
  example: { pricebookId: exampleId, productId: exampleId, unitPriceMinor: 7_900 },
  update: z.strictObject(patchOf(entryFields)),
  filter: z.strictObject({
    pricebookId: queryList(id).optional(),
    productId: queryList(id).optional(),
    q: searchText.optional(),
  }),
  sortable: ['createdAt', 'updatedAt', 'unitPriceMinor'],
  permissions: crudPermissions('pricebook_entry'),
});
export type PricebookEntryRow = RowOf<typeof pricebookEntry>;

/** The question "what does it cost?". */
export const priceQuery = z.strictObject({
  productId: id,
  quantity,
  currency,
  /** Today when left out. */
  on: isoDate.optional(),
  segment: line(60).optional(),
  /** Only this book's prices. */
  pricebookId: id.optional(),
});

/** The answer, and why: from which book and tier, or the product's own list price. */
export const priceAnswer = z.object({
  productId: id,
  currency: z.string(),
  unitPriceMinor: z.number().int(),
  discountPercent: z.string(),
  source: z.enum(['pricebook', 'list_price']),
  pricebook: namedRef.nullable(),
  entryId: id.nullable(),
  /** The tier: the price holds from this quantity on. */
  minQuantity: z.string().nullable(),
});
export type PriceAnswer = z.output<typeof priceAnswer>;
