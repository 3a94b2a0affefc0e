import type { Invoice } from '@crm/db/entities/invoice.entity';
import { database } from '@crm/db/orm';
import { DomainError, refuseFields } from '@crm/domain/errors';
import type { BillTo } from '@crm/domain/invoice/invoice';
import { canDo, settledStatus, type InvoiceAct } from '@crm/domain/invoice/invoice.rules';
import { addDays } from '@crm/domain/subscription/periods.rules';
import type { ServiceContext } from '../context.ts';
import { today } from '../present.ts';
import { assignChanges, saveUpdated } from '../record.ts';
import { takeInvoiceNumber } from './invoice-number.ts';
import { tellInvoice } from './invoice-timeline.ts';

/**
 * Makes a draft final: address, dates and number are set, and nothing of its content changes any more; the database
 * refuses it (0007-billing). A total of nothing is settled at once. The days are those of UTC.
 */
export async function issueDraft(ctx: ServiceContext, record: Invoice): Promise<void> {
  refuseAct(record, 'issue');
  await refuseEmpty(ctx, record);
  const billTo = await readBillTo(ctx, record.accountId);
  const issueDate = today(ctx);
  const status = settledStatus(record);
  const changes = assignChanges(record, {
    billTo,
    issueDate,
    dueDate: record.kind === 'invoice' ? addDays(issueDate, record.termsDays) : null,
    status,
    paidAt: status === 'paid' ? ctx.now : null,
    number: await takeInvoiceNumber(ctx, record.kind, issueDate),
  });
  await saveUpdated(ctx, 'invoice', record, changes, Object.keys(changes));
  await tellInvoice(ctx, record, 'issued', { dueDate: record.dueDate });
}

/** @throws DomainError `invalid_transition`, naming the status */
export function refuseAct(record: Invoice, act: InvoiceAct): void {
  if (canDo(act, record)) return;
  throw new DomainError('invalid_transition', wayOut[act], {
    current_status: record.status,
    kind: record.kind,
    act,
  });
}

const wayOut = {
  update: 'What was issued is never changed. Credit it, or void it if nobody paid yet.',
  delete: 'What was issued is never deleted. Void it if nobody paid yet.',
  issue: 'Only a draft can be issued.',
  pay: 'Only what was issued and is not void can be paid.',
  credit: 'Only an invoice that was issued and is not void can be credited.',
  void: 'Only what was issued and nobody paid or credited can be void. Credit the rest instead.',
} as const satisfies Record<InvoiceAct, string>;

async function refuseEmpty(ctx: ServiceContext, { id }: Invoice): Promise<void> {
  const line = database(ctx.em).selectFrom('crm_invoice_lines').select('id').where('invoiceId', '=', id).limit(1);
  if (await line.executeTakeFirst()) return;
  throw refuseFields([{ field: 'lines', code: 'too_small', message: 'Write at least one line before it is issued.' }]);
}

/** To whom an invoice is addressed, as the account is now. */
export async function readBillTo(ctx: ServiceContext, accountId: string): Promise<BillTo> {
  const account = await database(ctx.em)
    .selectFrom('crm_accounts')
    .select(['name', 'taxId', 'email', 'billingAddress'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  return { name: account.name, taxId: account.taxId, email: account.email, address: account.billingAddress };
}
