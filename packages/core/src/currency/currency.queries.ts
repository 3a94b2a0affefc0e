import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import { currency, exchangeRate, type CurrencyRow, type ExchangeRateRow } from '@crm/domain/currency/currency';
import type { FilterOf } from '@crm/domain/resource';
import { presentRecord, recordAbilities } from '../present.ts';
import { userName } from '../user/user.queries.ts';

export function selectCurrencies(db: Kysely<Database>, filter: FilterOf<typeof currency>) {
  return db
    .selectFrom('crm_currencies as currency')
    .selectAll('currency')
    .select([userName('currency.createdBy').as('createdByName'), userName('currency.updatedBy').as('updatedByName')])
    .where((eb) =>
      eb.and([
        ...(filter.active === undefined ? [] : [eb('currency.active', '=', filter.active)]),
        ...(filter.q ? [eb.or([eb('code', 'ilike', `${filter.q}%`), eb('name', 'ilike', `%${filter.q}%`)])] : []),
      ]),
    );
}

type CurrencyColumns = Awaited<ReturnType<ReturnType<typeof selectCurrencies>['execute']>>[number];

export const currencyOrder = {
  table: 'currency',
  columns: {
    code: { column: 'currency.code' },
    name: { column: 'currency.name' },
    createdAt: { column: 'currency.createdAt' },
  },
  fallback: 'code',
} as const;

export function presentCurrency(row: CurrencyColumns, actor: Actor): CurrencyRow {
  return {
    ...presentRecord(row),
    code: row.code,
    name: row.name,
    decimals: row.decimals,
    active: row.active,
    isBase: row.isBase,
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, currency.permissions),
  };
}

export function selectRates(db: Kysely<Database>, filter: FilterOf<typeof exchangeRate>) {
  return db
    .selectFrom('crm_exchange_rates as rate')
    .selectAll('rate')
    .select([userName('rate.createdBy').as('createdByName'), userName('rate.updatedBy').as('updatedByName')])
    .where((eb) =>
      eb.and([
        ...(filter.currency ? [eb('rate.currency', 'in', filter.currency)] : []),
        ...(filter.validFrom ? [eb('rate.validFrom', '>=', filter.validFrom)] : []),
        ...(filter.validTo ? [eb('rate.validFrom', '<=', filter.validTo)] : []),
        ...(filter.q ? [eb('rate.currency', 'ilike', `${filter.q}%`)] : []),
      ]),
    );
}

type RateColumns = Awaited<ReturnType<ReturnType<typeof selectRates>['execute']>>[number];

export const rateOrder = {
  table: 'rate',
  columns: { validFrom: { column: 'rate.validFrom' }, createdAt: { column: 'rate.createdAt' } },
  fallback: '-validFrom',
} as const;

export function presentRate(row: RateColumns, actor: Actor): ExchangeRateRow {
  return {
    ...presentRecord(row),
    currency: row.currency,
    rate: row.rate,
    validFrom: row.validFrom,
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, exchangeRate.permissions),
  };
}
