import type { account } from '@crm/domain/account/account';
import type { FilterOf } from '@crm/domain/resource';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '@crm/db/database';
import { matchesText } from '../search/matches-text.ts';
import { tagsOf } from '../tag/tagging.queries.ts';
import { userName } from '../user/user.queries.ts';

/** The name of the account that a column points to, unless it lies in the trash; row by row, as `userName`. */
export function accountName(column: string): RawBuilder<string | null> {
  return sql`(select name from crm_core.crm_accounts where id = ${sql.ref(column)} and deleted_at is null)`;
}

/** Every read of accounts: one shape for each answer, and each filter of the allow-list as a condition with an index. */
export function selectAccounts(db: Kysely<Database>, filter: FilterOf<typeof account>) {
  return db
    .selectFrom('crm_accounts as account')
    .selectAll('account')
    .select([
      userName('account.assignedTo').as('assigneeName'),
      tagsOf('account', 'account').as('tags'),
      userName('account.createdBy').as('createdByName'),
      userName('account.updatedBy').as('updatedByName'),
    ])
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
  text: 'account.searchText',
} as const;
