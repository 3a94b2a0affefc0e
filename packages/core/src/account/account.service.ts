import { randomUUIDv7 } from 'node:crypto';
import { Account } from '@crm/db/entities/account.entity';
import { account } from '@crm/domain/account/account';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
import { extensionAfter, extensionOfNew } from '../extension.ts';
import { ownerOfNew, reassign } from '../owner.ts';
import { allow } from '../policy.ts';
import { toDate } from '../present.ts';
import { readEmail, readPhone } from '../reachability.ts';
import { makeReads } from '../reads.ts';
import {
  assignChanges,
  newRecord,
  openRecord,
  saveCreated,
  saveDeleted,
  saveRestored,
  saveUpdated,
} from '../record.ts';
import { noteConfirmed } from '../duplicate/ask-about-duplicates.ts';
import { askAboutAccounts, offerFromTrash, refuseTakenEmail } from './account-duplicates.ts';
import { accountNames } from './account-names.ts';
import { presentAccount } from './account.presenter.ts';
import { accountOrder, selectAccounts } from './account.queries.ts';

const reads = makeReads({
  name: 'account',
  permission: account.permissions.read,
  select: selectAccounts,
  present: presentAccount,
  order: accountOrder,
  owned: true,
});

/** What makes an account like another when it changes. */
const comparedFields = ['kind', 'nameNormalized', 'emailNormalized', 'phoneE164', 'websiteDomain', 'taxId'] as const;

/** Customers. The e-mail is unique among live accounts (DIFF-013). */
export const accountService = {
  ...reads,

  async create(ctx: ServiceContext, { confirmDuplicate, duplicateReason, ...data }: CreateOf<typeof account>) {
    allow(ctx, 'account:create');
    const owner = await ownerOfNew(ctx, data.assignedTo, 'account:assign');
    const email = await readEmail(ctx, data.email);
    await refuseTakenEmail(ctx, email.emailNormalized, null);
    if (!confirmDuplicate) await offerFromTrash(ctx, email.emailNormalized);
    const phone = readPhone(data.phone, data.billingAddress?.country);
    const names = accountNames(data);
    const confirmation = { confirmDuplicate, duplicateReason };
    const others = await askAboutAccounts(ctx, { ...data, ...email, ...phone, ...names }, confirmation, null);
    const extension = await extensionOfNew(ctx, 'account', { ...data, confirmDuplicate });
    const record = ctx.em.create(Account, {
      ...newRecord(ctx, randomUUIDv7()),
      ...data,
      ...extension,
      ...owner,
      ...email,
      ...phone,
      ...names,
      nextFollowUpAt: toDate(data.nextFollowUpAt),
    });
    await saveCreated(ctx, 'account', record);
    await noteConfirmed(ctx, { type: 'account', id: record.id }, others, confirmation);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof account>, version?: number) {
    const record = await open(ctx, id, 'account:update', version);
    const { assignedTo, email, phone, nextFollowUpAt, confirmDuplicate, duplicateReason, ...plain } = data;
    const confirmation = { confirmDuplicate, duplicateReason };
    const emailColumns = email === undefined ? undefined : await readEmail(ctx, email);
    await refuseTakenEmail(ctx, emailColumns?.emailNormalized ?? null, id);
    const changes = assignChanges(record, {
      ...plain,
      ...(await extensionAfter(ctx, 'account', record, data)),
      ...emailColumns,
      ...(await reassign(ctx, record, assignedTo, 'account:assign')),
      ...(phone === undefined ? {} : readPhone(phone, (data.billingAddress ?? record.billingAddress)?.country)),
      ...accountNames({
        name: plain.name ?? record.name,
        kind: plain.kind ?? record.kind,
        website: plain.website === undefined ? record.website : plain.website,
      }),
      nextFollowUpAt: toDate(nextFollowUpAt),
    });
    const isOther = comparedFields.some((field) => field in changes);
    const others = isOther ? await askAboutAccounts(ctx, record, confirmation, id) : [];
    await saveUpdated(ctx, 'account', record, changes);
    await noteConfirmed(ctx, { type: 'account', id }, others, confirmation);
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    await saveDeleted(ctx, 'account', await open(ctx, id, 'account:delete', version));
  },

  async restore(ctx: ServiceContext, id: string) {
    const record = await open(ctx, id, 'account:restore');
    await refuseTakenEmail(ctx, record.emailNormalized, id);
    await saveRestored(ctx, 'account', record);
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `account:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, Account, 'account', { id, permission, read: 'account:read', version });
}
