import { quoteService } from '@crm/core/quote/quote.service';
import { declineInput, quote, rejectInput } from '@crm/domain/quote/quote';
import type { Step } from './agenda.ts';
import { bookkeeperOf, taxRateOf } from './bills.ts';
import { dayOf } from './calendar.ts';
import type { Deal } from './deals.ts';
import type { Demo } from './demo.ts';
import { productOf } from './products.ts';
import type { StaffKey } from './staff.ts';

/** What becomes of a quote. */
type Fate = 'draft' | 'pending' | 'approved' | 'rejected' | 'sent' | 'accepted' | 'declined' | 'revised';

const fates: readonly Fate[] = [
  'draft',
  'sent',
  'pending',
  'approved',
  'accepted',
  'rejected',
  'declined',
  'revised',
  'draft',
  'sent',
  'sent',
  'pending',
  'draft',
  'accepted',
  'approved',
  'declined',
  'sent',
  'draft',
];

/** Percent that the approver has to look at, and one that nobody is asked about. */
const bold = '25';
const usual = ['0', '0', '5', '10'] as const;
const dayMs = 86_400_000;
const validDays = 45;
const firstDaysAgo = 2;

/** Offers for the deals that are open, the latest ones in every state that a quote can be in. */
export function planQuotes(demo: Demo, deals: readonly Deal[]): Step[] {
  const oldest = firstDaysAgo + fates.length;
  const open = deals
    .filter(({ row }) => row.status === 'open' && row.deletedAt === null && row.currency !== null)
    .filter(({ row }) => demo.calendar.daysSince(row.createdAt) > oldest);
  return open.slice(0, fates.length).map((deal, index) => {
    const fate = fates[index] ?? 'draft';
    return writeStep(demo, deal, demo.calendar.ago(firstDaysAgo + index), fate);
  });
}

function writeStep(demo: Demo, deal: Deal, at: Date, fate: Fate): Step {
  const by = deal.customer.owner;
  const words = quote.create.parse(quoteOf(demo, deal, at, fate === 'pending' || fate === 'rejected'));
  return {
    at,
    by,
    async run(ctx) {
      const { id } = await quoteService.create(ctx, words);
      return fate === 'draft' ? [] : [submitStep(demo, id, at, by, fate)];
    },
  };
}

function quoteOf(demo: Demo, { row, customer }: Deal, at: Date, isBold: boolean): object {
  const { random } = demo;
  const currency = row.currency ?? 'EUR';
  const taxRate = taxRateOf(customer.country);
  const quantity = random.pick([12, 25, 40, 60, 120]);
  return {
    accountId: customer.row.id,
    opportunityId: row.id,
    contactId: customer.contacts[0]?.id ?? null,
    currency,
    validUntil: dayOf(new Date(at.getTime() + validDays * dayMs)),
    notes: random.chance(0.4) ? 'Delivery within three weeks. Calibration certificates are included.' : null,
    // Their prices come from the book of the currency.
    lines: [
      {
        productId: productOf(demo, 'HX-4').id,
        quantity: String(quantity),
        discountPercent: isBold ? bold : random.pick(usual),
        taxRate,
      },
      { productId: productOf(demo, 'GW-1').id, quantity: String(Math.ceil(quantity / 20)), taxRate },
      { productId: productOf(demo, 'CL-M').id, taxRate },
      { productId: productOf(demo, 'SET').id, quantity: '1.5', taxRate },
    ],
  };
}

function submitStep(demo: Demo, id: string, after: Date, by: StaffKey, fate: Fate): Step {
  const at = demo.calendar.later(after, 0.05, 0.3);
  return {
    at,
    by,
    async run(ctx) {
      await quoteService.submit(ctx, id);
      if (fate === 'pending' || fate === 'approved') return [];
      return [fate === 'rejected' ? rejectStep(demo, id, at, by) : sendStep(demo, id, at, by, fate)];
    },
  };
}

/** Somebody else decides than who wrote it. */
function rejectStep(demo: Demo, id: string, after: Date, author: StaffKey): Step {
  const keeper = bookkeeperOf(author);
  return {
    at: demo.calendar.later(after, 0.1, 0.5),
    by: keeper === author ? 'okafor' : keeper,
    async run(ctx) {
      const comment = 'A quarter off the loggers is too much for this volume. Fifteen percent at most.';
      await quoteService.reject(ctx, id, rejectInput.parse({ comment }));
      return [];
    },
  };
}

function sendStep(demo: Demo, id: string, after: Date, by: StaffKey, fate: Fate): Step {
  const at = demo.calendar.later(after, 0.05, 0.3);
  return {
    at,
    by,
    async run(ctx) {
      await quoteService.send(ctx, id, fate === 'sent' ? {} : { by: 'hand' });
      return fate === 'sent' ? [] : [decideStep(demo, id, at, by, fate)];
    },
  };
}

function decideStep(demo: Demo, id: string, after: Date, by: StaffKey, fate: Fate): Step {
  return {
    at: demo.calendar.later(after, 0.3, 1),
    by,
    async run(ctx) {
      if (fate === 'accepted') await quoteService.accept(ctx, id);
      else if (fate === 'revised') await quoteService.revise(ctx, id);
      else await quoteService.decline(ctx, id, declineInput.parse({ reason: 'Chose another supplier' }));
      return [];
    },
  };
}
