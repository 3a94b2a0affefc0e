import { randomUUIDv7 } from 'node:crypto';
import { Quote } from '@crm/db/entities/quote.entity';
import type { ServiceContext } from '../context.ts';
import { customOfCopy } from '../extension.ts';
import { newRecord, saveCreated } from '../record.ts';
import { readLines, writeLines } from './quote-lines.ts';
import { openQuote, takeStep, tellQuote, undecided } from './quote-step.ts';
import { quoteReads } from './quote.reads.ts';

/**
 * Makes the next revision of what was sent, as a draft with the same words, lines and prices, and takes the former one
 * out of the race.
 * @returns the new revision
 * @throws DomainError `invalid_transition` before it was sent and after it was accepted
 */
export async function reviseQuote(ctx: ServiceContext, id: string, version?: number) {
  const former = await openQuote(ctx, id, 'revise', version);
  await takeStep(ctx, former, 'revise');
  const next = ctx.em.create(Quote, {
    ...newRecord(ctx, randomUUIDv7()),
    ...undecided,
    assignedTo: former.assignedTo,
    teamId: former.teamId,
    number: former.number,
    revision: former.revision + 1,
    accountId: former.accountId,
    opportunityId: former.opportunityId,
    contactId: former.contactId,
    pricebookId: former.pricebookId,
    currency: former.currency,
    subtotalMinor: former.subtotalMinor,
    discountMinor: former.discountMinor,
    taxMinor: former.taxMinor,
    totalMinor: former.totalMinor,
    validUntil: former.validUntil,
    notes: former.notes,
    language: former.language,
    documentId: null,
    // The id of another system stays with the revision that it knows.
    externalId: null,
    custom: await customOfCopy(ctx, 'quote', former.custom),
  });
  await saveCreated(ctx, 'quote', next);
  const lines = await readLines(ctx, id);
  await writeLines(
    ctx,
    next.id,
    lines.map((line) => ({ ...line, id: randomUUIDv7() })),
  );
  await tellQuote(ctx, next);
  return quoteReads.get(ctx, next.id);
}
