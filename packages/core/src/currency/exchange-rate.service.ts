import { randomUUIDv7 } from 'node:crypto';
import type { z } from 'zod';
import { ExchangeRate } from '@crm/db/entities/currency.entity';
import { exchangeRate, type ConversionAnswer, type conversionQuery } from '@crm/domain/currency/currency';
import { refuseFields } from '@crm/domain/errors';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { today } from '../present.ts';
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
import { convertWithRates } from './convert-minor.ts';
import { presentRate, rateOrder, selectRates } from './currency.queries.ts';
import { findBase, requireCurrency } from './currency.service.ts';

const reads = makeReads({
  name: 'exchange_rate',
  permission: exchangeRate.permissions.read,
  select: selectRates,
  present: presentRate,
  order: rateOrder,
  owned: false,
});

/** What currencies are worth in the base, from a day on. */
export const exchangeRateService = {
  ...reads,

  async create(ctx: ServiceContext, data: CreateOf<typeof exchangeRate>) {
    allow(ctx, 'exchange_rate:create');
    await requireRated(ctx, data.currency);
    const record = ctx.em.create(ExchangeRate, { ...newRecord(ctx, randomUUIDv7()), ...data });
    await saveCreated(ctx, 'exchange_rate', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof exchangeRate>, version?: number) {
    const record = await open(ctx, id, 'exchange_rate:update', version);
    if (data.currency !== undefined && data.currency !== record.currency) await requireRated(ctx, data.currency);
    await saveUpdated(ctx, 'exchange_rate', record, assignChanges(record, data));
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    await saveDeleted(ctx, 'exchange_rate', await open(ctx, id, 'exchange_rate:delete', version));
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'exchange_rate', await open(ctx, id, 'exchange_rate:restore'));
    return reads.get(ctx, id);
  },

  /** @throws DomainError `validation_failed` when a rate is missing on that day */
  async convert(ctx: ServiceContext, question: z.output<typeof conversionQuery>): Promise<ConversionAnswer> {
    allow(ctx, 'exchange_rate:read');
    const { amountMinor, from, to, on = today(ctx) } = question;
    return convertWithRates(ctx, amountMinor, from, to, on);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `exchange_rate:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, ExchangeRate, 'exchange_rate', { id, permission, read: 'exchange_rate:read', version });
}

/** Any currency but the base, which is always worth one of itself. */
async function requireRated(ctx: ServiceContext, code: string): Promise<void> {
  await requireCurrency(ctx, code);
  if ((await findBase(ctx))?.code === code) {
    throw refuseFields([{ field: 'currency', code: 'is_base', message: 'The base currency has no rate of its own.' }]);
  }
}
