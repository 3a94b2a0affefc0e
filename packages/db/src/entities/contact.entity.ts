import { defineEntity, p } from '@mikro-orm/core';
import { languages } from '@crm/domain/contact/contact';
import { emailStatuses } from '@crm/domain/normalize/email';
import { Account } from './account.entity.ts';
import {
  computedName,
  computedText,
  extensionColumns,
  optionalIdOf,
  ownerColumns,
  recordColumns,
  schema,
} from './columns.ts';
import {
  externalIdIndex,
  externalIdUnique,
  liveIndex,
  ownerIndexes,
  searchIndex,
  sortIndex,
  trashIndex,
} from './indexes.ts';
import { Team } from './team.entity.ts';
import { User } from './user.entity.ts';

const ContactSchema = defineEntity({
  name: 'Contact',
  tableName: 'crm_contacts',
  schema,
  properties: {
    ...recordColumns(() => User),
    ...ownerColumns(
      () => User,
      () => Team,
    ),
    ...extensionColumns(),
    accountId: () => optionalIdOf(Account),
    firstName: p.text().strictNullable(),
    lastName: p.text(),
    name: computedName("coalesce(first_name, ''::text) || ' '::text || last_name"),
    /** The name as duplicates are compared: folded. */
    nameNormalized: p.text(),
    jobTitle: p.text().strictNullable(),
    email: p.text().strictNullable(),
    emailNormalized: p.text().strictNullable(),
    emailStatus: p.enum(emailStatuses).default('unchecked'),
    phone: p.text().strictNullable(),
    phoneE164: p.text().strictNullable(),
    isPrimary: p.boolean().default(false),
    preferredLanguage: p.enum(languages).strictNullable(),
    source: p.text().strictNullable(),
    consent: p.boolean().strictNullable(),
    searchText: computedText('name_normalized', 'email_normalized', 'phone_e164'),
  },
  indexes: [
    sortIndex('crm_contacts_created_at', 'createdAt'),
    sortIndex('crm_contacts_updated_at', 'updatedAt'),
    sortIndex('crm_contacts_last_name', 'lastName'),
    ...ownerIndexes('crm_contacts'),
    trashIndex('crm_contacts'),
    externalIdIndex('crm_contacts'),
    liveIndex('crm_contacts_account_id', 'accountId', 'createdAt', 'id'),
    { name: 'crm_contacts_email_normalized', properties: ['emailNormalized'] },
    { name: 'crm_contacts_phone_e164', properties: ['phoneE164'] },
    liveIndex('crm_contacts_name_normalized', 'nameNormalized'),
    searchIndex('crm_contacts'),
  ],
  uniques: [
    externalIdUnique('crm_contacts'),
    {
      name: 'crm_contacts_primary_unique',
      properties: ['accountId'],
      where: 'is_primary and deleted_at is null',
    },
  ],
});

/** A person under an account. */
export class Contact extends ContactSchema.class {}
ContactSchema.setClass(Contact);
