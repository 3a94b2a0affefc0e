import { sql, type RawBuilder } from 'kysely';
import { attachableTypes, type AttachableType } from '@crm/domain/attachment/attachment';
import { scopeOf, type Permission } from '@crm/domain/permissions';
import { subjectTypes } from '@crm/domain/timeline/timeline';
import { refuseUnknown } from '@crm/domain/errors';
import { database } from '@crm/db/orm';
import type { ServiceContext } from './context.ts';
import { isAllowed, within, type Owned } from './policy.ts';

/** The table of each kind of subject, and of activities. */
export const subjectTables = {
  account: 'crm_accounts',
  contact: 'crm_contacts',
  lead: 'crm_leads',
  opportunity: 'crm_opportunities',
  quote: 'crm_quotes',
  invoice: 'crm_invoices',
  subscription: 'crm_subscriptions',
  ticket: 'crm_tickets',
  campaign: 'crm_campaigns',
  activity: 'crm_activities',
  operation: 'crm_operations',
} as const satisfies Record<AttachableType, string>;

interface Visibility {
  readonly types?: readonly AttachableType[];
  /** Only while the subject itself is not in the trash. */
  readonly live?: boolean;
}

/**
 * A condition on rows that belong to a subject (timeline, processes, attachments): they are seen by whoever sees the
 * subject.
 * @param table name or alias with `subject_type` and `subject_id`
 */
export function subjectVisible(
  ctx: ServiceContext,
  table: string,
  { types = subjectTypes, live = false }: Visibility = {},
): RawBuilder<boolean> {
  const kinds = types.flatMap((type) => {
    const scope = scopeOf(ctx.actor.role, readPermission(type));
    if (scope === null || !isAllowed(ctx.actor, readPermission(type))) return [];
    const isType = sql<boolean>`${sql.ref(`${table}.subjectType`)} = ${type}`;
    if (scope === 'all' && !live) return [isType];
    return [
      sql<boolean>`(${isType} and exists (
        select 1 from ${sql.table(`crm_core.${subjectTables[type]}`)} as subject
        where ${sql.ref('subject.id')} = ${sql.ref(`${table}.subjectId`)} and ${within(scope, ctx.actor, 'subject')}
          ${live ? sql`and ${sql.ref('subject.deletedAt')} is null` : sql``}))`,
    ];
  });
  return kinds.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(kinds, sql` or `)})`;
}

export interface SubjectColumns extends Owned {
  readonly id: string;
  readonly deletedAt: Date | null;
}

/**
 * The record that something is about, within the caller's scope.
 * @throws DomainError `not_found`
 */
export async function requireSubject(ctx: ServiceContext, type: AttachableType, id: string): Promise<SubjectColumns> {
  const scope = isAllowed(ctx.actor, readPermission(type)) ? scopeOf(ctx.actor.role, readPermission(type)) : null;
  const row =
    scope === null
      ? undefined
      : await database(ctx.em)
          .selectFrom(subjectTables[type])
          .select(['id', 'assignedTo', 'teamId', 'deletedAt'])
          .where('id', '=', id)
          .where(within(scope, ctx.actor, subjectTables[type]))
          .executeTakeFirst();
  if (!row) throw refuseUnknown(type, id);
  return row;
}

function readPermission(type: AttachableType): Permission {
  return `${type}:read`;
}

/** The column that says how a row of each kind is called; a draft of an invoice has no number yet. */
export const nameColumns = {
  account: 'name',
  contact: 'name',
  lead: 'name',
  opportunity: 'name',
  quote: 'number',
  invoice: 'number',
  subscription: 'name',
  ticket: 'subject',
  campaign: 'name',
  activity: 'subject',
  operation: 'name',
} as const satisfies Record<AttachableType, string>;

/** The subject's name at the time of reading, as a subquery over all kinds of subjects. */
export function subjectName(table: string): RawBuilder<string | null> {
  return sql<string | null>`(select name from ${subjectOf(table)} as subject)`;
}

/**
 * The row that something is about, as a lateral subquery over all kinds of subjects: what it is called, and who answers
 * for it. Only the table of its own kind is looked into.
 * @param table name or alias with `subject_type` and `subject_id`
 */
export function subjectOf(table: string): RawBuilder<Owned & { readonly name: string | null }> {
  const kinds = attachableTypes.map(
    (type) => sql`
      select ${sql.id(nameColumns[type])} as name, assigned_to, team_id
      from ${sql.table(`crm_core.${subjectTables[type]}`)}
      where ${sql.ref(`${table}.subjectType`)} = ${sql.lit(type)} and id = ${sql.ref(`${table}.subjectId`)}`,
  );
  return sql`(${sql.join(kinds, sql` union all `)})`;
}
