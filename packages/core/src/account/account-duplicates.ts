import { database } from '@crm/db/orm';
import type { DuplicateConfirmation } from '@crm/domain/duplicate';
import { DomainError } from '@crm/domain/errors';
import { emailDomain, isFreeMail } from '@crm/domain/normalize/email';
import type { ServiceContext } from '../context.ts';
import { askUnlessConfirmed, sharedMarks, takeTurns, type Candidate } from '../duplicate/ask-about-duplicates.ts';
import { allow, can, within } from '../policy.ts';

interface Customer {
  readonly kind: 'company' | 'person';
  readonly nameNormalized: string;
  readonly emailNormalized: string | null;
  readonly phoneE164: string | null;
  readonly websiteDomain: string | null;
  readonly taxId: string | null;
}

const shownCandidates = 5;

/** A company's address tells its domain as its web site does, unless it is free mail. */
function domainsOf({ kind, websiteDomain, emailNormalized }: Customer): readonly string[] {
  const ofCompany = kind === 'company' && emailNormalized !== null && !isFreeMail(emailNormalized);
  const ofEmail = ofCompany ? emailDomain(emailNormalized) : null;
  return [...new Set([websiteDomain, ofEmail].filter((domain) => domain !== null))];
}

/**
 * Asks before a second account of the same name, web domain, phone or tax id (DIFF-013). Only accounts that the caller
 * may see are spoken of.
 * @param except the account that is being changed
 * @returns those that the caller has confirmed to be others
 * @throws DomainError `possible_duplicate` with the candidates
 */
export async function askAboutAccounts(
  ctx: ServiceContext,
  customer: Customer,
  confirmation: DuplicateConfirmation,
  except: string | null,
): Promise<readonly Candidate[]> {
  const scope = allow(ctx, 'account:read');
  const { nameNormalized: name, phoneE164: phone, taxId } = customer;
  const domains = domainsOf(customer);
  await takeTurns(ctx, 'account', { name, phone, tax_id: taxId, domain: domains[0] ?? null });
  const rows = await database(ctx.em)
    .selectFrom('crm_accounts as account')
    .select(['id', 'name', 'email', 'phone', 'nameNormalized', 'phoneE164', 'websiteDomain', 'taxId'])
    .where('account.deletedAt', 'is', null)
    .where((eb) =>
      eb.or([
        ...(name === '' ? [] : [eb('account.nameNormalized', '=', name)]),
        ...(domains.length === 0 ? [] : [eb('account.websiteDomain', 'in', domains)]),
        ...(phone === null ? [] : [eb('account.phoneE164', '=', phone)]),
        ...(taxId === null ? [] : [eb('account.taxId', '=', taxId)]),
      ]),
    )
    .where(within(scope, ctx.actor, 'account'))
    .$if(except !== null, (select) => select.where('account.id', '!=', except ?? ''))
    .orderBy('account.id')
    .limit(shownCandidates)
    .execute();
  const candidates = rows.map((row) => {
    const domain = domains.find((own) => own === row.websiteDomain) ?? null;
    const own = { name, phone, tax_id: taxId, domain };
    const other = { name: row.nameNormalized, phone: row.phoneE164, tax_id: row.taxId, domain: row.websiteDomain };
    return { id: row.id, name: row.name, email: row.email, phone: row.phone, reasons: sharedMarks(own, other) };
  });
  askUnlessConfirmed(candidates, confirmation);
  return candidates;
}

/**
 * One live account per e-mail (DIFF-013). The database's unique index has the last word; this gives the better answer.
 * @param except the account that is being changed
 * @throws DomainError `duplicate`, naming the other account if the caller may see it
 */
export async function refuseTakenEmail(
  ctx: ServiceContext,
  emailNormalized: string | null,
  except: string | null,
): Promise<void> {
  if (emailNormalized === null) return;
  const holder = await findByEmail(ctx, emailNormalized, 'live', except);
  if (holder) {
    throw new DomainError('duplicate', 'Another account has this e-mail.', {
      field: 'email',
      ...(can(ctx.actor, 'account:read', holder) ? { existing: { id: holder.id, name: holder.name } } : {}),
    });
  }
}

/**
 * Offers what lies in the trash instead of making the same account again.
 * @throws DomainError `exists_in_trash`; an account that the caller may not restore is not spoken of
 */
export async function offerFromTrash(ctx: ServiceContext, emailNormalized: string | null): Promise<void> {
  if (emailNormalized === null) return;
  const holder = await findByEmail(ctx, emailNormalized, 'trash', null);
  if (holder && can(ctx.actor, 'account:restore', holder)) {
    throw new DomainError(
      'exists_in_trash',
      'An account with this e-mail lies in the trash. Restore it, or confirm that you want another one.',
      { field: 'email', existing: { id: holder.id, name: holder.name } },
    );
  }
}

function findByEmail(ctx: ServiceContext, emailNormalized: string, where: 'live' | 'trash', except: string | null) {
  return database(ctx.em)
    .selectFrom('crm_accounts')
    .select(['id', 'name', 'assignedTo', 'teamId'])
    .where('emailNormalized', '=', emailNormalized)
    .where('deletedAt', where === 'live' ? 'is' : 'is not', null)
    .$if(except !== null, (select) => select.where('id', '!=', except ?? ''))
    .orderBy('deletedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
}
