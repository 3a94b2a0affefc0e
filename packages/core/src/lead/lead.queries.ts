import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { lead } from '@crm/domain/lead/lead';
import type { FilterOf } from '@crm/domain/resource';
import { matchesText } from '../search/matches-text.ts';

/** Every read of leads. */
export function selectLeads(db: Kysely<Database>, filter: FilterOf<typeof lead>) {
  return db
    .selectFrom('crm_leads as lead')
    .leftJoin('crm_users as assignee', 'assignee.id', 'lead.assignedTo')
    .leftJoin('crm_users as creator', 'creator.id', 'lead.createdBy')
    .leftJoin('crm_users as updater', 'updater.id', 'lead.updatedBy')
    .selectAll('lead')
    .select(['assignee.name as assigneeName', 'creator.name as createdByName', 'updater.name as updatedByName'])
    .where((eb) =>
      eb.and([
        ...(filter.status ? [eb('lead.status', 'in', filter.status)] : []),
        ...(filter.source ? [eb('lead.source', 'in', filter.source)] : []),
        ...(filter.assignedTo ? [eb('lead.assignedTo', 'in', filter.assignedTo)] : []),
        ...(filter.teamId ? [eb('lead.teamId', 'in', filter.teamId)] : []),
        ...(filter.scoreFrom === undefined ? [] : [eb('lead.score', '>=', filter.scoreFrom)]),
        ...(filter.createdFrom ? [eb('lead.createdAt', '>=', new Date(filter.createdFrom))] : []),
        ...(filter.createdTo ? [eb('lead.createdAt', '<', new Date(filter.createdTo))] : []),
        ...(filter.q ? [matchesText('lead.searchText', filter.q)] : []),
      ]),
    );
}

export type LeadColumns = Awaited<ReturnType<ReturnType<typeof selectLeads>['execute']>>[number];

export const leadOrder = {
  table: 'lead',
  columns: {
    createdAt: { column: 'lead.createdAt' },
    updatedAt: { column: 'lead.updatedAt' },
    score: { column: 'lead.score', nullable: true },
    lastName: { column: 'lead.lastName', nullable: true },
  },
  fallback: '-createdAt',
} as const;
