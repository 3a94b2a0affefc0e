import { defineEntity, p } from '@mikro-orm/core';
import { assignmentStrategies } from '@crm/domain/team/team';
import { optionalIdOf, recordColumns, schema, type OptionalId, type Target } from './columns.ts';
import { liveIndex, liveUnique, sortIndex } from './indexes.ts';
import { User } from './user.entity.ts';

const TeamSchema = defineEntity({
  name: 'Team',
  tableName: 'crm_teams',
  schema,
  properties: {
    ...recordColumns((): Target => User),
    name: p.text(),
    parentId: (): OptionalId => optionalIdOf(Team),
    leadId: (): OptionalId => optionalIdOf(User),
    takesLeads: p.boolean().default(false),
    assignmentStrategy: p.enum(assignmentStrategies).default('load'),
    leadResponseHours: p.integer().strictNullable(),
    takesTickets: p.boolean().default(false),
    ticketTakeMinutes: p.integer().strictNullable(),
  },
  indexes: [
    sortIndex('crm_teams_created_at', 'createdAt'),
    liveIndex('crm_teams_parent_id', 'parentId'),
    liveIndex('crm_teams_lead_id', 'leadId'),
  ],
  uniques: [liveUnique('crm_teams_name_unique', 'name')],
});

/** People who work together; a manager of one sees the teams below it too. */
export class Team extends TeamSchema.class {}
TeamSchema.setClass(Team);
