import { randomUUIDv7 } from 'node:crypto';
import { Invoice } from '@crm/db/entities/invoice.entity';
import { database } from '@crm/db/orm';
import type { InvoiceKind } from '@crm/domain/invoice/invoice.rules';
import { lineTotals, sumTotals, type LineTerms, type Totals } from '@crm/domain/money/line';
import { foldName } from '@crm/domain/normalize/name';
import type { ServiceContext } from '../context.ts';
import { extensionOfNew, type Extension } from '../extension.ts';
import type { Owned } from '../policy.ts';
import { newRecord, saveCreated } from '../record.ts';

/** A line with what it comes to, before it has an id. */
export interface NewLine extends LineTerms, Totals {
  readonly productId: string | null;
  readonly description: string;
  readonly unit: string | null;
  readonly periodStart?: string | null;
  readonly periodEnd?: string | null;
  readonly creditedLineId?: string | null;
}

/** The account that a bill is for, with whoever answers for it. */
export interface BilledAccount extends Owned {
  readonly id: string;
  readonly name: string;
}

export interface Draft {
  readonly kind: InvoiceKind;
  readonly account: BilledAccount;
  readonly owner: Owned;
  readonly currency: string;
  readonly termsDays: number;
  readonly lines: readonly NewLine[];
  readonly notes?: string | null;
  readonly language?: Invoice['language'];
  readonly quoteId?: string | null;
  readonly subscriptionId?: string | null;
  readonly creditedInvoiceId?: string | null;
  readonly reason?: string | null;
  /** The defaults when left out. */
  readonly extension?: Extension;
}

/** Writes a draft with its lines. */
export async function createDraft(ctx: ServiceContext, draft: Draft): Promise<Invoice> {
  const record = ctx.em.create(Invoice, {
    ...newRecord(ctx, randomUUIDv7()),
    assignedTo: draft.owner.assignedTo,
    teamId: draft.owner.teamId,
    ...(draft.extension ?? (await extensionOfNew(ctx, 'invoice'))),
    kind: draft.kind,
    status: 'draft',
    accountId: draft.account.id,
    quoteId: draft.quoteId ?? null,
    subscriptionId: draft.subscriptionId ?? null,
    creditedInvoiceId: draft.creditedInvoiceId ?? null,
    currency: draft.currency,
    termsDays: draft.termsDays,
    notes: draft.notes ?? null,
    language: draft.language ?? 'en',
    reason: draft.reason ?? null,
    nameNormalized: foldName(draft.account.name),
    ...sumTotals(draft.lines),
    paidMinor: 0,
    creditedMinor: 0,
  });
  await saveCreated(ctx, 'invoice', record);
  await insertLines(ctx, record.id, draft.lines);
  return record;
}

/** Puts other lines into a draft. @returns its totals */
export async function replaceLines(ctx: ServiceContext, id: string, lines: readonly NewLine[]): Promise<Totals> {
  await database(ctx.em).deleteFrom('crm_invoice_lines').where('invoiceId', '=', id).execute();
  await insertLines(ctx, id, lines);
  return sumTotals(lines);
}

/** A line with its amounts, by the one arithmetic. */
export function computeLine<L extends LineTerms>(line: L): L & Totals {
  return { ...line, ...lineTotals(line) };
}

async function insertLines(ctx: ServiceContext, invoiceId: string, lines: readonly NewLine[]): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line, position) => ({
    id: randomUUIDv7(),
    invoiceId,
    position,
    productId: line.productId,
    description: line.description,
    quantity: line.quantity,
    unit: line.unit,
    unitPriceMinor: line.unitPriceMinor,
    discountPercent: line.discountPercent,
    taxRate: line.taxRate,
    subtotalMinor: line.subtotalMinor,
    discountMinor: line.discountMinor,
    taxMinor: line.taxMinor,
    totalMinor: line.totalMinor,
    periodStart: line.periodStart ?? null,
    periodEnd: line.periodEnd ?? null,
    creditedLineId: line.creditedLineId ?? null,
  }));
  await database(ctx.em).insertInto('crm_invoice_lines').values(rows).execute();
}
