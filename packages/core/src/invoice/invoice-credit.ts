import type { Invoice } from '@crm/db/entities/invoice.entity';
import { database } from '@crm/db/orm';
import { DomainError, refuseFields } from '@crm/domain/errors';
import { creditableQuantity, creditLine, exceeds, isNothing } from '@crm/domain/invoice/credit.rules';
import type { CreditInput } from '@crm/domain/invoice/invoice';
import { sumMinor } from '@crm/domain/money/amount';
import { sumTotals } from '@crm/domain/money/line';
import type { ServiceContext } from '../context.ts';
import { recoverSubscription } from '../subscription/subscription-status.ts';
import { createDraft, type NewLine } from './invoice-draft.ts';
import { issueDraft, refuseAct } from './invoice-issue.ts';
import { readLines, type LineColumns } from './invoice-lines.ts';
import { openInvoice } from './invoice-open.ts';
import { setOff } from './invoice-settle.ts';
import { tellInvoice } from './invoice-timeline.ts';
import { readBilledAccount } from './billed-account.ts';

/**
 * Issues a credit note against an invoice: of all that was not credited yet, or of so much of some lines. What is still
 * owed becomes less by it; what was paid already is then owed to the customer, and recorded as a payment of the credit
 * note when it goes back.
 * @returns the credit note
 * @throws DomainError `overcredit` beyond what is left of a line or of the whole
 */
export async function creditInvoice(
  ctx: ServiceContext,
  id: string,
  data: CreditInput,
  version?: number,
): Promise<Invoice> {
  const record = await openInvoice(ctx, id, 'invoice:credit', version);
  refuseAct(record, 'credit');
  const lines = creditLines(await readLines(ctx, id), data);
  await refuseOvercredit(ctx, record, sumTotals(lines).totalMinor);
  const creditNote = await createDraft(ctx, {
    kind: 'credit_note',
    account: await readBilledAccount(ctx, record.accountId),
    owner: record,
    currency: record.currency,
    termsDays: 0,
    language: record.language,
    lines,
    subscriptionId: record.subscriptionId,
    creditedInvoiceId: record.id,
    reason: data.reason,
  });
  await issueDraft(ctx, creditNote);
  await setOff(ctx, creditNote, record);
  await tellInvoice(ctx, record, 'credited', { creditNote: creditNote.number, creditMinor: creditNote.totalMinor });
  await recoverSubscription(ctx, record.subscriptionId);
  return creditNote;
}

function creditLines(lines: readonly LineColumns[], { lines: wanted }: CreditInput): NewLine[] {
  const chosen =
    wanted?.map(({ lineId, quantity }, index) => ({ line: findLine(lines, lineId, index), quantity })) ??
    lines.map((line) => ({ line, quantity: creditableQuantity(line) })).filter(({ quantity }) => !isNothing(quantity));
  if (chosen.length === 0) throw new DomainError('overcredit', 'All of this invoice has been credited already.');
  if (new Set(chosen.map(({ line }) => line.id)).size < chosen.length) {
    throw refuseFields([{ field: 'lines', code: 'duplicate', message: 'Name each line once.' }]);
  }
  return chosen.map(({ line, quantity }) => {
    if (exceeds(quantity, creditableQuantity(line))) throw refuseQuantity(line);
    return {
      ...creditLine(line, quantity),
      productId: line.productId,
      description: line.description,
      unit: line.unit,
      periodStart: line.periodStart,
      periodEnd: line.periodEnd,
      creditedLineId: line.id,
    };
  });
}

function findLine(lines: readonly LineColumns[], lineId: string, index: number): LineColumns {
  const line = lines.find(({ id }) => id === lineId);
  if (line) return line;
  const message = 'Name a line of this invoice.';
  throw refuseFields([{ field: `lines.${index}.lineId`, code: 'unknown_line', message }]);
}

function refuseQuantity(line: LineColumns): DomainError {
  const left = creditableQuantity(line);
  return new DomainError('overcredit', `Of "${line.description}" at most ${left} can be credited.`, {
    line_id: line.id,
    creditable_quantity: left,
  });
}

/** Lines below zero could make some of the others more than the whole. */
async function refuseOvercredit(ctx: ServiceContext, record: Invoice, totalMinor: number): Promise<void> {
  const notes = await database(ctx.em)
    .selectFrom('crm_invoices')
    .select('totalMinor')
    .where('creditedInvoiceId', '=', record.id)
    .where('status', '!=', 'void')
    .where('deletedAt', 'is', null)
    .execute();
  const left = record.totalMinor - sumMinor(notes.map((note) => note.totalMinor));
  if (totalMinor >= 0 && totalMinor <= left) return;
  throw new DomainError('overcredit', 'Credit a sum between nothing and what is left of the whole invoice.', {
    creditable_minor: left,
    total_minor: totalMinor,
    currency: record.currency,
  });
}
