import { randomUUIDv7 } from 'node:crypto';
import { Pricebook } from '@crm/db/entities/pricebook.entity';
import { database } from '@crm/db/orm';
import { refuseFields } from '@crm/domain/errors';
import { pricebook } from '@crm/domain/pricebook/pricebook';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
import { requireCurrency } from '../currency/currency.service.ts';
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
import { answerPrice } from './price.ts';
import { presentPricebook, pricebookOrder, selectPricebooks } from './pricebook.queries.ts';

const reads = makeReads({
  name: 'pricebook',
  permission: pricebook.permissions.read,
  select: selectPricebooks,
  present: presentPricebook,
  order: pricebookOrder,
  owned: false,
});

/** Price books. One per currency is the default. */
export const pricebookService = {
  ...reads,
  price: answerPrice,

  async create(ctx: ServiceContext, data: CreateOf<typeof pricebook>) {
    allow(ctx, 'pricebook:create');
    await requireCurrency(ctx, data.currency);
    refuseBackwards(data);
    if (data.isDefault) await releaseDefault(ctx, data.currency);
    const record = ctx.em.create(Pricebook, { ...newRecord(ctx, randomUUIDv7()), ...data });
    await saveCreated(ctx, 'pricebook', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof pricebook>, version?: number) {
    const record = await open(ctx, id, 'pricebook:update', version);
    if (data.currency !== undefined && data.currency !== record.currency) {
      throw refuseFields([
        { field: 'currency', code: 'fixed', message: 'Its prices are in this currency. Make another book.' },
      ]);
    }
    refuseBackwards({
      validFrom: data.validFrom === undefined ? record.validFrom : data.validFrom,
      validTo: data.validTo === undefined ? record.validTo : data.validTo,
    });
    if (data.isDefault === true && !record.isDefault) await releaseDefault(ctx, record.currency);
    await saveUpdated(ctx, 'pricebook', record, assignChanges(record, data));
    return reads.get(ctx, id);
  },

  /** Quotes keep the prices that they took from it. */
  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await open(ctx, id, 'pricebook:delete', version);
    record.isDefault = false;
    await saveDeleted(ctx, 'pricebook', record);
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'pricebook', await open(ctx, id, 'pricebook:restore'));
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `pricebook:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, Pricebook, 'pricebook', { id, permission, read: 'pricebook:read', version });
}

function refuseBackwards({ validFrom, validTo }: { validFrom: string | null; validTo: string | null }): void {
  if (validFrom === null || validTo === null || validFrom <= validTo) return;
  throw refuseFields([{ field: 'validTo', code: 'before_start', message: 'Its last day comes before its first.' }]);
}

async function releaseDefault(ctx: ServiceContext, currency: string): Promise<void> {
  await database(ctx.em)
    .updateTable('crm_pricebook')
    .set((eb) => ({ isDefault: false, updatedAt: ctx.now, updatedBy: ctx.actor.id, version: eb('version', '+', 1) }))
    .where('currency', '=', currency)
    .where('isDefault', '=', true)
    .execute();
}
