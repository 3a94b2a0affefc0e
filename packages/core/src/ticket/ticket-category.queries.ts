import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import type { FilterOf } from '@crm/domain/resource';
import { ticketCategory, type TicketCategoryRow } from '@crm/domain/ticket/ticket-category';
import { presentRecord, recordAbilities, ref } from '../present.ts';
import { containsText } from '../search/matches-text.ts';
import { userName } from '../user/user.queries.ts';

/** The name of the category that a column points to; row by row, as `userName`. */
export function categoryName(column: string): RawBuilder<string | null> {
  return sql`(select name from crm_core.crm_ticket_categories where id = ${sql.ref(column)})`;
}

/** The name of the team that a column points to. */
export function teamName(column: string): RawBuilder<string | null> {
  return sql`(select name from crm_core.crm_teams where id = ${sql.ref(column)})`;
}

export function selectCategories(db: Kysely<Database>, filter: FilterOf<typeof ticketCategory>) {
  return db
    .selectFrom('crm_ticket_categories as category')
    .selectAll('category')
    .select([
      teamName('category.teamId').as('teamName'),
      userName('category.createdBy').as('createdByName'),
      userName('category.updatedBy').as('updatedByName'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.teamId ? [eb('category.teamId', '=', filter.teamId)] : []),
        ...(filter.q ? [containsText('category.name', filter.q)] : []),
      ]),
    );
}

type CategoryColumns = Awaited<ReturnType<ReturnType<typeof selectCategories>['execute']>>[number];

export const categoryOrder = {
  table: 'category',
  columns: { name: { column: 'category.name' }, createdAt: { column: 'category.createdAt' } },
  fallback: 'name',
} as const;

export function presentCategory(row: CategoryColumns, actor: Actor): TicketCategoryRow {
  return {
    ...presentRecord(row),
    name: row.name,
    teamId: row.teamId,
    team: ref(row.teamId, row.teamName),
    skill: row.skill,
    isDefault: row.isDefault,
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, ticketCategory.permissions),
  };
}
