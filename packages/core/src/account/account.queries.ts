import type { account } from '@crm/domain/account/account';
import type { FilterOf } from '@crm/domain/resource';
import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import { matchesText } from '../search/matches-text.ts';

/** Every read of accounts: one shape for each answer, and each filter of the allow-list as a condition with an index. */
export function selectAccounts(db: Kysely<Database>, filter: FilterOf<typeof account>) {
  return db
    .selectFrom('crm_accounts as account')
    .leftJoin('crm_users as assignee', 'assignee.id', 'account.assignedTo')
    .leftJoin('crm_users as creator', 'creator.id', 'account.createdBy')
    .leftJoin('crm_users as updater', 'updater.id', 'account.updatedBy')
    .selectAll('account')
    .select(['assignee.name as assigneeName', 'creator.name as createdByName', 'updater.name as updatedByName'])
    .where((eb) =>
      eb.and([
        ...(filter.status ? [eb('account.status', 'in', filter.status)] : []),
        ...(filter.assignedTo ? [eb('account.assignedTo', 'in', filter.assignedTo)] : []),
        ...(filter.teamId ? [eb('account.teamId', 'in', filter.teamId)] : []),
        ...(filter.contacted === undefined ? [] : [eb('account.contacted', '=', filter.contacted)]),
        ...(filter.createdFrom ? [eb('account.createdAt', '>=', new Date(filter.createdFrom))] : []),
        ...(filter.createdTo ? [eb('account.createdAt', '<', new Date(filter.createdTo))] : []),
        ...(filter.q ? [matchesText('account.searchText', filter.q)] : []),
      ]),
    );
}

export type AccountColumns = Awaited<ReturnType<ReturnType<typeof selectAccounts>['execute']>>[number];

export const accountOrder = {
  table: 'account',
  columns: {
    createdAt: { column: 'account.createdAt' },
    updatedAt: { column: 'account.updatedAt' },
    name: { column: 'account.name' },
  },
  fallback: '-createdAt',
} as const;
