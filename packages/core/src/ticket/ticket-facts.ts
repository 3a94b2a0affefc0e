import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import { refuseFields } from '@crm/domain/errors';
import { foldName } from '@crm/domain/normalize/name';
import type { CreateOf } from '@crm/domain/resource';
import type { ticket } from '@crm/domain/ticket/ticket';
import { ticketNumber } from '@crm/domain/ticket/ticket-status.rules';
import { accountService } from '../account/account.service.ts';
import { contactService } from '../contact/contact.service.ts';
import type { ServiceContext } from '../context.ts';
import { ticketCategoryService } from './ticket-category.service.ts';

/** The next number; one that is not used in the end is left out. */
export async function nextNumber(ctx: ServiceContext): Promise<string> {
  const { rows } = await sql<{ next: string }>`select nextval('crm_core.crm_tickets_number_seq') as next`.execute(
    database(ctx.em),
  );
  return ticketNumber(Number(rows[0]?.next));
}

/** What a ticket is searched by, besides number and address. */
export function searchedBy(ticket: { readonly subject: string; readonly requesterName: string | null }): string {
  return foldName(`${ticket.subject} ${ticket.requesterName ?? ''}`);
}

interface Named {
  readonly contactId?: string | null | undefined;
  readonly accountId?: string | null | undefined;
  readonly categoryId?: string | null | undefined;
}

/**
 * Whom and what a ticket is about: only what the caller can see. A contact brings its account and its language along.
 * @throws DomainError `validation_failed` naming what is unknown
 */
export async function requireNamed(ctx: ServiceContext, { contactId, accountId, categoryId }: Named) {
  const contact = contactId
    ? await contactService.get(ctx, contactId).catch(() => {
        throw refuseFields([{ field: 'contactId', code: 'unknown_contact', message: 'Choose a contact you can see.' }]);
      })
    : null;
  if (accountId) {
    await accountService.get(ctx, accountId).catch(() => {
      throw refuseFields([{ field: 'accountId', code: 'unknown_account', message: 'Choose an account you can see.' }]);
    });
  }
  if (categoryId) {
    await ticketCategoryService.get(ctx, categoryId).catch(() => {
      throw refuseFields([{ field: 'categoryId', code: 'unknown_category', message: 'Choose an existing category.' }]);
    });
  }
  return { accountId: contact?.accountId ?? null, language: contact?.preferredLanguage ?? null };
}

/** The category of a new ticket, and the team in whose queue it comes. */
export async function routeNew(ctx: ServiceContext, wanted: CreateOf<typeof ticket>['categoryId']) {
  const categories = await database(ctx.em)
    .selectFrom('crm_ticket_categories')
    .select(['id', 'teamId', 'isDefault'])
    .where((eb) => eb.or([eb('isDefault', '=', true), ...(wanted ? [eb('id', '=', wanted)] : [])]))
    .where('deletedAt', 'is', null)
    .execute();
  const fallback = categories.find(({ isDefault }) => isDefault);
  const category = wanted === undefined ? fallback : categories.find(({ id }) => id === wanted);
  return { categoryId: category?.id ?? null, queue: category?.teamId ?? fallback?.teamId ?? null };
}
