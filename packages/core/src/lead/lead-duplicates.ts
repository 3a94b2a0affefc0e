import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import { personName } from '@crm/domain/contact/contact';
import { leadName } from '@crm/domain/lead/lead';
import type { LeadDuplicates } from '@crm/domain/lead/lead-duplicates';
import { scopeOf, type Permission } from '@crm/domain/permissions';
import type { ServiceContext } from '../context.ts';
import { within } from '../policy.ts';
import { leadReads } from './lead.reads.ts';

const shownPerNoun = 10;

interface Reach {
  readonly emailNormalized: string | null;
  readonly phoneE164: string | null;
}

/**
 * Who else has the lead's e-mail or phone: live leads, contacts and accounts, each as far as the caller may read them.
 * Leads are never refused as duplicates (DIFF-013); this shows them to whoever works on the lead.
 * @throws DomainError `not_found`
 */
export async function findDuplicates(ctx: ServiceContext, id: string): Promise<LeadDuplicates> {
  await leadReads.get(ctx, id);
  const db = database(ctx.em);
  const reach = await db
    .selectFrom('crm_leads')
    .select(['emailNormalized', 'phoneE164'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const leads = await db
    .selectFrom('crm_leads as lead')
    .select(['id', 'firstName', 'lastName', 'company', 'email', 'phone', 'emailNormalized', 'phoneE164'])
    .where('lead.id', '!=', id)
    .where(sharesReach(ctx, 'lead', 'lead:read', reach))
    .limit(shownPerNoun)
    .execute();
  const contacts = await db
    .selectFrom('crm_contacts as contact')
    .select(['id', 'firstName', 'lastName', 'emailNormalized', 'phoneE164'])
    .where(sharesReach(ctx, 'contact', 'contact:read', reach))
    .limit(shownPerNoun)
    .execute();
  const accounts = await db
    .selectFrom('crm_accounts as account')
    .select(['id', 'name', 'emailNormalized', 'phoneE164'])
    .where(sharesReach(ctx, 'account', 'account:read', reach))
    .limit(shownPerNoun)
    .execute();
  return {
    leads: leads.map((row) => ({ id: row.id, name: leadName(row), reasons: sharedReach(row, reach) })),
    contacts: contacts.map((row) => ({ id: row.id, name: personName(row), reasons: sharedReach(row, reach) })),
    accounts: accounts.map((row) => ({ id: row.id, name: row.name, reasons: sharedReach(row, reach) })),
  };
}

function sharesReach(ctx: ServiceContext, table: string, permission: Permission, reach: Reach) {
  const scope = scopeOf(ctx.actor.role, permission);
  const conditions = [
    ...(reach.emailNormalized === null ? [] : [sql`${sql.ref(`${table}.emailNormalized`)} = ${reach.emailNormalized}`]),
    ...(reach.phoneE164 === null ? [] : [sql`${sql.ref(`${table}.phoneE164`)} = ${reach.phoneE164}`]),
  ];
  if (scope === null || conditions.length === 0) return sql<boolean>`false`;
  return sql<boolean>`${sql.ref(`${table}.deletedAt`)} is null
    and ${within(scope, ctx.actor, table)} and (${sql.join(conditions, sql` or `)})`;
}

function sharedReach(row: Reach, reach: Reach): ('email' | 'phone')[] {
  const email = row.emailNormalized !== null && row.emailNormalized === reach.emailNormalized;
  const phone = row.phoneE164 !== null && row.phoneE164 === reach.phoneE164;
  return [...(email ? (['email'] as const) : []), ...(phone ? (['phone'] as const) : [])];
}
