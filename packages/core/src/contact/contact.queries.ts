import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { contact } from '@crm/domain/contact/contact';
import { normalizeEmail } from '@crm/domain/normalize/email';
import type { FilterOf } from '@crm/domain/resource';
import { accountName } from '../account/account.queries.ts';
import { matchesText } from '../search/matches-text.ts';
import { tagsOf } from '../tag/tagging.queries.ts';
import { userName } from '../user/user.queries.ts';

/** Every read of contacts. */
export function selectContacts(db: Kysely<Database>, filter: FilterOf<typeof contact>) {
  return db
    .selectFrom('crm_contacts as contact')
    .selectAll('contact')
    .select([
      accountName('contact.accountId').as('accountName'),
      userName('contact.assignedTo').as('assigneeName'),
      tagsOf('contact', 'contact').as('tags'),
      userName('contact.createdBy').as('createdByName'),
      userName('contact.updatedBy').as('updatedByName'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.accountId ? [eb('contact.accountId', '=', filter.accountId)] : []),
        ...(filter.assignedTo ? [eb('contact.assignedTo', 'in', filter.assignedTo)] : []),
        ...(filter.teamId ? [eb('contact.teamId', 'in', filter.teamId)] : []),
        ...(filter.email ? [eb('contact.emailNormalized', '=', normalizeEmail(filter.email))] : []),
        ...(filter.createdFrom ? [eb('contact.createdAt', '>=', new Date(filter.createdFrom))] : []),
        ...(filter.createdTo ? [eb('contact.createdAt', '<', new Date(filter.createdTo))] : []),
        ...(filter.q ? [matchesText('contact.searchText', filter.q)] : []),
      ]),
    );
}

export type ContactColumns = Awaited<ReturnType<ReturnType<typeof selectContacts>['execute']>>[number];

export const contactOrder = {
  table: 'contact',
  columns: {
    createdAt: { column: 'contact.createdAt' },
    updatedAt: { column: 'contact.updatedAt' },
    lastName: { column: 'contact.lastName' },
  },
  fallback: '-createdAt',
  text: 'contact.searchText',
} as const;
