import { defineEntity, p } from '@mikro-orm/core';
import type { WorkingHours } from '@crm/domain/lead/lead-assignment.rules';
import { roles } from '@crm/domain/permissions';
import { locales, userStatuses } from '@crm/domain/user/user';
import { moment, optionalIdOf, recordColumns, schema, type OptionalId, type Target } from './columns.ts';
import { liveIndex, liveUnique, sortIndex } from './indexes.ts';
import { Team } from './team.entity.ts';

const UserSchema = defineEntity({
  name: 'User',
  tableName: 'crm_users',
  schema,
  properties: {
    ...recordColumns((): Target => User),
    email: p.text(),
    name: p.text(),
    /** Null until an invited user has chosen one. Never leaves the server. */
    passwordHash: p.text().hidden().strictNullable(),
    role: p.enum(roles),
    teamId: (): OptionalId => optionalIdOf(Team),
    status: p.enum(userStatuses).default('active'),
    locale: p.enum(locales).default('en'),
    timeZone: p.text().default('UTC'),
    workingHours: p.json<WorkingHours>().strictNullable(),
    absentUntil: moment().strictNullable(),
    /** Decides for this person while absent. */
    deputyId: (): OptionalId => optionalIdOf(User),
    /** What this person knows: topics of tickets. */
    skills: p.array().columnType('text[]').defaultRaw("'{}'::text[]"),
    lastLoginAt: moment().strictNullable(),
    /** When the last lead was given to this person: round robin goes by it. */
    lastAssignedAt: moment().strictNullable(),
  },
  indexes: [
    sortIndex('crm_users_created_at', 'createdAt'),
    sortIndex('crm_users_name', 'name'),
    liveIndex('crm_users_team_id', 'teamId'),
    liveIndex('crm_users_deputy_id', 'deputyId'),
  ],
  uniques: [liveUnique('crm_users_email_unique', 'email')],
});

/** Somebody who signs in. */
export class User extends UserSchema.class {}
UserSchema.setClass(User);
