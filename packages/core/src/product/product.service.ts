import { randomUUIDv7 } from 'node:crypto';
import { Product } from '@crm/db/entities/product.entity';
import { foldName } from '@crm/domain/normalize/name';
import { product } from '@crm/domain/product/product';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
import { requireCurrency } from '../currency/currency.service.ts';
import { extensionAfter, extensionOfNew } from '../extension.ts';
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
import { presentProduct, productOrder, selectProducts } from './product.queries.ts';

const reads = makeReads({
  name: 'product',
  permission: product.permissions.read,
  select: selectProducts,
  present: presentProduct,
  order: productOrder,
  owned: false,
});

/** The catalogue. What was sold keeps its price and words: lines of quotes and invoices hold copies. */
export const productService = {
  ...reads,

  async create(ctx: ServiceContext, { confirmDuplicate, ...data }: CreateOf<typeof product>) {
    allow(ctx, 'product:create');
    await requireCurrency(ctx, data.currency);
    const record = ctx.em.create(Product, {
      ...newRecord(ctx, randomUUIDv7()),
      ...data,
      ...(await extensionOfNew(ctx, 'product', { ...data, confirmDuplicate })),
      nameNormalized: foldName(data.name),
    });
    await saveCreated(ctx, 'product', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof product>, version?: number) {
    const record = await open(ctx, id, 'product:update', version);
    if (data.currency !== undefined && data.currency !== record.currency) await requireCurrency(ctx, data.currency);
    const nameNormalized = foldName(data.name ?? record.name);
    const extension = await extensionAfter(ctx, 'product', record, data);
    const changes = assignChanges(record, { ...data, ...extension, nameNormalized });
    await saveUpdated(ctx, 'product', record, changes);
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    await saveDeleted(ctx, 'product', await open(ctx, id, 'product:delete', version));
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'product', await open(ctx, id, 'product:restore'));
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `product:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, Product, 'product', { id, permission, read: 'product:read', version });
}
