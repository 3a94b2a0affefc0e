import { sql } from 'kysely';
import type { Lead } from '@crm/db/entities/lead.entity';
import { database } from '@crm/db/orm';
import { personName } from '@crm/domain/contact/contact';
import { matchReasons, type ConversionMatches, type MatchReason } from '@crm/domain/lead/lead-conversion';
import { emailDomain, isFreeMail } from '@crm/domain/normalize/email';
import { foldDomain } from '@crm/domain/normalize/name';
import type { ServiceContext } from '../context.ts';

/** More than a person can choose among in a dialog help nobody. */
const mostCandidates = 10;

type Sought = Pick<Lead, 'emailNormalized' | 'phoneE164' | 'companyNormalized' | 'website'>;
type MatchableLead = Pick<Lead, 'email' | keyof Sought>;

/**
 * The live accounts and contacts that may be the lead's, by normalized fields, strongest reason first. Not limited to
 * what the caller may see: a second account for a customer of another team helps neither team.
 */
export async function findMatches(ctx: ServiceContext, lead: MatchableLead): Promise<ConversionMatches> {
  return { accounts: await matchAccounts(ctx, lead), contacts: await matchContacts(ctx, lead) };
}

/** The domains that belong to the lead's company: of its web site, and of its address unless that is free mail. */
export function companyDomains({ website, email }: Pick<MatchableLead, 'website' | 'email'>): readonly string[] {
  const own = email === null || isFreeMail(email) ? null : foldDomain(emailDomain(email));
  const site = website === null ? null : foldDomain(website);
  return [...new Set([site, own].filter((domain) => domain !== null))];
}

async function matchAccounts(ctx: ServiceContext, lead: MatchableLead): Promise<ConversionMatches['accounts']> {
  const domains = companyDomains(lead);
  const rows = await database(ctx.em)
    .selectFrom('crm_accounts as account')
    .select(['id', 'name', 'kind', 'emailNormalized', 'phoneE164', 'websiteDomain', 'nameNormalized'])
    .where('deletedAt', 'is', null)
    .where((eb) =>
      eb.or([
        ...(lead.emailNormalized === null ? [] : [eb('emailNormalized', '=', lead.emailNormalized)]),
        ...(lead.phoneE164 === null ? [] : [eb('phoneE164', '=', lead.phoneE164)]),
        ...(domains.length === 0 ? [] : [eb('websiteDomain', 'in', domains)]),
        ...(lead.companyNormalized === null
          ? []
          : [eb.and([eb('nameNormalized', '=', lead.companyNormalized), eb('kind', '=', 'company')])]),
      ]),
    )
    .orderBy(sql`(email_normalized is not distinct from ${lead.emailNormalized}) desc`)
    .orderBy(sql`(phone_e164 is not distinct from ${lead.phoneE164}) desc`)
    .orderBy('id')
    .limit(mostCandidates)
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      name: row.name,
      detail: row.websiteDomain,
      reasons: reasonsOf({
        email: lead.emailNormalized !== null && row.emailNormalized === lead.emailNormalized,
        phone: lead.phoneE164 !== null && row.phoneE164 === lead.phoneE164,
        domain: row.websiteDomain !== null && domains.includes(row.websiteDomain),
        name: row.kind === 'company' && row.nameNormalized === lead.companyNormalized,
      }),
    }))
    .toSorted(byStrength);
}

async function matchContacts(ctx: ServiceContext, lead: MatchableLead): Promise<ConversionMatches['contacts']> {
  const rows = await database(ctx.em)
    .selectFrom('crm_contacts as contact')
    .leftJoin('crm_accounts as account', (on) =>
      on.onRef('account.id', '=', 'contact.accountId').on('account.deletedAt', 'is', null),
    )
    .select(['contact.id', 'contact.firstName', 'contact.lastName', 'contact.emailNormalized', 'contact.phoneE164'])
    .select(['account.id as accountId', 'account.name as accountName'])
    .where('contact.deletedAt', 'is', null)
    .where((eb) =>
      eb.or([
        ...(lead.emailNormalized === null ? [] : [eb('contact.emailNormalized', '=', lead.emailNormalized)]),
        ...(lead.phoneE164 === null ? [] : [eb('contact.phoneE164', '=', lead.phoneE164)]),
      ]),
    )
    .orderBy('contact.id')
    .limit(mostCandidates)
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      name: personName(row),
      detail: row.accountName,
      accountId: row.accountId,
      reasons: reasonsOf({
        email: lead.emailNormalized !== null && row.emailNormalized === lead.emailNormalized,
        phone: lead.phoneE164 !== null && row.phoneE164 === lead.phoneE164,
      }),
    }))
    .toSorted(byStrength);
}

function reasonsOf(applies: Readonly<Partial<Record<MatchReason, boolean>>>): MatchReason[] {
  return matchReasons.filter((reason) => applies[reason] === true);
}

function byStrength(
  a: { readonly reasons: readonly MatchReason[] },
  b: { readonly reasons: readonly MatchReason[] },
): number {
  return strength(a.reasons) - strength(b.reasons) || b.reasons.length - a.reasons.length;
}

function strength([first]: readonly MatchReason[]): number {
  return first === undefined ? matchReasons.length : matchReasons.indexOf(first);
}
