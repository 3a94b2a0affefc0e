import type { z } from 'zod';
import { refuseFields } from '@crm/domain/errors';
import type { quoteFromOpportunity, QuoteRow } from '@crm/domain/quote/quote';
import { contactService } from '../contact/contact.service.ts';
import type { ServiceContext } from '../context.ts';
import { opportunityService } from '../opportunity/opportunity.service.ts';
import { allow, can } from '../policy.ts';
import { iso } from '../present.ts';
import { createQuote } from './quote-write.ts';

/** Until when a quote is valid that says nothing else. */
const validDays = 30;
const dayMs = 86_400_000;

/**
 * A draft for a deal: its account, contact, currency and owner, with the lines that are given.
 * @throws DomainError `validation_failed` for a deal without an account or a currency
 */
export async function quoteFromDeal(
  ctx: ServiceContext,
  opportunityId: string,
  data: z.output<typeof quoteFromOpportunity>,
): Promise<QuoteRow> {
  allow(ctx, 'quote:create');
  const deal = await opportunityService.get(ctx, opportunityId);
  const currency = data.currency ?? deal.currency;
  if (deal.accountId === null || currency === null) {
    const field = deal.accountId === null ? 'accountId' : 'currency';
    throw refuseFields([{ field, code: 'required', message: 'Fill it in on the deal first.' }]);
  }
  const contact = deal.primaryContactId === null ? null : await findContact(ctx, deal.primaryContactId);
  const lastDay = iso(new Date(ctx.now.getTime() + validDays * dayMs)).slice(0, 'yyyy-mm-dd'.length);
  return createQuote(ctx, {
    accountId: deal.accountId,
    opportunityId,
    contactId: contact?.id ?? null,
    pricebookId: data.pricebookId ?? null,
    currency,
    validUntil: data.validUntil === undefined ? lastDay : data.validUntil,
    notes: data.notes ?? null,
    language: data.language ?? contact?.preferredLanguage ?? 'en',
    lines: data.lines,
    ...(can(ctx.actor, 'quote:assign', deal) ? { assignedTo: deal.assignedTo } : {}),
  });
}

/** The deal's contact, unless it went to the trash or out of sight meanwhile. */
async function findContact(ctx: ServiceContext, id: string) {
  return contactService.get(ctx, id).catch(() => null);
}
