import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { opportunity } from '@crm/domain/opportunity/opportunity';
import type { FilterOf } from '@crm/domain/resource';
import { accountName } from '../account/account.queries.ts';
import { matchesText } from '../search/matches-text.ts';
import { tagsOf } from '../tag/tagging.queries.ts';
import { userName } from '../user/user.queries.ts';

/** Every read of opportunities. */
export function selectOpportunities(db: Kysely<Database>, filter: FilterOf<typeof opportunity>) {
  return db
    .selectFrom('crm_opportunities as opportunity')
    .innerJoin('crm_stages as stage', 'stage.id', 'opportunity.stageId')
    .leftJoin('crm_contacts as contact', (join) =>
      join.onRef('contact.id', '=', 'opportunity.primaryContactId').on('contact.deletedAt', 'is', null),
    )
    .selectAll('opportunity')
    .select([
      'stage.name as stageName',
      accountName('opportunity.accountId').as('accountName'),
      'contact.firstName as contactFirstName',
      'contact.lastName as contactLastName',
      userName('opportunity.assignedTo').as('assigneeName'),
      tagsOf('opportunity', 'opportunity').as('tags'),
      userName('opportunity.createdBy').as('createdByName'),
      userName('opportunity.updatedBy').as('updatedByName'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.pipelineId ? [eb('opportunity.pipelineId', '=', filter.pipelineId)] : []),
        ...(filter.stageId ? [eb('opportunity.stageId', 'in', filter.stageId)] : []),
        ...(filter.status ? [eb('opportunity.status', 'in', filter.status)] : []),
        ...(filter.accountId ? [eb('opportunity.accountId', '=', filter.accountId)] : []),
        ...(filter.assignedTo ? [eb('opportunity.assignedTo', 'in', filter.assignedTo)] : []),
        ...(filter.teamId ? [eb('opportunity.teamId', 'in', filter.teamId)] : []),
        ...(filter.amountFrom === undefined ? [] : [eb('opportunity.amountMinor', '>=', filter.amountFrom)]),
        ...(filter.amountTo === undefined ? [] : [eb('opportunity.amountMinor', '<=', filter.amountTo)]),
        ...(filter.closeFrom ? [eb('opportunity.expectedCloseDate', '>=', filter.closeFrom)] : []),
        ...(filter.closeTo ? [eb('opportunity.expectedCloseDate', '<=', filter.closeTo)] : []),
        ...(filter.closedFrom ? [eb('opportunity.closedAt', '>=', new Date(filter.closedFrom))] : []),
        ...(filter.closedTo ? [eb('opportunity.closedAt', '<', new Date(filter.closedTo))] : []),
        ...(filter.createdFrom ? [eb('opportunity.createdAt', '>=', new Date(filter.createdFrom))] : []),
        ...(filter.createdTo ? [eb('opportunity.createdAt', '<', new Date(filter.createdTo))] : []),
        ...(filter.q ? [matchesText('opportunity.searchText', filter.q)] : []),
      ]),
    );
}

export type OpportunityColumns = Awaited<ReturnType<ReturnType<typeof selectOpportunities>['execute']>>[number];

export const opportunityOrder = {
  table: 'opportunity',
  columns: {
    createdAt: { column: 'opportunity.createdAt' },
    updatedAt: { column: 'opportunity.updatedAt' },
    name: { column: 'opportunity.name' },
    amountMinor: { column: 'opportunity.amountMinor', nullable: true },
    expectedCloseDate: { column: 'opportunity.expectedCloseDate', nullable: true },
    stageEnteredAt: { column: 'opportunity.stageEnteredAt' },
  },
  fallback: '-createdAt',
  text: 'opportunity.searchText',
} as const;
