import { defineEntity, p } from '@mikro-orm/core';
import { optionalIdOf, recordColumns, schema } from './columns.ts';
import { liveIndex, liveUnique, sortIndex } from './indexes.ts';
import { Team } from './team.entity.ts';
import { User } from './user.entity.ts';

const TicketCategorySchema = defineEntity({
  name: 'TicketCategory',
  tableName: 'crm_ticket_categories',
  schema,
  properties: {
    ...recordColumns(() => User),
    name: p.text(),
    /** In whose queue new tickets of this category lie. */
    teamId: () => optionalIdOf(Team),
    /** What somebody has to know to be given its tickets. */
    skill: p.text().strictNullable(),
    isDefault: p.boolean().default(false),
  },
  indexes: [
    sortIndex('crm_ticket_categories_name', 'name'),
    sortIndex('crm_ticket_categories_created_at', 'createdAt'),
    liveIndex('crm_ticket_categories_team_id', 'teamId'),
  ],
  uniques: [
    liveUnique('crm_ticket_categories_name_unique', 'name'),
    {
      name: 'crm_ticket_categories_default_unique',
      properties: ['isDefault'],
      where: 'is_default and deleted_at is null',
    },
  ],
});

/** What tickets and articles are about, and which team answers. */
export class TicketCategory extends TicketCategorySchema.class {}
TicketCategorySchema.setClass(TicketCategory);
