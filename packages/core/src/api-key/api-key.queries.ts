import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import { apiKey, type ApiKeyRow } from '@crm/domain/api-key/api-key';
import { apiKeyState } from '@crm/domain/api-key/api-key.rules';
import type { FilterOf } from '@crm/domain/resource';
import { can } from '../policy.ts';
import { iso, presentRecord, recordAbilities, ref } from '../present.ts';
import { escapeLike } from '../search/matches-text.ts';
import { userName } from '../user/user.queries.ts';

/** Every read of API keys. Of their secrets it tells only when one was used last. */
export function selectApiKeys(db: Kysely<Database>, filter: FilterOf<typeof apiKey>) {
  return db
    .selectFrom('crm_api_keys as key')
    .selectAll('key')
    .select((eb) => [
      userName('key.userId').as('userName'),
      userName('key.createdBy').as('createdByName'),
      userName('key.updatedBy').as('updatedByName'),
      eb
        .selectFrom('crm_api_key_secrets as secret')
        .whereRef('secret.apiKeyId', '=', 'key.id')
        .select((inner) => inner.fn.max('secret.lastUsedAt').as('lastUsedAt'))
        .as('lastUsedAt'),
    ])
    .$if(filter.userId !== undefined, (select) => select.where('key.userId', 'in', filter.userId ?? []))
    .$if(filter.q !== undefined, (select) => select.where('key.name', 'ilike', `%${escapeLike(filter.q ?? '')}%`));
}

type ApiKeyColumns = Awaited<ReturnType<ReturnType<typeof selectApiKeys>['execute']>>[number];

export const apiKeyOrder = {
  table: 'key',
  columns: { createdAt: { column: 'key.createdAt' }, name: { column: 'key.name' } },
  fallback: '-createdAt',
} as const;

/** A key belongs to its user; to row scopes that is the owner. */
export function ownerOfKey({ userId }: { readonly userId: string }) {
  return { assignedTo: userId, teamId: null };
}

export function presentApiKey(row: ApiKeyColumns, actor: Actor): ApiKeyRow {
  const owner = ownerOfKey(row);
  return {
    ...presentRecord(row),
    name: row.name,
    prefix: row.prefix,
    userId: row.userId,
    user: ref(row.userId, row.userName),
    scopes: [...row.scopes],
    expiresAt: iso(row.expiresAt),
    rotatedAt: iso(row.rotatedAt),
    lastUsedAt: iso(row.lastUsedAt),
    keyState: apiKeyState(row, new Date()),
    abilities: {
      ...recordAbilities(actor, { ...row, ...owner }, apiKey.permissions),
      rotate: row.deletedAt === null && can(actor, 'api_key:rotate', owner),
    },
  };
}
