import { productOf } from './products.ts';
import type { ServiceContext } from '@crm/core/context';
import { invoiceService } from '@crm/core/invoice/invoice.service';
import { creditInput, invoice, paymentInput, type InvoiceRow } from '@crm/domain/invoice/invoice';
import type { Step } from './agenda.ts';
import type { Deal } from './deals.ts';
import type { Demo } from './demo.ts';
import { perEuro, type DemoCurrency } from './regions.ts';
import { people, type StaffKey } from './staff.ts';

/** Percent, of the country that the customer is in. */
const taxRates = new Map(
  Object.entries({
    SE: '25',
    NO: '25',
    DK: '25',
    FI: '25.5',
    DE: '19',
    AT: '20',
    CH: '8.1',
    NL: '21',
    BE: '21',
    GB: '20',
    IE: '23',
    RU: '20',
    AE: '5',
    SA: '15',
    OM: '5',
  }),
);

/** What becomes of an invoice, and how often. */
const fates = {
  paid: 52,
  inParts: 12,
  halfPaid: 9,
  unpaid: 12,
  partlyCredited: 6,
  credited: 4,
  void: 5,
} as const;
export type BillFate = keyof typeof fates;

/** Bills of the last weeks, so many days ago: one of each state that there can be, whatever the day of seeding. */
const recent: readonly { readonly days: number; readonly fate: BillFate | 'draft' }[] = [
  ...Array.from({ length: 6 }, () => ({ days: 0, fate: 'draft' as const })),
  { days: 4, fate: 'unpaid' },
  { days: 9, fate: 'unpaid' },
  { days: 12, fate: 'void' },
  { days: 11, fate: 'halfPaid' },
  { days: 24, fate: 'partlyCredited' },
  { days: 28, fate: 'credited' },
  { days: 36, fate: 'unpaid' },
  { days: 38, fate: 'halfPaid' },
];
const earlier = 14;

/** Bills of the deals that were won last: hardware and setup, paid or not as customers do. */
export function planBills(demo: Demo, deals: readonly Deal[]): Step[] {
  const { random, calendar } = demo;
  const oldest = Math.max(...recent.map(({ days }) => days));
  const won = deals
    .filter(({ row }) => row.status === 'won' && row.deletedAt === null)
    .toSorted((a, b) => Number(b.row.closedAt) - Number(a.row.closedAt))
    .filter(({ row }) => calendar.daysSince(row.closedAt ?? row.createdAt) > oldest);
  return won.slice(0, recent.length + earlier).map((deal, index) => {
    const told = recent[index];
    if (told) return billStep(demo, deal, calendar.ago(told.days), told.fate);
    const at = calendar.later(deal.row.closedAt ?? deal.row.createdAt, 0.3, 4);
    return billStep(demo, deal, at, random.weighted<BillFate>(fates));
  });
}

/** How a bill of something that recurs is usually settled. */
export function usualFate(demo: Demo): BillFate {
  return demo.random.weighted<BillFate>({ paid: 80, inParts: 3, halfPaid: 3, unpaid: 9, partlyCredited: 3, void: 2 });
}

/** Whoever keeps the books of a customer: the manager of its team, or of all sales. */
export function bookkeeperOf(owner: StaffKey): StaffKey {
  return people[owner].team === 'central' ? 'brandt' : 'morozova';
}

export function taxRateOf(country: string): string {
  return taxRates.get(country) ?? '0';
}

/** A price in euros as one in the currency of a deal, in minor units. */
export function priceIn(currency: string, euros: number): number {
  return Math.round(euros * (isDemoCurrency(currency) ? perEuro[currency] : 1) * 100);
}

function isDemoCurrency(code: string): code is DemoCurrency {
  return code in perEuro;
}

function billStep(demo: Demo, deal: Deal, at: Date, fate: BillFate | 'draft'): Step {
  const by = bookkeeperOf(deal.customer.owner);
  const bill = invoice.create.parse(billOf(demo, deal));
  return {
    at,
    by,
    async run(ctx) {
      const draft = await invoiceService.create(ctx, bill);
      return fate === 'draft' ? [] : [issueStep(demo, draft, by, fate)];
    },
  };
}

function billOf(demo: Demo, { row, customer }: Deal): object {
  const { random } = demo;
  const currency = row.currency ?? 'EUR';
  const taxRate = taxRateOf(customer.country);
  const unitPriceMinor = priceIn(currency, random.pick([119, 149, 189]));
  const setupMinor = priceIn(currency, random.pick([450, 900, 1_600]));
  const goods = productOf(demo, random.pick(['HX-2', 'HX-4', 'GW-1']));
  const setup = productOf(demo, 'SET');
  const quantity = Math.max(1, Math.round(((row.amountMinor ?? 0) - setupMinor) / unitPriceMinor));
  return {
    accountId: customer.row.id,
    currency,
    termsDays: random.pick([14, 14, 30]),
    notes: random.chance(0.3) ? 'Delivered with calibration certificates.' : null,
    lines: [
      {
        productId: goods.id,
        description: goods.name,
        quantity: String(quantity),
        unit: 'piece',
        unitPriceMinor,
        taxRate,
        discountPercent: quantity >= 50 ? random.pick(['5', '7.5', '10']) : '0',
      },
      { productId: setup.id, description: setup.name, unit: 'visit', unitPriceMinor: setupMinor, taxRate },
    ],
  };
}

function issueStep(demo: Demo, draft: InvoiceRow, by: StaffKey, fate: BillFate): Step {
  const at = demo.calendar.later(new Date(draft.createdAt), 0.05, 0.6);
  return {
    at,
    by,
    async run(ctx) {
      return settleSteps(demo, await invoiceService.issue(ctx, draft.id), at, by, fate);
    },
  };
}

/** How an invoice is settled: money that comes when it comes, in parts, or not; credits, and mistakes taken back. */
export function settleSteps(demo: Demo, issued: InvoiceRow, at: Date, by: StaffKey, fate: BillFate): Step[] {
  const due = issued.termsDays;
  const pays = (from: number, to: number, share: number) =>
    payStep(demo, issued, demo.calendar.later(at, from, to), by, share);
  // Nobody waits for a year: what is old was paid at last.
  const inTheEnd = [pays(due + 25, due + 60, 1)];
  switch (fate) {
    case 'paid':
      return [pays(2, due + 5, 1)];
    case 'inParts':
      return [pays(2, due, 0.4), pays(due, due + 12, 1)];
    case 'halfPaid':
      return [pays(1, 5, 0.5), ...inTheEnd];
    case 'partlyCredited':
      return [creditStep(demo, issued, demo.calendar.later(at, 2, 10), by, true), pays(due, due + 8, 1)];
    case 'credited':
      return [creditStep(demo, issued, demo.calendar.later(at, 3, 10), by, false)];
    case 'void':
      return [voidStep(demo, issued, at, by)];
    case 'unpaid':
      return inTheEnd;
  }
}

function payStep(demo: Demo, { id }: InvoiceRow, at: Date, by: StaffKey, share: number): Step {
  return {
    at,
    by,
    async run(ctx) {
      const { balanceMinor } = await invoiceService.get(ctx, id);
      const amountMinor = Math.round(balanceMinor * share);
      if (amountMinor === 0) return [];
      const method = demo.random.weighted({ bank_transfer: 8, card: 1, direct_debit: 1 });
      const reference = `HI-${demo.random.digits(8)}`;
      await invoiceService.pay(ctx, id, paymentInput.parse({ amountMinor, method, reference }));
      return [];
    },
  };
}

function creditStep(demo: Demo, issued: InvoiceRow, at: Date, by: StaffKey, partly: boolean): Step {
  const [line] = issued.lines;
  const returned = Math.max(1, Math.floor(Number(line?.quantity ?? 1) / 10));
  const part = { lines: [{ lineId: line?.id, quantity: String(returned) }], reason: 'Returned unopened' };
  return {
    at,
    by,
    async run(ctx) {
      await invoiceService.credit(ctx, issued.id, creditInput.parse(partly ? part : { reason: 'Order cancelled' }));
      return [];
    },
  };
}

function voidStep(demo: Demo, { id }: InvoiceRow, at: Date, by: StaffKey): Step {
  const reasons = ['Wrong address of the customer', 'Billed twice', 'Purchase order was missing'];
  return {
    at: demo.calendar.later(at, 0.2, 3),
    by,
    async run(ctx: ServiceContext) {
      // What another credit note was set off against in the meantime is not void any more.
      const { balanceMinor, totalMinor } = await invoiceService.get(ctx, id);
      if (balanceMinor === totalMinor) await invoiceService.void(ctx, id, demo.random.pick(reasons));
      return [];
    },
  };
}
