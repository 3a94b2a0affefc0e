import { database } from '@crm/db/orm';
import type { CommercialDocument, DocumentParty } from '@crm/domain/document/commercial-document';
import type { QuoteRow } from '@crm/domain/quote/quote';
import type { ServiceContext } from '../context.ts';
import type { DocumentFile } from '../ports/document-renderer.ts';
import { addressLines } from '../account/address-lines.ts';
import { quoteReads } from './quote.reads.ts';

/** Until somebody could agree to it, a quote is a draft on paper too. */
const unsettled = new Set<QuoteRow['status']>(['draft', 'pending_approval', 'rejected']);

/** A quote as its customer gets it. @throws DomainError as a read */
export async function quoteDocument(ctx: ServiceContext, id: string): Promise<DocumentFile> {
  const quote = await quoteReads.get(ctx, id);
  const document: CommercialDocument = {
    kind: 'quote',
    language: quote.language,
    number: quote.number,
    revision: quote.revision > 1 ? quote.revision : null,
    isDraft: unsettled.has(quote.status),
    issuedOn: (quote.sentAt ?? quote.updatedAt).slice(0, 'yyyy-mm-dd'.length),
    validUntil: quote.validUntil,
    buyer: await readBuyer(ctx, quote),
    currency: quote.currency,
    lines: quote.lines,
    totals: quote,
    notes: quote.notes,
  };
  const suffix = quote.revision > 1 ? `-r${quote.revision}` : '';
  return { fileName: `${quote.number}${suffix}.pdf`, content: await ctx.ports.documents.render(document) };
}

/** The customer's name and address; whoever may read the quote may read what is printed on it. */
async function readBuyer(ctx: ServiceContext, quote: QuoteRow): Promise<DocumentParty> {
  const account = await database(ctx.em)
    .selectFrom('crm_accounts')
    .select(['name', 'billingAddress', 'taxId'])
    .where('id', '=', quote.accountId)
    .executeTakeFirstOrThrow();
  const details = [quote.contact?.name, ...addressLines(account.billingAddress, quote.language), account.taxId];
  return { name: account.name, details: details.filter((line) => typeof line === 'string') };
}
