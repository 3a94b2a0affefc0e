import { defineEntity, p } from '@mikro-orm/core';
import { accountKinds, accountStatuses, type AccountRow } from '@crm/domain/account/account';
import { emailStatuses } from '@crm/domain/normalize/email';
import { computedText, extensionColumns, moment, ownerColumns, recordColumns, schema } from './columns.ts';
import {
  externalIdIndex,
  externalIdUnique,
  liveIndex,
  liveUnique,
  ownerIndexes,
  searchIndex,
  sortIndex,
  trashIndex,
} from './indexes.ts';
import { Team } from './team.entity.ts';
import { User } from './user.entity.ts';

type Address = NonNullable<AccountRow['billingAddress']>;

const AccountSchema = defineEntity({
  name: 'Account',
  tableName: 'crm_accounts',
  schema,
  properties: {
    ...recordColumns(() => User),
    ...ownerColumns(
      () => User,
      () => Team,
    ),
    ...extensionColumns(),
    name: p.text(),
    /** The name as duplicates are compared: folded, without legal form. */
    nameNormalized: p.text(),
    kind: p.enum(accountKinds).default('company'),
    status: p.enum(accountStatuses).default('prospect'),
    email: p.text().strictNullable(),
    emailNormalized: p.text().strictNullable(),
    emailStatus: p.enum(emailStatuses).default('unchecked'),
    phone: p.text().strictNullable(),
    phoneE164: p.text().strictNullable(),
    website: p.text().strictNullable(),
    websiteDomain: p.text().strictNullable(),
    company: p.text().strictNullable(),
    taxId: p.text().strictNullable(),
    industry: p.text().strictNullable(),
    currency: p.text().strictNullable(),
    contacted: p.boolean().default(false),
    nextFollowUpAt: moment().strictNullable(),
    billingAddress: p.json<Address>().strictNullable(),
    shippingAddress: p.json<Address>().strictNullable(),
    searchText: computedText('lower(name)', 'name_normalized', 'email_normalized', 'phone_e164', 'website_domain'),
  },
  indexes: [
    sortIndex('crm_accounts_created_at', 'createdAt'),
    sortIndex('crm_accounts_updated_at', 'updatedAt'),
    sortIndex('crm_accounts_name', 'name'),
    ...ownerIndexes('crm_accounts'),
    trashIndex('crm_accounts'),
    externalIdIndex('crm_accounts'),
    liveIndex('crm_accounts_contacted', 'contacted', 'createdAt', 'id'),
    liveIndex('crm_accounts_status', 'status', 'createdAt', 'id'),
    liveIndex('crm_accounts_report', 'teamId', 'status'),
    { name: 'crm_accounts_email_normalized', properties: ['emailNormalized'] },
    liveIndex('crm_accounts_phone_e164', 'phoneE164'),
    liveIndex('crm_accounts_name_normalized', 'nameNormalized'),
    liveIndex('crm_accounts_website_domain', 'websiteDomain'),
    liveIndex('crm_accounts_tax_id', 'taxId'),
    searchIndex('crm_accounts'),
  ],
  uniques: [externalIdUnique('crm_accounts'), liveUnique('crm_accounts_email_normalized_unique', 'emailNormalized')],
});

/** A customer: a company, or a person who buys. */
export class Account extends AccountSchema.class {}
AccountSchema.setClass(Account);
