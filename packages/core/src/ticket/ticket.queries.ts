import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '@crm/db/database';
import type { FilterOf } from '@crm/domain/resource';
import type { ticket } from '@crm/domain/ticket/ticket';
import type { ClockState } from '@crm/domain/ticket/ticket-clocks.rules';
import { accountName } from '../account/account.queries.ts';
import { matchesText } from '../search/matches-text.ts';
import { policyName } from '../sla/sla-policy.queries.ts';
import { tagsOf } from '../tag/tagging.queries.ts';
import { userName } from '../user/user.queries.ts';
import { categoryName, teamName } from './ticket-category.queries.ts';

/** The name of the contact that a column points to, unless it lies in the trash; row by row, as `userName`. */
export function contactName(column: string): RawBuilder<string | null> {
  return sql`(select name from crm_core.crm_contacts where id = ${sql.ref(column)} and deleted_at is null)`;
}

/** Every read of tickets. */
export function selectTickets(db: Kysely<Database>, filter: FilterOf<typeof ticket>) {
  return db
    .selectFrom('crm_tickets as ticket')
    .selectAll('ticket')
    .select([
      contactName('ticket.contactId').as('contactName'),
      accountName('ticket.accountId').as('accountName'),
      categoryName('ticket.categoryId').as('categoryName'),
      teamName('ticket.teamId').as('teamName'),
      policyName('ticket.slaPolicyId').as('slaPolicyName'),
      sql<
        string | null
      >`(select number from crm_core.crm_tickets as target where target.id = ticket.merged_into_id)`.as(
        'mergedIntoNumber',
      ),
      userName('ticket.assignedTo').as('assigneeName'),
      userName('ticket.createdBy').as('createdByName'),
      userName('ticket.updatedBy').as('updatedByName'),
      tagsOf('ticket', 'ticket').as('tags'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.status ? [eb('ticket.status', 'in', filter.status)] : []),
        ...(filter.priority ? [eb('ticket.priority', 'in', filter.priority)] : []),
        ...(filter.channel ? [eb('ticket.channel', 'in', filter.channel)] : []),
        ...(filter.categoryId ? [eb('ticket.categoryId', 'in', filter.categoryId)] : []),
        ...(filter.teamId ? [eb('ticket.teamId', 'in', filter.teamId)] : []),
        ...(filter.assignedTo ? [eb('ticket.assignedTo', 'in', filter.assignedTo)] : []),
        ...(filter.unassigned === undefined
          ? []
          : [eb('ticket.assignedTo', filter.unassigned ? 'is' : 'is not', null)]),
        ...(filter.accountId ? [eb('ticket.accountId', '=', filter.accountId)] : []),
        ...(filter.contactId ? [eb('ticket.contactId', '=', filter.contactId)] : []),
        ...(filter.slaState ? [hasSlaState(filter.slaState, new Date())] : []),
        ...(filter.dueFrom ? [eb('ticket.dueAt', '>=', new Date(filter.dueFrom))] : []),
        ...(filter.dueTo ? [eb('ticket.dueAt', '<', new Date(filter.dueTo))] : []),
        ...(filter.createdFrom ? [eb('ticket.createdAt', '>=', new Date(filter.createdFrom))] : []),
        ...(filter.createdTo ? [eb('ticket.createdAt', '<', new Date(filter.createdTo))] : []),
        ...(filter.q ? [matchesText('ticket.searchText', filter.q)] : []),
      ]),
    );
}

/** `storedClocks` as a condition; a test compares the two. */
function hasSlaState(states: readonly ClockState[], now: Date): RawBuilder<boolean> {
  return sql<boolean>`(case
    when ticket.first_response_due_at is null or ticket.resolution_due_at is null then null
    when coalesce(ticket.first_responded_at, ${now}) > ticket.first_response_due_at
      or coalesce(ticket.next_responded_at, ${now}) > ticket.next_response_due_at
      or coalesce(ticket.sla_paused_at, ${now}) > ticket.resolution_due_at then 'breached'
    when (ticket.first_responded_at is null and ${now} >= ticket.first_response_warn_at)
      or (ticket.next_responded_at is null and ${now} >= ticket.next_response_warn_at)
      or (ticket.sla_paused_at is null and ${now} >= ticket.resolution_warn_at) then 'warning'
    when ticket.first_responded_at is null or ticket.sla_paused_at is null
      or (ticket.next_responded_at is null and ticket.next_response_due_at is not null) then 'ok'
    when ticket.status in ('resolved', 'closed') then 'met'
    else 'paused' end) = any(${[...states]}::text[])`;
}

export type TicketColumns = Awaited<ReturnType<ReturnType<typeof selectTickets>['execute']>>[number];

export const ticketOrder = {
  table: 'ticket',
  columns: {
    createdAt: { column: 'ticket.createdAt' },
    updatedAt: { column: 'ticket.updatedAt' },
    number: { column: 'ticket.number' },
    dueAt: { column: 'ticket.dueAt', nullable: true },
  },
  fallback: '-createdAt',
  text: 'ticket.searchText',
} as const;
