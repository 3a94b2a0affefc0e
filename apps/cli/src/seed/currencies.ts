import { requireDecimals } from '@crm/domain/money/amount';
import { dayOf } from './calendar.ts';
import type { Demo } from './demo.ts';

/** What one unit is worth in euros, roughly: each quarter's rate lies around it. */
const abroad = {
  USD: { name: 'US dollar', euros: 0.91, active: true },
  GBP: { name: 'Pound sterling', euros: 1.17, active: true },
  RUB: { name: 'Russian rouble', euros: 0.0105, active: true },
  AED: { name: 'UAE dirham', euros: 0.248, active: true },
  OMR: { name: 'Omani rial', euros: 2.37, active: true },
  JPY: { name: 'Japanese yen', euros: 0.0061, active: false },
} as const;

/** Quarters, the present one included, that rates are told for. */
const quarters = 9;
const monthsPerQuarter = 3;
const ratePlaces = 6;
/** By which share of itself a rate moves in a quarter at most. */
const unrest = 0.025;

/** The euro, in which rates are told, and the currencies of the other markets with a rate from each quarter's first day. */
export function makeCurrencies(demo: Demo): void {
  const { rows, random, calendar } = demo;
  const founded = firstOfQuarter(calendar.now, quarters - 1);
  const currency = (code: string, name: string, active: boolean, isBase: boolean) => ({
    ...demo.record(founded, 'okafor'),
    code,
    name,
    active,
    isBase,
    decimals: requireDecimals(code),
  });
  rows.crm_currencies.push(currency('EUR', 'Euro', true, true));
  for (const [code, { name, euros, active }] of Object.entries(abroad)) {
    rows.crm_currencies.push(currency(code, name, active, false));
    let rate = euros;
    for (let back = quarters - 1; back >= 0; back -= 1) {
      const from = firstOfQuarter(calendar.now, back);
      rows.crm_exchange_rates.push({
        ...demo.record(from, 'okafor'),
        currency: code,
        rate: rate.toFixed(ratePlaces).replace(/0+$/u, ''),
        validFrom: dayOf(from),
      });
      rate *= 1 + (random.next() * 2 - 1) * unrest;
    }
  }
}

function firstOfQuarter(now: Date, back: number): Date {
  const quarter = Math.floor(now.getUTCMonth() / monthsPerQuarter) - back;
  return new Date(Date.UTC(now.getUTCFullYear(), quarter * monthsPerQuarter, 1));
}
