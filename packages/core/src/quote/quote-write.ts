import { randomUUIDv7 } from 'node:crypto';
import { Quote } from '@crm/db/entities/quote.entity';
import { refuseFields } from '@crm/domain/errors';
import { sumTotals } from '@crm/domain/money/line';
import type { quote, QuoteRow } from '@crm/domain/quote/quote';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
import { requireCurrency } from '../currency/currency.service.ts';
import { extensionAfter, extensionOfNew } from '../extension.ts';
import { ownerOfNew, reassign } from '../owner.ts';
import { allow } from '../policy.ts';
import { assignChanges, newRecord, saveCreated, saveUpdated, type Changes } from '../record.ts';
import { areSameLines, fillLines, readLines, refuseForeignLines, writeLines } from './quote-lines.ts';
import { nextQuoteNumber } from './quote-number.ts';
import { requireRelated } from './quote-relations.ts';
import { openQuote, stepFrom, tellQuote, undecided } from './quote-step.ts';
import { endApproval } from './quote-approval.ts';
import { quoteReads } from './quote.reads.ts';

/** A new draft with its first number and revision. */
export async function createQuote(ctx: ServiceContext, input: CreateOf<typeof quote>): Promise<QuoteRow> {
  allow(ctx, 'quote:create');
  const { assignedTo, lines: inputs, confirmDuplicate, ...data } = input;
  await requireRelated(ctx, data);
  await requireCurrency(ctx, data.currency);
  refuseForeignLines([], inputs);
  const lines = await fillLines(ctx, data, inputs);
  const record = ctx.em.create(Quote, {
    ...newRecord(ctx, randomUUIDv7()),
    ...undecided,
    ...data,
    ...(await extensionOfNew(ctx, 'quote', { ...data, confirmDuplicate })),
    ...(await ownerOfNew(ctx, assignedTo, 'quote:assign')),
    ...sumTotals(lines),
    number: await nextQuoteNumber(ctx),
    documentId: null,
  });
  await saveCreated(ctx, 'quote', record);
  await writeLines(ctx, record.id, lines);
  await tellQuote(ctx, record);
  return quoteReads.get(ctx, record.id);
}

/** Sums that follow from the total and the lines. */
const toldByTotal = ['subtotalMinor', 'discountMinor', 'taxMinor'];

/**
 * Changes a quote. Who owns it, its custom values and its id in another system may change at any time; a change of what
 * it says makes it a draft again.
 * @throws DomainError `invalid_transition` for other words once it was sent: `revise` makes the next revision
 */
export async function updateQuote(
  ctx: ServiceContext,
  id: string,
  { assignedTo, externalId, custom, lines: inputs, ...data }: UpdateOf<typeof quote>,
  version?: number,
): Promise<QuoteRow> {
  const record = await openQuote(ctx, id, 'update', version);
  await requireRelated(ctx, data, record);
  const before = await readLines(ctx, id);
  if (data.currency !== undefined && data.currency !== record.currency) {
    await requireCurrency(ctx, data.currency);
    if (before.length > 0 && !inputs) throw refuseUnpriced();
  }
  if (inputs) refuseForeignLines(before, inputs);
  const { currency = record.currency, pricebookId = record.pricebookId } = data;
  const lines = inputs ? await fillLines(ctx, { currency, pricebookId }, inputs) : before;
  const said: Changes = {
    ...assignChanges(record, { ...data, ...sumTotals(lines) }),
    ...(areSameLines(before, lines) ? {} : { lines: [before.length, lines.length] }),
  };
  const was = record.status;
  if (Object.keys(said).length > 0) {
    assignChanges(record, { ...undecided, status: stepFrom(record, 'edit') });
    if (was === 'pending_approval') await endApproval(ctx, record);
    await writeLines(ctx, id, lines);
  }
  const beside = assignChanges(record, {
    ...(await extensionAfter(ctx, 'quote', record, { externalId, custom })),
    ...(await reassign(ctx, record, assignedTo, 'quote:assign')),
  });
  await saveUpdated(ctx, 'quote', record, { ...said, ...beside }, toldByTotal);
  if (record.status !== was) await tellQuote(ctx, record, { from: was });
  return quoteReads.get(ctx, id);
}

function refuseUnpriced() {
  return refuseFields([
    {
      field: 'lines',
      code: 'required',
      message: 'Send the lines too: prices are not converted into another currency.',
    },
  ]);
}
