import { randomUUIDv7 } from 'node:crypto';
import { Currency } from '@crm/db/entities/currency.entity';
import { database } from '@crm/db/orm';
import { currency } from '@crm/domain/currency/currency';
import { DomainError, refuseFields } from '@crm/domain/errors';
import { requireDecimals } from '@crm/domain/money/amount';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { makeReads } from '../reads.ts';
import {
  assignChanges,
  newRecord,
  openRecord,
  saveCreated,
  saveDeleted,
  saveRestored,
  saveUpdated,
} from '../record.ts';
import { currencyOrder, presentCurrency, selectCurrencies } from './currency.queries.ts';

const reads = makeReads({
  name: 'currency',
  permission: currency.permissions.read,
  select: selectCurrencies,
  present: presentCurrency,
  order: currencyOrder,
  owned: false,
});

/** The currencies that this company deals in. The first one is the base; rates are told in it. */
export const currencyService = {
  ...reads,

  async create(ctx: ServiceContext, data: CreateOf<typeof currency>) {
    allow(ctx, 'currency:create');
    const first = (await findBase(ctx)) === undefined;
    if (data.isBase) await releaseBase(ctx);
    const record = ctx.em.create(Currency, {
      ...newRecord(ctx, randomUUIDv7()),
      ...data,
      decimals: requireDecimals(data.code),
      isBase: data.isBase || first,
    });
    await saveCreated(ctx, 'currency', record);
    return reads.get(ctx, record.id);
  },

  /** @throws DomainError `in_use` when the base would change while rates are told in it */
  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof currency>, version?: number) {
    const record = await open(ctx, id, 'currency:update', version);
    if (record.isBase && (data.isBase === false || data.active === false)) {
      throw refuseFields([
        { field: 'isBase', code: 'base_needed', message: 'Make another currency the base; it takes this one’s place.' },
      ]);
    }
    if (data.isBase === true && !record.isBase) await releaseBase(ctx);
    await saveUpdated(ctx, 'currency', record, assignChanges(record, data));
    return reads.get(ctx, id);
  },

  /** @throws DomainError `in_use` for the base and for what has rates, products or price books */
  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await open(ctx, id, 'currency:delete', version);
    if (record.isBase || (await isUsed(ctx, record.code))) {
      throw new DomainError('in_use', 'Rates, products or price books are in this currency. Make it inactive instead.');
    }
    await saveDeleted(ctx, 'currency', record);
  },

  async restore(ctx: ServiceContext, id: string) {
    const record = await open(ctx, id, 'currency:restore');
    await saveRestored(ctx, 'currency', record);
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `currency:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, Currency, 'currency', { id, permission, read: 'currency:read', version });
}

/** The currency that rates are told in, or nothing where no currency was made yet. */
export function findBase(ctx: ServiceContext) {
  return database(ctx.em)
    .selectFrom('crm_currencies')
    .select(['id', 'code'])
    .where('isBase', '=', true)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
}

/** @throws DomainError `validation_failed` for a currency that is not among the active ones */
export async function requireCurrency(ctx: ServiceContext, code: string): Promise<void> {
  const found = await database(ctx.em)
    .selectFrom('crm_currencies')
    .select('id')
    .where('code', '=', code)
    .where('active', '=', true)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  if (!found) {
    throw refuseFields([
      { field: 'currency', code: 'unknown_currency', message: 'Choose one of the active currencies.' },
    ]);
  }
}

async function releaseBase(ctx: ServiceContext): Promise<void> {
  const db = database(ctx.em);
  const rate = await db.selectFrom('crm_exchange_rates').select('id').where('deletedAt', 'is', null).executeTakeFirst();
  if (rate) throw new DomainError('in_use', 'Rates are told in the present base. Remove them first.');
  await db
    .updateTable('crm_currencies')
    .set((eb) => ({ isBase: false, updatedAt: ctx.now, updatedBy: ctx.actor.id, version: eb('version', '+', 1) }))
    .where('isBase', '=', true)
    .execute();
}

async function isUsed(ctx: ServiceContext, code: string): Promise<boolean> {
  for (const table of ['crm_exchange_rates', 'crm_products', 'crm_pricebook'] as const) {
    const found = await database(ctx.em)
      .selectFrom(table)
      .select('id')
      .where('currency', '=', code)
      .where('deletedAt', 'is', null)
      .limit(1)
      .executeTakeFirst();
    if (found) return true;
  }
  return false;
}
