import { z } from 'zod';
import { rateDecimal } from '../money/conversion.ts';
import { decimalsOf } from '../money/currencies.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import {
  abilities,
  currency as currencyCode,
  isoDate,
  line,
  queryBoolean,
  queryList,
  recordBase,
  searchText,
} from '../scalars.ts';

const isoCode = currencyCode.refine((code) => decimalsOf(code) !== null, 'Use a currency of ISO 4217');

const currencyFields = {
  name: line(100),
  /** An inactive one stays on what has it, and is not offered for anything new. */
  active: z.boolean().default(true),
  /** The reporting currency, in which rates are told. Exactly one; it changes only while there are no rates. */
  isBase: z.boolean().default(false),
};

/** A currency that this company deals in. */
export const currency = defineResource({
  name: 'currency',
  path: 'currencies',
  table: 'crm_currencies',
  row: z.object({
    ...recordBase,
    code: z.string(),
    name: z.string(),
    /** Of its minor unit, as ISO 4217 says: 0 for JPY, 2 for EUR, 3 for KWD. */
    decimals: z.number().int(),
    active: z.boolean(),
    isBase: z.boolean(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject({ ...currencyFields, code: isoCode }),
  example: { code: 'CHF', name: 'Swiss franc' },
  update: z.strictObject(patchOf(currencyFields)),
  filter: z.strictObject({ active: queryBoolean.optional(), q: searchText.optional() }),
  sortable: ['code', 'name', 'createdAt'],
  permissions: crudPermissions('currency'),
});
export type CurrencyRow = RowOf<typeof currency>;

const rateFields = {
  currency: currencyCode,
  /** What one unit is worth in the base currency, at most 10 places. */
  rate: rateDecimal,
  /** From this day on, until the next rate of the same currency. */
  validFrom: isoDate,
};

/** What a currency is worth from a day on. */
export const exchangeRate = defineResource({
  name: 'exchange_rate',
  path: 'exchange_rates',
  table: 'crm_exchange_rates',
  row: z.object({
    ...recordBase,
    currency: z.string(),
    rate: z.string(),
    validFrom: isoDate,
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject(rateFields),
  example: { currency: 'CHF', rate: '1.0412', validFrom: '2026-01-01' },
  update: z.strictObject(patchOf(rateFields)),
  filter: z.strictObject({
    currency: queryList(currencyCode).optional(),
    validFrom: isoDate.optional(),
    validTo: isoDate.optional(),
    q: searchText.optional(),
  }),
  sortable: ['validFrom', 'createdAt'],
  permissions: crudPermissions('exchange_rate'),
});
export type ExchangeRateRow = RowOf<typeof exchangeRate>;

/** The question "how much is it in another currency?". */
export const conversionQuery = z.strictObject({
  amountMinor: z.coerce.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
  from: currencyCode,
  to: currencyCode,
  /** Today when left out. */
  on: isoDate.optional(),
});

/** A rate as it was used: of the base currency "1", since ever. */
export const usedRate = z.object({ currency: z.string(), rate: z.string(), validFrom: isoDate.nullable() });
export type UsedRate = z.output<typeof usedRate>;

/** The answer, with the rates behind it and their dates. */
export const conversionAnswer = z.object({
  amountMinor: z.number().int(),
  currency: z.string(),
  rates: z.array(usedRate),
});
export type ConversionAnswer = z.output<typeof conversionAnswer>;
