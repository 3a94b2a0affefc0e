import { sql, type Expression, type ExpressionBuilder, type Kysely, type SqlBool } from 'kysely';
import type { Database } from '@crm/db/database';
import type { invoice, InvoiceLineRow, PaymentRow } from '@crm/domain/invoice/invoice';
import { openStatuses, type InvoiceStatus } from '@crm/domain/invoice/invoice.rules';
import type { FilterOf } from '@crm/domain/resource';
import { accountName } from '../account/account.queries.ts';
import { matchesText } from '../search/matches-text.ts';
import { tagsOf } from '../tag/tagging.queries.ts';
import { userName } from '../user/user.queries.ts';
import { creditedQuantity } from './invoice-lines.ts';

const open = sql.join(openStatuses.map((status) => sql.lit(status)));

/**
 * Whether an invoice is overdue is asked of the clock at each read, so it is right from the first moment of the day after
 * the due date, and no job has to write it. Found by the index of (status, due date).
 */
const isOverdue = sql<boolean>`(invoice.status in (${open}) and invoice.due_date < current_date)`;
const notOverdue = sql<boolean>`(invoice.due_date is null or invoice.due_date >= current_date)`;

/** Every read of invoices. */
export function selectInvoices(db: Kysely<Database>, filter: FilterOf<typeof invoice>) {
  return db
    .selectFrom('crm_invoices as invoice')
    .selectAll('invoice')
    .select([
      isOverdue.as('overdue'),
      accountName('invoice.accountId').as('accountName'),
      lines.as('lines'),
      payments.as('payments'),
      userName('invoice.assignedTo').as('assigneeName'),
      userName('invoice.createdBy').as('createdByName'),
      userName('invoice.updatedBy').as('updatedByName'),
      tagsOf('invoice', 'invoice').as('tags'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.kind ? [eb('invoice.kind', '=', filter.kind)] : []),
        ...(filter.status ? [eb.or(filter.status.map((status) => hasStatus(eb, status)))] : []),
        ...(filter.accountId ? [eb('invoice.accountId', '=', filter.accountId)] : []),
        ...(filter.quoteId ? [eb('invoice.quoteId', '=', filter.quoteId)] : []),
        ...(filter.subscriptionId ? [eb('invoice.subscriptionId', '=', filter.subscriptionId)] : []),
        ...(filter.creditedInvoiceId ? [eb('invoice.creditedInvoiceId', '=', filter.creditedInvoiceId)] : []),
        ...(filter.assignedTo ? [eb('invoice.assignedTo', 'in', filter.assignedTo)] : []),
        ...(filter.teamId ? [eb('invoice.teamId', 'in', filter.teamId)] : []),
        ...(filter.issuedFrom ? [eb('invoice.issueDate', '>=', filter.issuedFrom)] : []),
        ...(filter.issuedTo ? [eb('invoice.issueDate', '<=', filter.issuedTo)] : []),
        ...(filter.dueFrom ? [eb('invoice.dueDate', '>=', filter.dueFrom)] : []),
        ...(filter.dueTo ? [eb('invoice.dueDate', '<=', filter.dueTo)] : []),
        ...(filter.createdFrom ? [eb('invoice.createdAt', '>=', new Date(filter.createdFrom))] : []),
        ...(filter.createdTo ? [eb('invoice.createdAt', '<', new Date(filter.createdTo))] : []),
        ...(filter.q ? [matchesText('invoice.searchText', filter.q)] : []),
      ]),
    );
}

type Builder = ExpressionBuilder<Database & { invoice: Database['crm_invoices'] }, 'invoice'>;

function hasStatus(eb: Builder, status: InvoiceStatus): Expression<SqlBool> {
  if (status === 'overdue') return isOverdue;
  const stored = eb('invoice.status', '=', status);
  return status === 'issued' || status === 'partially_paid' ? eb.and([stored, notOverdue]) : stored;
}

/** The few lines of each invoice of a page, with it in one statement. */
const lines = sql<InvoiceLineRow[]>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', line.id, 'productId', line.product_id, 'description', line.description,
    'quantity', trim_scale(line.quantity)::text, 'unit', line.unit, 'unitPriceMinor', line.unit_price_minor,
    'discountPercent', trim_scale(line.discount_percent)::text, 'taxRate', trim_scale(line.tax_rate)::text,
    'subtotalMinor', line.subtotal_minor, 'discountMinor', line.discount_minor, 'taxMinor', line.tax_minor,
    'totalMinor', line.total_minor, 'periodStart', line.period_start, 'periodEnd', line.period_end,
    'creditedLineId', line.credited_line_id,
    'creditedQuantity', trim_scale(${creditedQuantity('line.id')})::text
  ) order by line.position), '[]')
  from crm_core.crm_invoice_lines as line where line.invoice_id = invoice.id)`;

/** What settled it; of a credit note also what it was set off against. */
const payments = sql<PaymentRow[]>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', payment.id, 'invoiceId', payment.invoice_id, 'amountMinor', payment.amount_minor, 'paidOn', payment.paid_on,
    'method', payment.method, 'reference', payment.reference, 'note', payment.note,
    'creditNoteId', payment.credit_note_id, 'createdAt', payment.created_at,
    'createdBy', (
      select jsonb_build_object('id', id, 'name', name) from crm_core.crm_users where id = payment.created_by)
  ) order by payment.created_at, payment.id), '[]')
  from crm_core.crm_payments as payment
  where (payment.invoice_id = invoice.id or payment.credit_note_id = invoice.id) and payment.deleted_at is null)`;

export type InvoiceColumns = Awaited<ReturnType<ReturnType<typeof selectInvoices>['execute']>>[number];

export const invoiceOrder = {
  table: 'invoice',
  columns: {
    createdAt: { column: 'invoice.createdAt' },
    updatedAt: { column: 'invoice.updatedAt' },
    number: { column: 'invoice.number', nullable: true },
    issueDate: { column: 'invoice.issueDate', nullable: true },
    dueDate: { column: 'invoice.dueDate', nullable: true },
    totalMinor: { column: 'invoice.totalMinor' },
  },
  fallback: '-createdAt',
  text: 'invoice.searchText',
} as const;
