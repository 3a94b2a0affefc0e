import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { FilterOf } from '@crm/domain/resource';
import type { user } from '@crm/domain/user/user';

/** Every read of users. The password's hash is not among the columns. */
export function selectUsers(db: Kysely<Database>, filter: FilterOf<typeof user>) {
  return db
    .selectFrom('crm_users as user')
    .leftJoin('crm_teams as team', 'team.id', 'user.teamId')
    .leftJoin('crm_users as creator', 'creator.id', 'user.createdBy')
    .leftJoin('crm_users as updater', 'updater.id', 'user.updatedBy')
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
      'user.lastLoginAt',
      'team.name as teamName',
      'creator.name as createdByName',
      'updater.name as updatedByName',
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
