import { defineEntity, p } from '@mikro-orm/core';
import { forecastCategories, opportunityStatuses } from '@crm/domain/opportunity/opportunity';
import { Account } from './account.entity.ts';
import { Contact } from './contact.entity.ts';
import {
  computedText,
  extensionColumns,
  idOf,
  moment,
  optionalIdOf,
  ownerColumns,
  recordColumns,
  schema,
  type OptionalId,
} from './columns.ts';
import {
  externalIdIndex,
  externalIdUnique,
  liveIndex,
  nullableSortIndexes,
  ownerIndexes,
  searchIndex,
  sortIndex,
  trashIndex,
} from './indexes.ts';
import { Lead } from './lead.entity.ts';
import { Pipeline } from './pipeline.entity.ts';
import { Stage } from './stage.entity.ts';
import { Team } from './team.entity.ts';
import { User } from './user.entity.ts';

const OpportunitySchema = defineEntity({
  name: 'Opportunity',
  tableName: 'crm_opportunities',
  schema,
  properties: {
    ...recordColumns(() => User),
    ...ownerColumns(
      () => User,
      () => Team,
    ),
    ...extensionColumns(),
    name: p.text(),
    nameNormalized: p.text(),
    accountId: () => optionalIdOf(Account),
    primaryContactId: () => optionalIdOf(Contact),
    pipelineId: () => idOf(Pipeline),
    stageId: () => idOf(Stage),
    stageEnteredAt: moment(),
    /** Minor units of `currency`. */
    amountMinor: p.bigint('number').strictNullable(),
    currency: p.text().strictNullable(),
    /** Percent. */
    probability: p.integer(),
    /** A calendar day, `2026-11-22`. */
    expectedCloseDate: p.date().strictNullable(),
    forecastCategory: p.enum(forecastCategories).default('pipeline'),
    status: p.enum(opportunityStatuses).default('open'),
    closedAt: moment().strictNullable(),
    lossReason: p.text().strictNullable(),
    sourceLeadId: (): OptionalId => optionalIdOf(Lead),
    searchText: computedText('name_normalized'),
  },
  indexes: [
    sortIndex('crm_opportunities_created_at', 'createdAt'),
    sortIndex('crm_opportunities_updated_at', 'updatedAt'),
    sortIndex('crm_opportunities_name', 'name'),
    sortIndex('crm_opportunities_stage_entered_at', 'stageEnteredAt'),
    ...nullableSortIndexes('crm_opportunities_amount_minor', 'amountMinor'),
    ...nullableSortIndexes('crm_opportunities_expected_close_date', 'expectedCloseDate'),
    ...ownerIndexes('crm_opportunities'),
    trashIndex('crm_opportunities'),
    externalIdIndex('crm_opportunities'),
    liveIndex('crm_opportunities_pipeline_id', 'pipelineId', 'createdAt', 'id'),
    liveIndex('crm_opportunities_status', 'status', 'createdAt', 'id'),
    liveIndex('crm_opportunities_closed_at', 'status', 'closedAt', 'id'),
    // A column of the board: its cards by the time they have stood there, and its totals.
    liveIndex('crm_opportunities_stage_id', 'stageId', 'stageEnteredAt', 'id'),
    liveIndex('crm_opportunities_account_id', 'accountId', 'createdAt', 'id'),
    liveIndex('crm_opportunities_primary_contact_id', 'primaryContactId'),
    liveIndex('crm_opportunities_source_lead_id', 'sourceLeadId'),
    searchIndex('crm_opportunities'),
  ],
  uniques: [externalIdUnique('crm_opportunities')],
});

/** A deal on its way through the stages of a pipeline. */
export class Opportunity extends OpportunitySchema.class {}
OpportunitySchema.setClass(Opportunity);
