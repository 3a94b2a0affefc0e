import { defineEntity, p } from '@mikro-orm/core';
import { exactDecimal, idOf, recordColumns, schema } from './columns.ts';
import { liveIndex, liveUnique, sortIndex, trashIndex } from './indexes.ts';
import { Product } from './product.entity.ts';
import { User } from './user.entity.ts';

const PricebookSchema = defineEntity({
  name: 'Pricebook',
  tableName: 'crm_pricebook',
  schema,
  properties: {
    ...recordColumns(() => User),
    name: p.text(),
    currency: p.text(),
    isDefault: p.boolean().default(false),
    validFrom: p.date().strictNullable(),
    validTo: p.date().strictNullable(),
    priority: p.integer().default(0),
    segment: p.text().strictNullable(),
  },
  indexes: [
    sortIndex('crm_pricebook_name', 'name'),
    sortIndex('crm_pricebook_priority', 'priority'),
    sortIndex('crm_pricebook_created_at', 'createdAt'),
    sortIndex('crm_pricebook_updated_at', 'updatedAt'),
    trashIndex('crm_pricebook'),
  ],
  uniques: [
    liveUnique('crm_pricebook_name_unique', 'name'),
    { name: 'crm_pricebook_default_unique', properties: ['currency'], where: 'is_default and deleted_at is null' },
  ],
});

/** Prices in one currency, for a time, for somebody. */
export class Pricebook extends PricebookSchema.class {}
PricebookSchema.setClass(Pricebook);

const PricebookEntrySchema = defineEntity({
  name: 'PricebookEntry',
  tableName: 'crm_pricebook_entries',
  schema,
  properties: {
    ...recordColumns(() => User),
    pricebookId: () => idOf(Pricebook),
    productId: () => idOf(Product),
    minQuantity: exactDecimal().default('0'),
    /** Minor units of the book's currency, without tax. */
    unitPriceMinor: p.bigint('number'),
    /** Percent. */
    discountPercent: exactDecimal().default('0'),
  },
  indexes: [
    sortIndex('crm_pricebook_entries_created_at', 'createdAt'),
    sortIndex('crm_pricebook_entries_updated_at', 'updatedAt'),
    sortIndex('crm_pricebook_entries_unit_price_minor', 'unitPriceMinor'),
    liveIndex('crm_pricebook_entries_product_id', 'productId'),
    trashIndex('crm_pricebook_entries'),
  ],
  uniques: [liveUnique('crm_pricebook_entries_tier_unique', 'pricebookId', 'productId', 'minQuantity')],
});

/** What one product costs in a price book, from a quantity on. */
export class PricebookEntry extends PricebookEntrySchema.class {}
PricebookEntrySchema.setClass(PricebookEntry);
