import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import { personName } from '@crm/domain/contact/contact';
import type { DuplicateConfirmation } from '@crm/domain/duplicate';
import { DomainError } from '@crm/domain/errors';
import type { ServiceContext } from '../context.ts';
import { askUnlessConfirmed, sharedMarks, takeTurns, type Candidate } from '../duplicate/ask-about-duplicates.ts';
import { allow, can, within } from '../policy.ts';

interface Person {
  readonly emailNormalized: string | null;
  readonly phoneE164: string | null;
  readonly nameNormalized: string;
  readonly accountId: string | null;
}

const shownCandidates = 5;

/** The same name means the same person only within one account. */
function marksOf({ emailNormalized, phoneE164, nameNormalized, accountId }: Person) {
  const name = accountId === null ? null : `${accountId} ${nameNormalized}`;
  return { email: emailNormalized, phone: phoneE164, name };
}

/**
 * Asks before a second contact with the same e-mail or phone, or of the same name at the same account (DIFF-013). Only
 * contacts that the caller may see are spoken of.
 * @param except the contact that is being changed
 * @returns those that the caller has confirmed to be others
 * @throws DomainError `possible_duplicate` with the candidates; `exists_in_trash` when the only one of a new contact
 * lies in the trash
 */
export async function askAboutContacts(
  ctx: ServiceContext,
  person: Person,
  confirmation: DuplicateConfirmation,
  except: string | null,
): Promise<readonly Candidate[]> {
  const scope = allow(ctx, 'contact:read');
  const marks = marksOf(person);
  if (marks.email === null && marks.phone === null && marks.name === null) return [];
  await takeTurns(ctx, 'contact', marks);
  const rows = await database(ctx.em)
    .selectFrom('crm_contacts as contact')
    .select(['id', 'firstName', 'lastName', 'email', 'phone', 'assignedTo', 'teamId', 'deletedAt'])
    .select(['emailNormalized', 'phoneE164', 'nameNormalized', 'accountId'])
    .where((eb) =>
      eb.or([
        ...(marks.email === null ? [] : [eb('contact.emailNormalized', '=', marks.email)]),
        ...(marks.phone === null ? [] : [eb('contact.phoneE164', '=', marks.phone)]),
        ...(marks.name === null
          ? []
          : [
              eb.and([
                eb('contact.nameNormalized', '=', person.nameNormalized),
                eb('contact.accountId', '=', person.accountId),
                // The index by name is of live contacts.
                eb('contact.deletedAt', 'is', null),
              ]),
            ]),
      ]),
    )
    .where(within(scope, ctx.actor, 'contact'))
    .$if(except !== null, (select) =>
      select.where(sql<boolean>`contact.id <> ${except} and contact.deleted_at is null`),
    )
    .orderBy('deletedAt', (order) => order.desc().nullsFirst())
    .limit(shownCandidates)
    .execute();
  const candidates = rows.map((row) => ({
    id: row.id,
    name: personName(row),
    email: row.email,
    phone: row.phone,
    reasons: sharedMarks(marks, marksOf(row)),
  }));
  const live = candidates.filter((_, index) => rows[index]?.deletedAt === null);
  askUnlessConfirmed(live, confirmation);
  const [trashed] = rows;
  if (
    live.length === 0 &&
    trashed &&
    confirmation.confirmDuplicate !== true &&
    can(ctx.actor, 'contact:restore', trashed)
  ) {
    throw new DomainError(
      'exists_in_trash',
      'A contact with this e-mail or phone lies in the trash. Restore it, or confirm.',
      { existing: candidates[0] },
    );
  }
  return live;
}
