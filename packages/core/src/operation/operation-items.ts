import { database } from '@crm/db/orm';
import { itemStates, type ItemState, type OperableName, type OperationItem } from '@crm/domain/operation/operation';
import { toldState, type ItemImages } from '@crm/domain/operation/operation.rules';
import { defaultPageSize } from '@crm/domain/page-limits';
import type { Page } from '@crm/domain/page';
import type { ServiceContext } from '../context.ts';
import { changesSeenBy } from '../custom-field/custom-view.ts';
import { isUnseen } from '../lead/record-images.ts';
import { targetOf } from './operation-targets.ts';
import { getOperation } from './operation-reads.ts';

export interface ItemQuery {
  readonly id: string;
  readonly state?: readonly ItemState[] | undefined;
  readonly limit?: number | undefined;
  /** The position of the last item of the page before. */
  readonly cursor?: string | undefined;
}

/**
 * What became of each record, in their order; what they are called and what changed, as far as the caller may see it.
 * @throws DomainError `not_found`
 */
export async function listItems(ctx: ServiceContext, query: ItemQuery): Promise<Page<OperationItem>> {
  const operation = await getOperation(ctx, query.id);
  const { resource } = operation;
  const wanted = itemStates.filter((state) => query.state?.includes(toldState(state, operation)) ?? true);
  const limit = query.limit ?? defaultPageSize;
  const { cursor } = query;
  const rows = await database(ctx.em)
    .selectFrom('crm_operation_items')
    .select(['recordId', 'position', 'state', 'error', 'change', 'conflicts'])
    .where('operationId', '=', query.id)
    .where('state', 'in', wanted)
    .$if(cursor !== undefined, (select) => select.where('position', '>', Number(cursor)))
    .orderBy('position')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const names = await namesOf(
    ctx,
    resource,
    page.map(({ recordId }) => recordId),
  );
  const show = await showChanges(ctx, resource);
  const items = page.map(({ recordId, position, conflicts, change, error, state }) => {
    const name = names.get(recordId) ?? null;
    const seen = name === null ? {} : show(change);
    const shown = (conflicts ?? []).filter(({ field }) => name !== null && !field.startsWith('custom.'));
    return { id: recordId, name, position, state: toldState(state, operation), error, changes: seen, conflicts: shown };
  });
  const last = page.at(-1);
  return { items, nextCursor: rows.length > limit && last ? String(last.position) : null };
}

/** What records are called, as far as the caller sees them. */
export async function namesOf(
  ctx: ServiceContext,
  resource: OperableName,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await targetOf(resource).service.getMany(ctx, ids);
  return new Map(rows.map((row) => [String(Reflect.get(row, 'id')), nameOf(row)]));
}

function nameOf(row: object): string {
  const names = ['name', 'subject', 'number'].map((key): unknown => Reflect.get(row, key));
  return names.find((name): name is string => typeof name === 'string' && name !== '') ?? '';
}

/** Changes as the caller may read them: without columns that follow from others, and without hidden fields. */
export async function showChanges(ctx: ServiceContext, resource: OperableName) {
  const show = await changesSeenBy(ctx);
  return (change: ItemImages | null): OperationItem['changes'] => {
    const fields = Object.keys(change?.after ?? {}).filter((field) => !isUnseen(field));
    const pairs = fields.map(
      (field) => [field, [change?.before[field] ?? null, change?.after[field] ?? null]] as const,
    );
    const seen = Object.entries(show(resource, Object.fromEntries(pairs)));
    return Object.fromEntries(seen.map(([field, [before, after]]) => [field, { before, after }]));
  };
}
