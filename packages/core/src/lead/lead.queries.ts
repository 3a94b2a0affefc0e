import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { lead } from '@crm/domain/lead/lead';
import type { FilterOf } from '@crm/domain/resource';
import { campaignName } from '../campaign/campaign-name.ts';
import { matchesText } from '../search/matches-text.ts';
import { tagsOf } from '../tag/tagging.queries.ts';
import { userName } from '../user/user.queries.ts';

/** Every read of leads. */
export function selectLeads(db: Kysely<Database>, filter: FilterOf<typeof lead>) {
  return db
    .selectFrom('crm_leads as lead')
    .selectAll('lead')
    .select([
      userName('lead.assignedTo').as('assigneeName'),
      campaignName('lead.campaignId').as('campaignName'),
      tagsOf('lead', 'lead').as('tags'),
      userName('lead.createdBy').as('createdByName'),
      userName('lead.updatedBy').as('updatedByName'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.status ? [eb('lead.status', 'in', filter.status)] : []),
        ...(filter.campaignId ? [eb('lead.campaignId', 'in', filter.campaignId)] : []),
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
  text: 'lead.searchText',
} as const;
