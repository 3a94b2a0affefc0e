import { invoiceService } from '@crm/core/invoice/invoice.service';
import { markPastDue } from '@crm/core/subscription/subscription-status';
import { subscriptionService } from '@crm/core/subscription/subscription.service';
import { cancelInput, changeInput, subscription, type SubscriptionRow } from '@crm/domain/subscription/subscription';
import type { Step } from './agenda.ts';
import { bookkeeperOf, priceIn, settleSteps, taxRateOf, usualFate } from './bills.ts';
import type { Deal } from './deals.ts';
import type { Demo } from './demo.ts';
import type { StaffKey } from './staff.ts';

const subscribers = 18;
/** At this hour in the morning a period that has begun is billed. */
const billedAt = 'T05:00:00Z';

/** By interval: how far back the oldest begin, in days, and the price in euros of one logger for a period. */
const plans = {
  month: { oldest: 130, euros: 3.2 },
  quarter: { oldest: 250, euros: 9 },
  year: { oldest: 420, euros: 34 },
} as const;
type Interval = keyof typeof plans;

/** What becomes of a subscription, and how often. */
const fates = { stays: 17, grows: 4, shrinks: 2, pauses: 2, ends: 2, leaves: 2, expires: 1, owes: 1 } as const;
type Fate = keyof typeof fates;

/** These come to pass only if it began so long ago, and is billed so often. */
const special: Readonly<Partial<Record<Fate, { readonly interval: Interval; readonly days: number }>>> = {
  expires: { interval: 'month', days: 45 },
  owes: { interval: 'quarter', days: 38 },
};
/** Enough for something to have happened since. */
const settled = 20;

/** The portal that customers subscribe to after their first purchase, billed in advance by the number of loggers. */
export function planSubscriptions(demo: Demo, deals: readonly Deal[]): Step[] {
  const { random } = demo;
  const buyers = new Map<string, Deal>();
  for (const deal of deals) {
    if (deal.row.status === 'won' && deal.row.deletedAt === null) buyers.set(deal.customer.row.id, deal);
  }
  const chosen = [...buyers.values()]
    .toSorted((a, b) => Number(a.customer.row.createdAt) - Number(b.customer.row.createdAt))
    .slice(0, subscribers);
  // Each fate at least once, the others as they come.
  const told: Fate[] = [...keysOf(fates), ...chosen.map(() => random.weighted<Fate>(fates))];
  return chosen.map((deal, index) => startStep(demo, deal, told[index] ?? 'stays'));
}

function startStep(demo: Demo, { row, customer }: Deal, fate: Fate): Step {
  const { random, calendar } = demo;
  const by = bookkeeperOf(customer.owner);
  const interval = special[fate]?.interval ?? random.weighted<Interval>({ month: 3, quarter: 4, year: 5 });
  const plan = plans[interval];
  const at = calendar.ago(special[fate]?.days ?? random.int(settled, plan.oldest));
  const currency = row.currency ?? 'EUR';
  const method = methodOf(demo, fate);
  const terms = {
    name: `Cold-chain portal, ${interval === 'year' ? 'annual' : interval === 'month' ? 'monthly' : 'quarterly'}`,
    accountId: customer.row.id,
    currency,
    quantity: String(random.int(2, 24) * 5),
    unit: 'logger',
    unitPriceMinor: priceIn(currency, plan.euros),
    discountPercent: random.pick(['0', '0', '0', '5', '10']),
    taxRate: taxRateOf(customer.country),
    billingInterval: interval,
    autoRenew: fate !== 'expires',
    paymentMethodRef: method,
  };
  return {
    at,
    by,
    async run(ctx) {
      const made = await subscriptionService.create(ctx, subscription.create.parse(terms));
      const bill = await invoiceService.get(ctx, made.periods[0]?.invoiceId ?? '');
      const settles = settleSteps(demo, bill, at, by, fate === 'owes' ? 'unpaid' : fateOfBill(demo, method));
      return [renewStep(demo, made, by), ...settles, ...fateSteps(demo, made, at, by, fate)];
    },
  };
}

/** How a customer pays: four of ten by card, the debtor with one that is refused. */
function methodOf({ random }: Demo, fate: Fate): string | null {
  if (fate === 'owes') return `pm_declined_${random.digits(10)}`;
  return random.chance(0.4) ? `pm_${random.digits(10)}` : null;
}

/** What is taken from a card is paid. */
function fateOfBill(demo: Demo, method: string | null) {
  const usual = usualFate(demo);
  return method === null ? usual : 'paid';
}

/** Bills the next period on the day on which it begins, and so on. */
function renewStep(demo: Demo, made: SubscriptionRow, by: StaffKey): Step {
  const { currentPeriodEnd } = made;
  const at = new Date(`${currentPeriodEnd}${billedAt}`);
  return {
    at,
    by: null,
    async run(ctx) {
      const now = await subscriptionService.renew(ctx, made.id, currentPeriodEnd);
      if (now.currentPeriodStart !== currentPeriodEnd) return [];
      const bill = await invoiceService.get(ctx, now.periods[0]?.invoiceId ?? '');
      return [renewStep(demo, now, by), ...settleSteps(demo, bill, at, by, fateOfBill(demo, now.paymentMethodRef))];
    },
  };
}

function fateSteps(demo: Demo, { id, quantity }: SubscriptionRow, from: Date, by: StaffKey, fate: Fate): Step[] {
  const at = demo.calendar.later(from, 3, demo.calendar.daysSince(from) - 4);
  const step = (run: Step['run']): Step[] => [{ at, by, run }];
  const changeTo = (share: number) =>
    step(async (ctx) => {
      const to = String(Math.max(5, Math.round((Number(quantity) * share) / 5) * 5));
      const { status } = await subscriptionService.get(ctx, id);
      if (status === 'active') await subscriptionService.change(ctx, id, changeInput.parse({ quantity: to }));
      return [];
    });
  switch (fate) {
    case 'grows':
      return changeTo(1.6);
    case 'shrinks':
      return changeTo(0.6);
    case 'pauses':
      return step(async (ctx) => {
        await subscriptionService.pause(ctx, id);
        return [];
      });
    case 'ends':
    case 'leaves':
      return step(async (ctx) => {
        const cancel = { at: fate === 'ends' ? 'now' : 'period_end', reason: 'Moved to another provider' };
        await subscriptionService.cancel(ctx, id, cancelInput.parse(cancel));
        return [];
      });
    case 'stays':
    case 'expires':
    case 'owes':
      return [];
  }
}

/** In the end, those whose bills are overdue are past due: their money was asked for often enough. */
export function markDebtors(demo: Demo): Step {
  return {
    at: demo.calendar.now,
    by: null,
    async run(ctx) {
      const { items } = await invoiceService.list(ctx, { filter: { status: ['overdue'] }, limit: 200 });
      const owing = new Set(items.flatMap(({ subscriptionId }) => (subscriptionId === null ? [] : [subscriptionId])));
      for (const id of owing) await markPastDue(ctx, id);
      return [];
    },
  };
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(record).filter((key): key is Key => key in record);
}
