import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import { pricebook, pricebookEntry, type PricebookEntryRow, type PricebookRow } from '@crm/domain/pricebook/pricebook';
import type { FilterOf } from '@crm/domain/resource';
import { presentRecord, recordAbilities } from '../present.ts';
import { matchesText } from '../search/matches-text.ts';
import { userName } from '../user/user.queries.ts';

export function selectPricebooks(db: Kysely<Database>, filter: FilterOf<typeof pricebook>) {
  return db
    .selectFrom('crm_pricebook as book')
    .selectAll('book')
    .select([userName('book.createdBy').as('createdByName'), userName('book.updatedBy').as('updatedByName')])
    .where((eb) =>
      eb.and([
        ...(filter.currency ? [eb('book.currency', 'in', filter.currency)] : []),
        ...(filter.isDefault === undefined ? [] : [eb('book.isDefault', '=', filter.isDefault)]),
        ...(filter.validOn
          ? [
              eb.or([eb('book.validFrom', 'is', null), eb('book.validFrom', '<=', filter.validOn)]),
              eb.or([eb('book.validTo', 'is', null), eb('book.validTo', '>=', filter.validOn)]),
            ]
          : []),
        ...(filter.q ? [eb('book.name', 'ilike', `%${filter.q}%`)] : []),
      ]),
    );
}

type PricebookColumns = Awaited<ReturnType<ReturnType<typeof selectPricebooks>['execute']>>[number];

export const pricebookOrder = {
  table: 'book',
  columns: {
    name: { column: 'book.name' },
    priority: { column: 'book.priority' },
    createdAt: { column: 'book.createdAt' },
    updatedAt: { column: 'book.updatedAt' },
  },
  fallback: 'name',
} as const;

export function presentPricebook(row: PricebookColumns, actor: Actor): PricebookRow {
  return {
    ...presentRecord(row),
    name: row.name,
    currency: row.currency,
    isDefault: row.isDefault,
    validFrom: row.validFrom,
    validTo: row.validTo,
    priority: row.priority,
    segment: row.segment,
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, pricebook.permissions),
  };
}

export function selectEntries(db: Kysely<Database>, filter: FilterOf<typeof pricebookEntry>) {
  return db
    .selectFrom('crm_pricebook_entries as entry')
    .innerJoin('crm_pricebook as book', 'book.id', 'entry.pricebookId')
    .innerJoin('crm_products as product', 'product.id', 'entry.productId')
    .selectAll('entry')
    .select([
      'book.name as pricebookName',
      'book.currency as currency',
      'product.name as productName',
      userName('entry.createdBy').as('createdByName'),
      userName('entry.updatedBy').as('updatedByName'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.pricebookId ? [eb('entry.pricebookId', 'in', filter.pricebookId)] : []),
        ...(filter.productId ? [eb('entry.productId', 'in', filter.productId)] : []),
        ...(filter.q ? [matchesText('product.searchText', filter.q)] : []),
      ]),
    );
}

type EntryColumns = Awaited<ReturnType<ReturnType<typeof selectEntries>['execute']>>[number];

export const entryOrder = {
  table: 'entry',
  columns: {
    createdAt: { column: 'entry.createdAt' },
    updatedAt: { column: 'entry.updatedAt' },
    unitPriceMinor: { column: 'entry.unitPriceMinor' },
  },
  fallback: 'createdAt',
} as const;

export function presentEntry(row: EntryColumns, actor: Actor): PricebookEntryRow {
  return {
    ...presentRecord(row),
    pricebookId: row.pricebookId,
    pricebook: { id: row.pricebookId, name: row.pricebookName, currency: row.currency },
    productId: row.productId,
    product: { id: row.productId, name: row.productName },
    minQuantity: row.minQuantity,
    unitPriceMinor: row.unitPriceMinor,
    discountPercent: row.discountPercent,
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, pricebookEntry.permissions),
  };
}
