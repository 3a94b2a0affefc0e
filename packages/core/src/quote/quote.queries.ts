import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '@crm/db/database';
import type { quote, QuoteApprovalRow, QuoteLineRow } from '@crm/domain/quote/quote';
import type { QuoteDeliveryRow } from '@crm/domain/quote/quote-delivery';
import type { FilterOf } from '@crm/domain/resource';
import { accountName } from '../account/account.queries.ts';
import { matchesText } from '../search/matches-text.ts';
import { tagsOf } from '../tag/tagging.queries.ts';
import { userName } from '../user/user.queries.ts';

/** Every read of quotes, with their lines. */
export function selectQuotes(db: Kysely<Database>, filter: FilterOf<typeof quote>) {
  return db
    .selectFrom('crm_quotes as quote')
    .leftJoin('crm_opportunities as deal', (join) =>
      join.onRef('deal.id', '=', 'quote.opportunityId').on('deal.deletedAt', 'is', null),
    )
    .leftJoin('crm_contacts as contact', (join) =>
      join.onRef('contact.id', '=', 'quote.contactId').on('contact.deletedAt', 'is', null),
    )
    .selectAll('quote')
    .select([
      accountName('quote.accountId').as('accountName'),
      'deal.name as opportunityName',
      'contact.name as contactName',
      userName('quote.approverId').as('approverName'),
      userName('quote.assignedTo').as('assigneeName'),
      userName('quote.createdBy').as('createdByName'),
      userName('quote.updatedBy').as('updatedByName'),
      tagsOf('quote', 'quote').as('tags'),
      linesOf('quote.id').as('lines'),
      approvalsOf('quote.id').as('approvals'),
      deliveriesOf('quote.id').as('deliveries'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.status ? [eb('quote.status', 'in', filter.status)] : []),
        ...(filter.accountId ? [eb('quote.accountId', '=', filter.accountId)] : []),
        ...(filter.opportunityId ? [eb('quote.opportunityId', '=', filter.opportunityId)] : []),
        ...(filter.assignedTo ? [eb('quote.assignedTo', 'in', filter.assignedTo)] : []),
        ...(filter.teamId ? [eb('quote.teamId', 'in', filter.teamId)] : []),
        ...(filter.number ? [eb('quote.number', '=', filter.number)] : []),
        ...(filter.createdFrom ? [eb('quote.createdAt', '>=', new Date(filter.createdFrom))] : []),
        ...(filter.createdTo ? [eb('quote.createdAt', '<', new Date(filter.createdTo))] : []),
        ...(filter.q ? [matchesText('quote.searchText', filter.q)] : []),
      ]),
    );
}

/** The lines of a quote as they leave the server, in their order; decimals stay text on the way through JSON. */
function linesOf(quoteId: string): RawBuilder<QuoteLineRow[]> {
  return sql`(
    select coalesce(json_agg(json_build_object(
      'id', id, 'productId', product_id, 'description', description, 'quantity', quantity::text, 'unit', unit,
      'unitPriceMinor', unit_price_minor, 'listPriceMinor', list_price_minor,
      'discountPercent', discount_percent::text, 'taxRate', tax_rate::text, 'billingInterval', billing_interval,
      'subtotalMinor', subtotal_minor, 'discountMinor', discount_minor, 'taxMinor', tax_minor,
      'totalMinor', total_minor
    ) order by position), '[]')
    from crm_core.crm_quote_lines where quote_id = ${sql.ref(quoteId)}
  )`;
}

/** The approvals that count, with the people's names as they are called now. */
function approvalsOf(quoteId: string): RawBuilder<QuoteApprovalRow[]> {
  return sql`(
    select coalesce(json_agg(json_build_object(
      'policy', approval.policy, 'step', approval.step, 'approver', approval.approver,
      'mayDecide', (
        select coalesce(json_agg(json_build_object('id', person.id, 'name', person.name) order by person.name), '[]')
        from crm_core.crm_users as person where person.id = any(approval.may_decide)
      ),
      'decision', approval.decision,
      'decidedBy', case when decider.id is null then null else json_build_object('id', decider.id, 'name', decider.name) end,
      'decidedAt', ${isoOf('approval.decided_at')},
      'comment', approval.comment
    ) order by approval.step, approval.id), '[]')
    from crm_core.crm_quote_approvals as approval
      left join crm_core.crm_users as decider on decider.id = approval.decided_by
    where approval.quote_id = ${sql.ref(quoteId)} and approval.dropped_at is null
  )`;
}

/** The times that it was handed over, the last first. */
function deliveriesOf(quoteId: string): RawBuilder<QuoteDeliveryRow[]> {
  return sql`(
    select coalesce(json_agg(json_build_object(
      'id', delivery.id, 'toAddress', delivery.to_address, 'toName', delivery.to_name,
      'createdAt', ${isoOf('delivery.created_at')}, 'mailState', mail.state,
      'firstSeenAt', ${isoOf('delivery.first_seen_at')}, 'lastSeenAt', ${isoOf('delivery.last_seen_at')},
      'remindedAt', ${isoOf('delivery.reminded_at')}, 'answer', delivery.answer, 'answeredBy', delivery.answered_by,
      'answeredAt', ${isoOf('delivery.answered_at')}
    ) order by delivery.created_at desc, delivery.id desc), '[]')
    from crm_core.crm_quote_deliveries as delivery
      left join crm_core.crm_mails as mail on mail.id = delivery.mail_id
    where delivery.quote_id = ${sql.ref(quoteId)}
  )`;
}

/** A moment as it leaves the server, through JSON. */
function isoOf(column: string): RawBuilder<string> {
  return sql`to_char(${sql.raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

export type QuoteColumns = Awaited<ReturnType<ReturnType<typeof selectQuotes>['execute']>>[number];

export const quoteOrder = {
  table: 'quote',
  columns: {
    createdAt: { column: 'quote.createdAt' },
    updatedAt: { column: 'quote.updatedAt' },
    number: { column: 'quote.number' },
    totalMinor: { column: 'quote.totalMinor' },
  },
  fallback: '-createdAt',
  text: 'quote.searchText',
} as const;
