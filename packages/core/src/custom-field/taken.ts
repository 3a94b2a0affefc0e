import { sql } from 'kysely';
import type { StoredCustom } from '@crm/db/entities/columns';
import { database } from '@crm/db/orm';
import { customPath } from '@crm/domain/custom-field/custom-field';
import { DomainError } from '@crm/domain/errors';
import type { ExtensibleName } from '@crm/domain/extension';
import { resources } from '@crm/domain/registry';
import type { ServiceContext } from '../context.ts';
import { ownerColumns } from '../owner-columns.ts';
import { can, type Owned } from '../policy.ts';
import { valueIn } from './custom-view.ts';

/** Values that one live record only may have. */
export interface Claims {
  readonly externalId: string | null;
  readonly custom: StoredCustom;
}

interface Claimant {
  /** Left out for a new record. */
  readonly id?: string;
  /** Asks no question about what lies in the trash. */
  readonly confirmDuplicate?: boolean;
}

interface Holder extends Owned {
  readonly id: string;
  readonly live: boolean;
}

/**
 * Refuses what another record has, before the database's unique indexes would: they have the last word, this gives the
 * better answer (DIFF-013). Called with the values that are new.
 * @throws DomainError `duplicate` for a live record, `exists_in_trash` for one that the caller could restore
 */
export async function refuseTaken(
  ctx: ServiceContext,
  entity: ExtensibleName,
  { externalId, custom }: Claims,
  claimant: Claimant,
): Promise<void> {
  if (externalId !== null) {
    refuseHolders(ctx, entity, 'externalId', await holdersOfId(ctx, entity, externalId), claimant);
  }
  const fields = await ctx.ports.customFields.of(ctx.em, entity);
  for (const field of fields.filter(({ unique }) => unique)) {
    const value = valueIn(custom, field.slot);
    if (value === null) continue;
    refuseHolders(ctx, entity, customPath(field.key), await holdersOfValue(ctx, entity, field, value), claimant);
  }
}

function refuseHolders(
  ctx: ServiceContext,
  entity: ExtensibleName,
  field: string,
  holders: readonly Holder[],
  { id, confirmDuplicate = false }: Claimant,
): void {
  const others = holders.filter((holder) => holder.id !== id);
  const live = others.find((holder) => holder.live);
  if (live !== undefined) {
    const existing = can(ctx.actor, resources[entity].permissions.read, live) ? { existing: { id: live.id } } : {};
    throw new DomainError('duplicate', `Another ${entity} has this value of ${field}.`, { field, ...existing });
  }
  const restorable = others.find((holder) => can(ctx.actor, resources[entity].permissions.restore, holder));
  if (id !== undefined || confirmDuplicate || restorable === undefined) return;
  throw new DomainError(
    'exists_in_trash',
    `The ${entity} with this value of ${field} lies in the trash. Restore it, or confirm that you want another one.`,
    { field, existing: { id: restorable.id } },
  );
}

async function holdersOfId(ctx: ServiceContext, entity: ExtensibleName, externalId: string) {
  const { rows } = await sql<Holder>`
    select record.id, ${ownerColumns(entity, 'record')}, record.deleted_at is null as live
    from ${sql.id('crm_core', resources[entity].table)} as record
    where record.external_id = ${externalId} order by record.deleted_at desc nulls first limit 2`.execute(
    database(ctx.em),
  );
  return rows;
}

/** Compared as the index compares: by the keys that the database makes of the value. */
async function holdersOfValue(
  ctx: ServiceContext,
  entity: ExtensibleName,
  field: { readonly id: string; readonly type: string },
  value: unknown,
) {
  const { rows } = await sql<Holder>`
    select record.id, ${ownerColumns(entity, 'record')}, record.deleted_at is null as live
    from crm_core.crm_custom_keys(${field.type}, ${JSON.stringify(value)}::jsonb) as wanted
      join crm_core.crm_custom_values as held on held.field_id = ${field.id}
        and (held.text_key = wanted.text_key or held.number_key = wanted.number_key)
        and held.text_key is not distinct from wanted.text_key
        and held.number_key is not distinct from wanted.number_key
      join ${sql.id('crm_core', resources[entity].table)} as record on record.id = held.record_id
    order by record.deleted_at desc nulls first limit 2`.execute(database(ctx.em));
  return rows;
}
