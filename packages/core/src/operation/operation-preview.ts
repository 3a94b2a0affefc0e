import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import type { OperationInput, OperationPreview } from '@crm/domain/operation/operation';
import { changeBetween } from '@crm/domain/operation/operation.rules';
import type { ServiceContext } from '../context.ts';
import { countCapped } from '../page.ts';
import { allow } from '../policy.ts';
import { checkOrder } from './operation-check.ts';
import { takeImages } from './operation-images.ts';
import { changeRecord } from './operation-item.ts';
import { namesOf, showChanges } from './operation-items.ts';
import { inSavepoint } from './operation-slice.ts';
import { definitionOf, idsMatching } from './operation-targets.ts';

const sampleSize = 5;

/**
 * What an operation would do: how many records it is about, and what becomes of the first of them. These are really
 * changed, by the same code, and the change is taken back before anybody sees it.
 * @throws DomainError `forbidden`, `validation_failed`
 */
export async function previewOperation(ctx: ServiceContext, input: OperationInput): Promise<OperationPreview> {
  allow(ctx, 'operation:create');
  await checkOrder(ctx, input);
  const { resource } = input;
  const { ids, count } = await findRecords(ctx, input);
  const names = await namesOf(ctx, resource, ids);
  const before = await takeImages(ctx, resource, ids);
  const show = await showChanges(ctx, resource);
  const sample: OperationPreview['sample'] = [];
  const db = database(ctx.em);
  await sql`savepoint crm_preview`.execute(db);
  for (const [position, id] of ids.entries()) {
    const image = before.get(id);
    const tried = await inSavepoint(ctx, async (inside) => {
      await changeRecord(inside, input, { id, position }, image);
      return (await takeImages(inside, resource, [id])).get(id);
    });
    const name = names.get(id) ?? null;
    if ('error' in tried) {
      const { code, message } = tried.error;
      sample.push({ id, name, state: 'failed', error: { code, message }, changes: {} });
    } else {
      const change = changeBetween(image?.fields ?? {}, tried.done?.fields ?? {});
      sample.push({ id, name, state: 'done', error: null, changes: show(change) });
    }
  }
  await sql`rollback to savepoint crm_preview`.execute(db);
  return { ...count, sample };
}

async function findRecords(ctx: ServiceContext, { ids, resource, filter = {} }: OperationInput) {
  if (ids) return { ids: ids.slice(0, sampleSize), count: { count: new Set(ids).size, capped: false } };
  const matching = await idsMatching(ctx, resource, definitionOf(resource).filter.parse(filter));
  const first = await sql<{ id: string }>`
    select id from (${matching}) as found order by id limit ${sampleSize}`.execute(database(ctx.em));
  return { ids: first.rows.map(({ id }) => id), count: await countCapped(database(ctx.em), matching) };
}
