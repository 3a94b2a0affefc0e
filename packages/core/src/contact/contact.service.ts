import { randomUUIDv7 } from 'node:crypto';
import { Contact } from '@crm/db/entities/contact.entity';
import { database } from '@crm/db/orm';
import { contact } from '@crm/domain/contact/contact';
import { refusedAs, refuseFields } from '@crm/domain/errors';
import { foldName } from '@crm/domain/normalize/name';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import { accountService } from '../account/account.service.ts';
import type { ServiceContext } from '../context.ts';
import { extensionAfter, extensionOfNew } from '../extension.ts';
import { ownerOfNew, reassign } from '../owner.ts';
import { allow } from '../policy.ts';
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
import { askAboutContacts } from './contact-duplicates.ts';
import { presentContact } from './contact.presenter.ts';
import { contactOrder, selectContacts } from './contact.queries.ts';

const reads = makeReads({
  name: 'contact',
  permission: contact.permissions.read,
  select: selectContacts,
  present: presentContact,
  order: contactOrder,
  owned: true,
});

/** What makes a contact like another when it changes. */
const comparedFields = ['nameNormalized', 'accountId', 'emailNormalized', 'phoneE164'] as const;

/** People under accounts. At most one of an account is its primary contact. */
export const contactService = {
  ...reads,

  async create(ctx: ServiceContext, { confirmDuplicate, duplicateReason, ...data }: CreateOf<typeof contact>) {
    allow(ctx, 'contact:create');
    const country = await requireAccount(ctx, data.accountId);
    const owner = await ownerOfNew(ctx, data.assignedTo, 'contact:assign');
    const email = await readEmail(ctx, data.email);
    const phone = readPhone(data.phone, country);
    const nameNormalized = normalizedName(data);
    const confirmation = { confirmDuplicate, duplicateReason };
    const person = { ...email, ...phone, nameNormalized, accountId: data.accountId };
    const others = await askAboutContacts(ctx, person, confirmation, null);
    const extension = await extensionOfNew(ctx, 'contact', { ...data, confirmDuplicate });
    if (data.isPrimary) await releasePrimary(ctx, data.accountId, null);
    const record = ctx.em.create(Contact, {
      ...newRecord(ctx, randomUUIDv7()),
      ...data,
      ...extension,
      ...owner,
      ...email,
      ...phone,
      nameNormalized,
    });
    await saveCreated(ctx, 'contact', record);
    await noteConfirmed(ctx, { type: 'contact', id: record.id }, others, confirmation);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof contact>, version?: number) {
    const record = await open(ctx, id, 'contact:update', version);
    const { assignedTo, email, phone, confirmDuplicate, duplicateReason, ...plain } = data;
    const confirmation = { confirmDuplicate, duplicateReason };
    const accountId = plain.accountId === undefined ? record.accountId : plain.accountId;
    if (accountId !== record.accountId) await requireAccount(ctx, accountId);
    if (plain.isPrimary ?? record.isPrimary) await releasePrimary(ctx, accountId, id);
    const changes = assignChanges(record, {
      ...plain,
      ...(await extensionAfter(ctx, 'contact', record, data)),
      ...(email === undefined ? {} : await readEmail(ctx, email)),
      ...(phone === undefined ? {} : readPhone(phone, await countryOf(ctx, accountId))),
      ...(await reassign(ctx, record, assignedTo, 'contact:assign')),
      nameNormalized: normalizedName({
        firstName: plain.firstName === undefined ? record.firstName : plain.firstName,
        lastName: plain.lastName ?? record.lastName,
      }),
    });
    const isOther = comparedFields.some((field) => field in changes);
    const others = isOther ? await askAboutContacts(ctx, record, confirmation, id) : [];
    await saveUpdated(ctx, 'contact', record, changes);
    await noteConfirmed(ctx, { type: 'contact', id }, others, confirmation);
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await open(ctx, id, 'contact:delete', version);
    record.isPrimary = false;
    await saveDeleted(ctx, 'contact', record);
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'contact', await open(ctx, id, 'contact:restore'));
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `contact:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, Contact, 'contact', { id, permission, read: 'contact:read', version });
}

function normalizedName(person: { readonly firstName?: string | null; readonly lastName: string }): string {
  return foldName(`${person.firstName ?? ''} ${person.lastName}`);
}

/**
 * A contact is put under an account that the caller can see.
 * @returns the account's country, which phones without a country code belong to
 */
async function requireAccount(ctx: ServiceContext, accountId: string | null): Promise<string | undefined> {
  if (accountId === null) return undefined;
  const account = await accountService
    .get(ctx, accountId)
    .catch(
      refusedAs(() =>
        refuseFields([{ field: 'accountId', code: 'unknown_account', message: 'Choose an account that you can see.' }]),
      ),
    );
  return account.billingAddress?.country;
}

/** The country of an account that the contact is under already, whether or not the caller sees that. */
async function countryOf(ctx: ServiceContext, accountId: string | null): Promise<string | undefined> {
  if (accountId === null) return undefined;
  const account = await database(ctx.em)
    .selectFrom('crm_accounts')
    .select('billingAddress')
    .where('id', '=', accountId)
    .executeTakeFirst();
  return account?.billingAddress?.country;
}

/** Takes the mark from whoever has it; the account's row is locked, so that two at once leave exactly one. */
async function releasePrimary(ctx: ServiceContext, accountId: string | null, except: string | null): Promise<void> {
  if (accountId === null) return;
  const db = database(ctx.em);
  await db.selectFrom('crm_accounts').select('id').where('id', '=', accountId).forUpdate().execute();
  await db
    .updateTable('crm_contacts')
    .set((eb) => ({ isPrimary: false, version: eb('version', '+', 1), updatedAt: ctx.now, updatedBy: ctx.actor.id }))
    .where('accountId', '=', accountId)
    .where('isPrimary', '=', true)
    .$if(except !== null, (update) => update.where('id', '!=', except ?? ''))
    .execute();
}
