import type { Invoice } from '@crm/db/entities/invoice.entity';
import type { InvoiceStep } from '@crm/domain/invoice/invoice.rules';
import type { ServiceContext } from '../context.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';

/**
 * Tells a step on the invoice's own timeline, with amounts, and on that of its account, without: an account is read by
 * people who may not see what it pays.
 */
export async function tellInvoice(
  ctx: ServiceContext,
  invoice: Invoice,
  step: InvoiceStep,
  facts: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const named = { step, invoiceKind: invoice.kind, number: invoice.number };
  const source = { type: 'invoice', id: invoice.id };
  const amounts = { totalMinor: invoice.totalMinor, currency: invoice.currency };
  await recordTimeline(
    ctx,
    { subject: { type: 'invoice', id: invoice.id }, kind: 'invoice', payload: { ...named, ...amounts, ...facts } },
    { subject: { type: 'account', id: invoice.accountId }, kind: 'invoice', payload: named, source },
  );
}
