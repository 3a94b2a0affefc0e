import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '@crm/db/database';
import type { quote, QuoteLineRow } from '@crm/domain/quote/quote';
import type { FilterOf } from '@crm/domain/resource';
import { accountName } from '../account/account.queries.ts';
import { matchesText } from '../search/matches-text.ts';
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
      linesOf('quote.id').as('lines'),
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
