import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import type { FilterOf } from '@crm/domain/resource';
import { team, type TeamRow } from '@crm/domain/team/team';
import { presentRecord, recordAbilities, ref } from '../present.ts';
import { userName } from '../user/user.queries.ts';

export function selectTeams(db: Kysely<Database>, filter: FilterOf<typeof team>) {
  return db
    .selectFrom('crm_teams as team')
    .selectAll('team')
    .select([
      userName('team.leadId').as('leadName'),
      userName('team.createdBy').as('createdByName'),
      userName('team.updatedBy').as('updatedByName'),
    ])
    .select((eb) =>
      eb
        .selectFrom('crm_users as member')
        .select(({ fn }) => fn.countAll<number>().as('members'))
        .whereRef('member.teamId', '=', 'team.id')
        .where('member.deletedAt', 'is', null)
        .as('memberCount'),
    )
    .$if(filter.parentId !== undefined, (select) => select.where('team.parentId', '=', filter.parentId ?? ''))
    .$if(filter.q !== undefined, (select) => select.where('team.name', 'ilike', `%${filter.q ?? ''}%`));
}

type TeamColumns = Awaited<ReturnType<ReturnType<typeof selectTeams>['execute']>>[number];

export const teamOrder = {
  table: 'team',
  columns: { name: { column: 'team.name' }, createdAt: { column: 'team.createdAt' } },
  fallback: 'name',
} as const;

export function presentTeam(row: TeamColumns, actor: Actor): TeamRow {
  return {
    ...presentRecord(row),
    name: row.name,
    parentId: row.parentId,
    leadId: row.leadId,
    lead: ref(row.leadId, row.leadName),
    takesLeads: row.takesLeads,
    assignmentStrategy: row.assignmentStrategy,
    leadResponseHours: row.leadResponseHours,
    takesTickets: row.takesTickets,
    ticketTakeMinutes: row.ticketTakeMinutes,
    memberCount: row.memberCount ?? 0,
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, team.permissions),
  };
}
