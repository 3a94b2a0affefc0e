import { defineEntity, p } from '@mikro-orm/core';
import { exactDecimal, recordColumns, schema } from './columns.ts';
import { liveUnique, sortIndex, trashIndex } from './indexes.ts';
import { User } from './user.entity.ts';

const CurrencySchema = defineEntity({
  name: 'Currency',
  tableName: 'crm_currencies',
  schema,
  properties: {
    ...recordColumns(() => User),
    /** ISO 4217. */
    code: p.text(),
    name: p.text(),
    decimals: p.integer(),
    active: p.boolean().default(true),
    isBase: p.boolean().default(false),
  },
  indexes: [
    sortIndex('crm_currencies_code', 'code'),
    sortIndex('crm_currencies_name', 'name'),
    sortIndex('crm_currencies_created_at', 'createdAt'),
    trashIndex('crm_currencies'),
  ],
  uniques: [
    liveUnique('crm_currencies_code_unique', 'code'),
    { name: 'crm_currencies_base_unique', properties: ['isBase'], where: 'is_base and deleted_at is null' },
  ],
});

/** A currency that this company deals in. */
export class Currency extends CurrencySchema.class {}
CurrencySchema.setClass(Currency);

const ExchangeRateSchema = defineEntity({
  name: 'ExchangeRate',
  tableName: 'crm_exchange_rates',
  schema,
  properties: {
    ...recordColumns(() => User),
    /** ISO 4217. */
    currency: p.text(),
    /** What one unit is worth in the base currency. */
    rate: exactDecimal(),
    validFrom: p.date(),
  },
  indexes: [
    sortIndex('crm_exchange_rates_valid_from', 'validFrom'),
    sortIndex('crm_exchange_rates_created_at', 'createdAt'),
    trashIndex('crm_exchange_rates'),
  ],
  uniques: [liveUnique('crm_exchange_rates_currency_valid_from_unique', 'currency', 'validFrom')],
});

/** What a currency is worth from a day on. */
export class ExchangeRate extends ExchangeRateSchema.class {}
ExchangeRateSchema.setClass(ExchangeRate);
