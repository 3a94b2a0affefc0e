import type { Actor } from '@crm/domain/actor';
import { account, type AccountRow } from '@crm/domain/account/account';
import { can } from '../policy.ts';
import { iso, presentExtension, presentOwner, presentRecord, recordAbilities } from '../present.ts';
import type { AccountColumns } from './account.queries.ts';

export function presentAccount(row: AccountColumns, actor: Actor): AccountRow {
  return {
    ...presentRecord(row),
    ...presentOwner(row),
    tags: row.tags,
    ...presentExtension(row),
    name: row.name,
    kind: row.kind,
    status: row.status,
    email: row.email,
    emailStatus: row.emailStatus,
    phone: row.phone,
    phoneE164: row.phoneE164,
    website: row.website,
    websiteDomain: row.websiteDomain,
    company: row.company,
    taxId: row.taxId,
    industry: row.industry,
    currency: row.currency,
    contacted: row.contacted,
    nextFollowUpAt: iso(row.nextFollowUpAt),
    billingAddress: row.billingAddress,
    shippingAddress: row.shippingAddress,
    abilities: {
      ...recordAbilities(actor, row, account.permissions),
      assign: row.deletedAt === null && can(actor, 'account:assign', row),
    },
  };
}
