import { defineEntity, p } from '@mikro-orm/core';
import { idOf, recordColumns, schema } from './columns.ts';
import { liveIndex, liveUnique, sortIndex } from './indexes.ts';
import { Team } from './team.entity.ts';
import { User } from './user.entity.ts';

const TerritorySchema = defineEntity({
  name: 'Territory',
  tableName: 'crm_territories',
  schema,
  properties: {
    ...recordColumns(() => User),
    name: p.text(),
    /** ISO 3166-1 alpha-2. */
    countries: p.array().columnType('text[]'),
    teamId: () => idOf(Team),
  },
  indexes: [
    sortIndex('crm_territories_name', 'name'),
    sortIndex('crm_territories_created_at', 'createdAt'),
    liveIndex('crm_territories_team_id', 'teamId'),
  ],
  uniques: [liveUnique('crm_territories_name_unique', 'name')],
});

/** Which team gets the leads of which countries. */
export class Territory extends TerritorySchema.class {}
TerritorySchema.setClass(Territory);
