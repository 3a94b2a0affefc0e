import type { Invoice } from '@crm/db/entities/invoice.entity';
import type { Subscription } from '@crm/db/entities/subscription.entity';
import { database } from '@crm/db/orm';
import { balanceOf } from '@crm/domain/invoice/invoice.rules';
import { majorText } from '@crm/domain/money/amount';
import type { Language } from '@crm/domain/language';
import type { WordedTemplate } from '@crm/domain/mail/mail-templates';
import type { ServiceContext } from '../context.ts';
import { queueMail } from '../mail/queue-mail.ts';

/** Tells the customer that the next period will be billed, and when. */
export async function mailRenewal(ctx: ServiceContext, record: Subscription): Promise<void> {
  const to = await payerOf(ctx, record.accountId);
  if (to === null) return;
  await queueMail(ctx, {
    to,
    language: to.language,
    template: 'renewal_announced',
    params: {
      name: record.name,
      day: record.currentPeriodEnd,
      amount: `${majorText(record.amountMinor, record.currency)} ${record.currency}`,
    },
    key: `renewal/${record.id}/${record.currentPeriodEnd}`,
    subject: { type: 'subscription', id: record.id },
  });
}

/** Sends an invoice, or asks for its money, with its PDF. @param count which time it is, for each is sent once */
export async function mailDunning(
  ctx: ServiceContext,
  invoice: Invoice,
  template: Extract<WordedTemplate, 'invoice' | 'payment_reminder' | 'payment_declined'>,
  count: number,
): Promise<void> {
  const to = await payerOf(ctx, invoice.accountId);
  if (to === null) return;
  await queueMail(ctx, {
    to,
    language: invoice.language,
    template,
    params: {
      number: invoice.number ?? '',
      day: invoice.dueDate ?? '',
      amount: `${majorText(balanceOf(invoice), invoice.currency)} ${invoice.currency}`,
    },
    key: `${template}/${invoice.id}/${count}`,
    subject: { type: 'invoice', id: invoice.id },
    attachments: [{ invoiceId: invoice.id }],
  });
}

interface Payer {
  readonly address: string;
  readonly name: string;
  readonly language: Language;
}

/** Where an account's bills go: its own address, or else its main contact's; `null` where neither has one. */
async function payerOf(ctx: ServiceContext, accountId: string): Promise<Payer | null> {
  const row = await database(ctx.em)
    .selectFrom('crm_accounts as account')
    .leftJoin('crm_contacts as contact', (join) =>
      join
        .onRef('contact.accountId', '=', 'account.id')
        .on('contact.isPrimary', '=', true)
        .on('contact.deletedAt', 'is', null),
    )
    .select(['account.name', 'account.email', 'contact.email as contactEmail', 'contact.preferredLanguage'])
    .where('account.id', '=', accountId)
    .executeTakeFirst();
  const address = row?.email ?? row?.contactEmail ?? null;
  if (row === undefined || address === null) return null;
  return { address, name: row.name, language: row.preferredLanguage ?? 'en' };
}
