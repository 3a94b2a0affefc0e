import type { Actor } from '@crm/domain/actor';
import { contact, personName, type ContactRow } from '@crm/domain/contact/contact';
import { can } from '../policy.ts';
import { presentExtension, presentOwner, presentRecord, recordAbilities, ref } from '../present.ts';
import type { ContactColumns } from './contact.queries.ts';

export function presentContact(row: ContactColumns, actor: Actor): ContactRow {
  return {
    ...presentRecord(row),
    ...presentOwner(row),
    tags: row.tags,
    ...presentExtension(row),
    accountId: row.accountId,
    account: row.accountName === null ? null : ref(row.accountId, row.accountName),
    firstName: row.firstName,
    lastName: row.lastName,
    name: personName(row),
    jobTitle: row.jobTitle,
    email: row.email,
    emailStatus: row.emailStatus,
    phone: row.phone,
    phoneE164: row.phoneE164,
    isPrimary: row.isPrimary,
    preferredLanguage: row.preferredLanguage,
    source: row.source,
    consent: row.consent,
    abilities: {
      ...recordAbilities(actor, row, contact.permissions),
      assign: row.deletedAt === null && can(actor, 'contact:assign', row),
    },
  };
}
