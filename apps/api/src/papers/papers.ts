import { z } from 'zod';
import type { ServiceContext } from '@crm/core/context';
import { invoiceDocument } from '@crm/core/invoice/invoice-document';
import type { DocumentFile } from '@crm/core/ports/document-renderer';
import { quoteDocument } from '@crm/core/quote/quote-document';
import { id } from '@crm/domain/scalars';
import type { RestProcedure } from '../rest/procedures.ts';

/** A record as a PDF: a route of REST whose answer is not JSON. */
export interface Paper extends RestProcedure {
  draw(ctx: ServiceContext, id: string): Promise<DocumentFile>;
}

/** Every record that has one. The service behind `draw` checks the permission; it is told here for the documents. */
export const papers: readonly Paper[] = [
  {
    name: 'quote.pdf',
    type: 'query',
    meta: { permission: 'quote:read' },
    rest: { method: 'GET', path: '/quotes/:id/pdf', summary: 'One quote as a PDF, in its own language' },
    input: z.object({ id }),
    output: null,
    draw: quoteDocument,
  },
  {
    name: 'invoice.pdf',
    type: 'query',
    meta: { permission: 'invoice:read' },
    rest: {
      method: 'GET',
      path: '/invoices/:id/pdf',
      summary: 'One invoice or credit note as a PDF, in its own language',
    },
    input: z.object({ id }),
    output: null,
    draw: invoiceDocument,
  },
];
