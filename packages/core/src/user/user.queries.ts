import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '@crm/db/database';
import type { FilterOf } from '@crm/domain/resource';
import type { user } from '@crm/domain/user/user';

/**
 * The name of the user that a column points to. Looked up row by row on purpose: joining the same table three times made
 * the plan of every list twice as expensive as the list (docs/performance.md).
 */
export function userName(column: string): RawBuilder<string | null> {
  return sql`(select name from crm_core.crm_users where id = ${sql.ref(column)})`;
}

/** Every read of users. The password's hash is not among the columns. */
export function selectUsers(db: Kysely<Database>, filter: FilterOf<typeof user>) {
  return db
    .selectFrom('crm_users as user')
    .leftJoin('crm_teams as team', 'team.id', 'user.teamId')
    .select([
      'user.id',
      'user.version',
      'user.createdAt',
      'user.createdBy',
      'user.updatedAt',
      'user.updatedBy',
      'user.deletedAt',
      'user.email',
      'user.name',
      'user.role',
      'user.teamId',
      'user.status',
      'user.locale',
      'user.timeZone',
      'user.workingHours',
      'user.absentUntil',
      'user.deputyId',
      'user.skills',
      'user.lastLoginAt',
      'team.name as teamName',
      userName('user.deputyId').as('deputyName'),
      userName('user.createdBy').as('createdByName'),
      userName('user.updatedBy').as('updatedByName'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.role ? [eb('user.role', 'in', filter.role)] : []),
        ...(filter.teamId ? [eb('user.teamId', 'in', filter.teamId)] : []),
        ...(filter.status ? [eb('user.status', 'in', filter.status)] : []),
        ...(filter.q
          ? [eb.or([eb('user.name', 'ilike', `%${filter.q}%`), eb('user.email', 'ilike', `%${filter.q}%`)])]
          : []),
      ]),
    );
}

export type UserColumns = Awaited<ReturnType<ReturnType<typeof selectUsers>['execute']>>[number];

export const userOrder = {
  table: 'user',
  columns: { name: { column: 'user.name' }, createdAt: { column: 'user.createdAt' }, email: { column: 'user.email' } },
  fallback: 'name',
} as const;
