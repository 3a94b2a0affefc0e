import { Invoice } from '@crm/db/entities/invoice.entity';
import type { Quote } from '@crm/db/entities/quote.entity';
import type { QuoteLineRow } from '@crm/domain/quote/quote';
import { periodAt } from '@crm/domain/subscription/periods.rules';
import type { ServiceContext } from '../context.ts';
import { today } from '../present.ts';
import { readLines } from '../quote/quote-lines.ts';
import { readBilledAccount } from './billed-account.ts';
import { createDraft, type NewLine } from './invoice-draft.ts';
import { issueDraft } from './invoice-issue.ts';

/** In days, unless something else was agreed. */
const termsDays = 14;

/**
 * Bills what a quote says, line by line as it stands there: what is sold once, and the first period of what recurs, so
 * that the customer is billed the sum that was accepted. Issued at once. Once per quote: asked again, it gives the same
 * invoice. For whoever may accept the quote, hence without a permission of its own; the quote is locked by the caller.
 */
export async function invoiceFromQuote(ctx: ServiceContext, quote: Quote): Promise<Invoice> {
  const known = await ctx.em.findOne(Invoice, { quoteId: quote.id, deletedAt: null });
  if (known) return known;
  const lines = await readLines(ctx, quote.id);
  const record = await createDraft(ctx, {
    kind: 'invoice',
    account: await readBilledAccount(ctx, quote.accountId),
    owner: quote,
    currency: quote.currency,
    termsDays,
    notes: quote.notes,
    language: quote.language,
    quoteId: quote.id,
    lines: lines.map((line) => copyLine(line, today(ctx))),
  });
  await issueDraft(ctx, record);
  return record;
}

function copyLine(of: QuoteLineRow, start: string): NewLine {
  const { id: _, listPriceMinor: __, billingInterval, ...line } = of;
  if (billingInterval === null) return line;
  const { from, to } = periodAt(start, billingInterval, 0);
  return { ...line, periodStart: from, periodEnd: to };
}
