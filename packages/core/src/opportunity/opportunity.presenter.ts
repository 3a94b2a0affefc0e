import type { Actor } from '@crm/domain/actor';
import { personName } from '@crm/domain/contact/contact';
import { opportunity, type OpportunityRow } from '@crm/domain/opportunity/opportunity';
import { can } from '../policy.ts';
import { iso, presentExtension, presentOwner, presentRecord, recordAbilities, ref } from '../present.ts';
import type { OpportunityColumns } from './opportunity.queries.ts';

export function presentOpportunity(row: OpportunityColumns, actor: Actor): OpportunityRow {
  const live = row.deletedAt === null;
  return {
    ...presentRecord(row),
    ...presentOwner(row),
    tags: row.tags,
    ...presentExtension(row),
    name: row.name,
    accountId: row.accountId,
    account: row.accountName === null ? null : ref(row.accountId, row.accountName),
    primaryContactId: row.primaryContactId,
    primaryContact:
      row.contactLastName === null
        ? null
        : ref(row.primaryContactId, personName({ firstName: row.contactFirstName, lastName: row.contactLastName })),
    pipelineId: row.pipelineId,
    stageId: row.stageId,
    stage: { id: row.stageId, name: row.stageName },
    stageEnteredAt: iso(row.stageEnteredAt),
    amountMinor: row.amountMinor,
    currency: row.currency,
    probability: row.probability,
    expectedCloseDate: row.expectedCloseDate,
    forecastCategory: row.forecastCategory,
    status: row.status,
    closedAt: iso(row.closedAt),
    lossReason: row.lossReason,
    sourceLeadId: row.sourceLeadId,
    abilities: {
      ...recordAbilities(actor, row, opportunity.permissions),
      assign: live && can(actor, 'opportunity:assign', row),
      move: live && can(actor, 'opportunity:move', row),
    },
  };
}
