import { defineEntity, p } from '@mikro-orm/core';
import { billingIntervals } from '@crm/domain/money/billing-interval';
import { productKinds } from '@crm/domain/product/product';
import { computedText, exactDecimal, extensionColumns, recordColumns, schema } from './columns.ts';
import { externalIdIndex, externalIdUnique, liveUnique, searchIndex, sortIndex, trashIndex } from './indexes.ts';
import { User } from './user.entity.ts';

const ProductSchema = defineEntity({
  name: 'Product',
  tableName: 'crm_products',
  schema,
  properties: {
    ...recordColumns(() => User),
    ...extensionColumns(),
    sku: p.text(),
    name: p.text(),
    nameNormalized: p.text(),
    description: p.text().strictNullable(),
    kind: p.enum(productKinds).default('product'),
    unit: p.text(),
    /** Minor units of `currency`, without tax. */
    priceMinor: p.bigint('number'),
    currency: p.text(),
    /** Percent. */
    taxRate: exactDecimal().default('0'),
    billingInterval: p.enum(billingIntervals).strictNullable(),
    active: p.boolean().default(true),
    searchText: computedText('name_normalized', 'lower(sku)'),
  },
  indexes: [
    sortIndex('crm_products_name', 'name'),
    sortIndex('crm_products_sku', 'sku'),
    sortIndex('crm_products_created_at', 'createdAt'),
    sortIndex('crm_products_updated_at', 'updatedAt'),
    trashIndex('crm_products'),
    externalIdIndex('crm_products'),
    searchIndex('crm_products'),
  ],
  uniques: [externalIdUnique('crm_products'), liveUnique('crm_products_sku_unique', 'sku')],
});

/** What is sold: goods, services and what recurs. */
export class Product extends ProductSchema.class {}
ProductSchema.setClass(Product);
