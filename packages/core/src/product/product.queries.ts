import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import { product, type ProductRow } from '@crm/domain/product/product';
import type { FilterOf } from '@crm/domain/resource';
import { presentExtension, presentRecord, recordAbilities } from '../present.ts';
import { matchesText } from '../search/matches-text.ts';
import { tagsOf } from '../tag/tagging.queries.ts';
import { userName } from '../user/user.queries.ts';

/** Every read of products. */
export function selectProducts(db: Kysely<Database>, filter: FilterOf<typeof product>) {
  return db
    .selectFrom('crm_products as product')
    .selectAll('product')
    .select([
      userName('product.createdBy').as('createdByName'),
      userName('product.updatedBy').as('updatedByName'),
      tagsOf('product', 'product').as('tags'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.kind ? [eb('product.kind', 'in', filter.kind)] : []),
        ...(filter.active === undefined ? [] : [eb('product.active', '=', filter.active)]),
        ...(filter.currency ? [eb('product.currency', 'in', filter.currency)] : []),
        ...(filter.billingInterval ? [eb('product.billingInterval', 'in', filter.billingInterval)] : []),
        ...(filter.q ? [matchesText('product.searchText', filter.q)] : []),
      ]),
    );
}

type ProductColumns = Awaited<ReturnType<ReturnType<typeof selectProducts>['execute']>>[number];

export const productOrder = {
  table: 'product',
  columns: {
    name: { column: 'product.name' },
    sku: { column: 'product.sku' },
    createdAt: { column: 'product.createdAt' },
    updatedAt: { column: 'product.updatedAt' },
  },
  fallback: 'name',
  text: 'product.searchText',
} as const;

export function presentProduct(row: ProductColumns, actor: Actor): ProductRow {
  return {
    ...presentRecord(row),
    tags: row.tags,
    ...presentExtension(row),
    sku: row.sku,
    name: row.name,
    description: row.description,
    kind: row.kind,
    unit: row.unit,
    priceMinor: row.priceMinor,
    currency: row.currency,
    taxRate: row.taxRate,
    billingInterval: row.billingInterval,
    active: row.active,
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, product.permissions),
  };
}
