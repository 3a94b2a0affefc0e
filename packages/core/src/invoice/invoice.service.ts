import type { Invoice } from '@crm/db/entities/invoice.entity';
import { invoice, type CreditInput, type InvoiceLineInput, type PaymentInput } from '@crm/domain/invoice/invoice';
import { plainDecimal } from '@crm/domain/money/decimal';
import { foldName } from '@crm/domain/normalize/name';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
import { requireCurrency } from '../currency/currency.service.ts';
import { extensionAfter, extensionOfNew } from '../extension.ts';
import { ownerOfNew, reassign } from '../owner.ts';
import { allow } from '../policy.ts';
import { makeReads } from '../reads.ts';
import { assignChanges, saveDeleted, saveRestored, saveUpdated, type Changes } from '../record.ts';
import { recoverSubscription } from '../subscription/subscription-status.ts';
import { refuseWhileCharging } from '../charge/refuse-while-charging.ts';
import { tellRenewalOfInvoice } from '../subscription/renewal.ts';
import { requireAccount } from './billed-account.ts';
import { creditInvoice } from './invoice-credit.ts';
import { computeLine, createDraft, replaceLines } from './invoice-draft.ts';
import { issueDraft, refuseAct } from './invoice-issue.ts';
import { readLines } from './invoice-lines.ts';
import { openInvoice } from './invoice-open.ts';
import { recordPayment, removePayment } from './invoice-payment.ts';
import { tellInvoice } from './invoice-timeline.ts';
import { presentInvoice } from './invoice.presenter.ts';
import { invoiceOrder, selectInvoices } from './invoice.queries.ts';

const reads = makeReads({
  name: 'invoice',
  permission: invoice.permissions.read,
  select: selectInvoices,
  present: presentInvoice,
  order: invoiceOrder,
  owned: true,
});

/** What the customer never sees: it may change after the invoice was issued. */
const besideTheBill: ReadonlySet<string> = new Set(['assignedTo', 'externalId', 'custom']);

/** Invoices and credit notes. A draft is edited freely; what was issued is only settled, credited or voided. */
export const invoiceService = {
  ...reads,

  async create(
    ctx: ServiceContext,
    { accountId, assignedTo, lines, externalId, custom, confirmDuplicate, ...data }: CreateOf<typeof invoice>,
  ) {
    allow(ctx, 'invoice:create');
    await requireCurrency(ctx, data.currency);
    const account = await requireAccount(ctx, accountId);
    const owner = assignedTo === undefined ? account : await ownerOfNew(ctx, assignedTo, 'invoice:assign');
    const record = await createDraft(ctx, {
      ...data,
      kind: 'invoice',
      account,
      owner,
      lines: lines.map(computeLine),
      extension: await extensionOfNew(ctx, 'invoice', { externalId, custom, confirmDuplicate }),
    });
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof invoice>, version?: number) {
    const record = await openInvoice(ctx, id, 'invoice:update', version);
    const { accountId, assignedTo, lines, ...plain } = data;
    const owner = await reassign(ctx, record, assignedTo, 'invoice:assign');
    if (Object.keys(data).some((key) => !besideTheBill.has(key))) refuseAct(record, 'update');
    if (plain.currency !== undefined) await requireCurrency(ctx, plain.currency);
    const account =
      accountId === undefined || accountId === record.accountId ? undefined : await requireAccount(ctx, accountId);
    const changes = assignChanges(record, {
      ...plain,
      ...(await extensionAfter(ctx, 'invoice', record, data)),
      ...owner,
      ...(account === undefined ? {} : { accountId: account.id, nameNormalized: foldName(account.name) }),
    });
    const rewritten = lines === undefined ? {} : await rewriteLines(ctx, record, lines);
    await saveUpdated(ctx, 'invoice', record, { ...changes, ...rewritten });
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await openInvoice(ctx, id, 'invoice:delete', version);
    refuseAct(record, 'delete');
    await saveDeleted(ctx, 'invoice', record);
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'invoice', await openInvoice(ctx, id, 'invoice:restore'));
    return reads.get(ctx, id);
  },

  /** Gives a draft its number and makes it final. */
  async issue(ctx: ServiceContext, id: string, version?: number) {
    await issueDraft(ctx, await openInvoice(ctx, id, 'invoice:issue', version));
    return reads.get(ctx, id);
  },

  async pay(ctx: ServiceContext, id: string, data: PaymentInput, version?: number) {
    await recordPayment(ctx, id, data, version);
    return reads.get(ctx, id);
  },

  async removePayment(ctx: ServiceContext, id: string, paymentId: string, version?: number) {
    await removePayment(ctx, id, paymentId, version);
    return reads.get(ctx, id);
  },

  /** @returns the credit note */
  async credit(ctx: ServiceContext, id: string, data: CreditInput, version?: number) {
    return reads.get(ctx, (await creditInvoice(ctx, id, data, version)).id);
  },

  /** Takes back what nobody paid. The number stays with it: numbers have no gaps. */
  async void(ctx: ServiceContext, id: string, reason: string | null, version?: number) {
    const record = await openInvoice(ctx, id, 'invoice:void', version);
    refuseAct(record, 'void');
    await refuseWhileCharging(ctx, id);
    const changes = assignChanges(record, { status: 'void', voidedAt: ctx.now, reason: reason ?? record.reason });
    await saveUpdated(ctx, 'invoice', record, changes, Object.keys(changes));
    await tellInvoice(ctx, record, 'voided', { reason });
    await recoverSubscription(ctx, record.subscriptionId);
    await tellRenewalOfInvoice(ctx, id);
    return reads.get(ctx, id);
  },
};

/** @returns what changed; the lines as texts, for the timeline */
async function rewriteLines(
  ctx: ServiceContext,
  record: Invoice,
  lines: readonly InvoiceLineInput[],
): Promise<Changes> {
  const before = (await readLines(ctx, record.id)).map(tellLine);
  const after = lines.map(tellLine);
  if (JSON.stringify(before) === JSON.stringify(after)) return {};
  const changes = assignChanges(record, await replaceLines(ctx, record.id, lines.map(computeLine)));
  return { ...changes, lines: [before, after] };
}

/** All that was written of a line: two lines with one text are the same. */
function tellLine({ quantity, unit, description, ...line }: InvoiceLineInput): string {
  const { unitPriceMinor, discountPercent, taxRate, productId } = line;
  const terms = [unitPriceMinor, `-${plainDecimal(discountPercent)}%`, `+${plainDecimal(taxRate)}%`, productId ?? ''];
  return [plainDecimal(quantity), unit ?? '×', description, ...terms].join(' ').trim();
}
