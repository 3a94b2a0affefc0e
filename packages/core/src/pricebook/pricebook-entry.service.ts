import { randomUUIDv7 } from 'node:crypto';
import { PricebookEntry } from '@crm/db/entities/pricebook.entity';
import { refusedAs, refuseFields } from '@crm/domain/errors';
import { pricebookEntry } from '@crm/domain/pricebook/pricebook';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { productService } from '../product/product.service.ts';
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
import { entryOrder, presentEntry, selectEntries } from './pricebook.queries.ts';
import { pricebookService } from './pricebook.service.ts';

const reads = makeReads({
  name: 'pricebook_entry',
  permission: pricebookEntry.permissions.read,
  select: selectEntries,
  present: presentEntry,
  order: entryOrder,
  owned: false,
});

/** The prices in the books: one per product and quantity from which it holds. */
export const pricebookEntryService = {
  ...reads,

  async create(ctx: ServiceContext, data: CreateOf<typeof pricebookEntry>) {
    allow(ctx, 'pricebook_entry:create');
    await requirePlace(ctx, data);
    const record = ctx.em.create(PricebookEntry, { ...newRecord(ctx, randomUUIDv7()), ...data });
    await saveCreated(ctx, 'pricebook_entry', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof pricebookEntry>, version?: number) {
    const record = await open(ctx, id, 'pricebook_entry:update', version);
    await requirePlace(ctx, data);
    await saveUpdated(ctx, 'pricebook_entry', record, assignChanges(record, data));
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    await saveDeleted(ctx, 'pricebook_entry', await open(ctx, id, 'pricebook_entry:delete', version));
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'pricebook_entry', await open(ctx, id, 'pricebook_entry:restore'));
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `pricebook_entry:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, PricebookEntry, 'pricebook_entry', { id, permission, read: 'pricebook_entry:read', version });
}

interface Place {
  readonly pricebookId?: string | undefined;
  readonly productId?: string | undefined;
}

async function requirePlace(ctx: ServiceContext, { pricebookId, productId }: Place): Promise<void> {
  if (pricebookId !== undefined) {
    await pricebookService
      .get(ctx, pricebookId)
      .catch(
        refusedAs(() =>
          refuseFields([{ field: 'pricebookId', code: 'unknown_pricebook', message: 'Choose an existing book.' }]),
        ),
      );
  }
  if (productId !== undefined) {
    await productService
      .get(ctx, productId)
      .catch(
        refusedAs(() =>
          refuseFields([{ field: 'productId', code: 'unknown_product', message: 'Choose an existing product.' }]),
        ),
      );
  }
}
