import { database } from '@crm/db/orm';
import type { CommercialDocument, DocumentLine, DocumentParty } from '@crm/domain/document/commercial-document';
import type { InvoiceLineRow, InvoiceRow } from '@crm/domain/invoice/invoice';
import { addDays } from '@crm/domain/subscription/periods.rules';
import type { ServiceContext } from '../context.ts';
import type { DocumentFile } from '../ports/document-renderer.ts';
import { addressLines } from '../account/address-lines.ts';
import { readBillTo } from './invoice-issue.ts';
import { invoiceService } from './invoice.service.ts';

/** An invoice or a credit note as its customer gets it. @throws DomainError as a read */
export async function invoiceDocument(ctx: ServiceContext, id: string): Promise<DocumentFile> {
  const invoice = await invoiceService.get(ctx, id);
  const document: CommercialDocument = {
    kind: invoice.kind,
    language: invoice.language,
    number: invoice.number,
    isDraft: invoice.status === 'draft' || invoice.status === 'void',
    issuedOn: invoice.issueDate,
    dueOn: invoice.dueDate,
    reference: await readReference(ctx, invoice),
    buyer: await readBuyer(ctx, invoice),
    currency: invoice.currency,
    lines: invoice.lines.map(toDocumentLine),
    totals: invoice,
    paidMinor: invoice.paidMinor + invoice.creditedMinor,
    notes: invoice.notes,
  };
  return { fileName: `${invoice.number ?? 'draft'}.pdf`, content: await ctx.ports.documents.render(document) };
}

/** As it was when it was issued; of a draft as it is now. */
async function readBuyer(ctx: ServiceContext, invoice: InvoiceRow): Promise<DocumentParty> {
  const { name, address, taxId } = invoice.billTo ?? (await readBillTo(ctx, invoice.accountId));
  return {
    name,
    details: [...addressLines(address, invoice.language), taxId].filter((line) => typeof line === 'string'),
  };
}

/** A credit note names its invoice, an invoice its quote. */
async function readReference(ctx: ServiceContext, { creditedInvoiceId, quoteId }: InvoiceRow): Promise<string | null> {
  const db = database(ctx.em);
  const source =
    creditedInvoiceId === null
      ? db.selectFrom('crm_quotes').select('number').where('id', '=', quoteId)
      : db.selectFrom('crm_invoices').select('number').where('id', '=', creditedInvoiceId);
  return (await source.executeTakeFirst())?.number ?? null;
}

function toDocumentLine({ periodStart, periodEnd, ...line }: InvoiceLineRow): DocumentLine {
  // On paper a period is told with its last day.
  const detail = periodStart === null || periodEnd === null ? null : `${periodStart} – ${addDays(periodEnd, -1)}`;
  return { ...line, detail, billingInterval: null };
}
