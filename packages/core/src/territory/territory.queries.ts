import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import type { FilterOf } from '@crm/domain/resource';
import { territory, type TerritoryRow } from '@crm/domain/territory/territory';
import { presentRecord, recordAbilities, ref } from '../present.ts';
import { containsText } from '../search/matches-text.ts';
import { teamName } from '../ticket/ticket-category.queries.ts';
import { userName } from '../user/user.queries.ts';

export function selectTerritories(db: Kysely<Database>, { country, teamId, q }: FilterOf<typeof territory>) {
  return db
    .selectFrom('crm_territories as territory')
    .selectAll('territory')
    .select([
      teamName('territory.teamId').as('teamName'),
      userName('territory.createdBy').as('createdByName'),
      userName('territory.updatedBy').as('updatedByName'),
    ])
    .where((eb) =>
      eb.and([
        ...(country ? [covers('territory.countries', [country])] : []),
        ...(teamId ? [eb('territory.teamId', '=', teamId)] : []),
        ...(q ? [containsText('territory.name', q)] : []),
      ]),
    );
}

/** Whether a list of countries has one of some. */
export function covers(column: string, countries: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} && ${[...countries]}::text[]`;
}

type TerritoryColumns = Awaited<ReturnType<ReturnType<typeof selectTerritories>['execute']>>[number];

export const territoryOrder = {
  table: 'territory',
  columns: { name: { column: 'territory.name' }, createdAt: { column: 'territory.createdAt' } },
  fallback: 'name',
} as const;

export function presentTerritory(row: TerritoryColumns, actor: Actor): TerritoryRow {
  return {
    ...presentRecord(row),
    name: row.name,
    countries: row.countries,
    teamId: row.teamId,
    team: ref(row.teamId, row.teamName),
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, territory.permissions),
  };
}
