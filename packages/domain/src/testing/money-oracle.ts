/**
 * The oracle of documents: exact fractions of big integers and days that are counted one by one, written from the rules
 * of ADR 0007 and of price books alone. It shares no code with the arithmetic that it judges.
 */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** Calendar days, the last one not included. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** A price of a book from a quantity on. */
export interface OracleTier {
  readonly minQuantity: string;
  readonly unitPriceMinor: number;
  readonly discountPercent: string;
}

/** A line as it is agreed: what is sold by which tiers, and, where only a part of a period is billed, which. */
export interface OracleLine {
  readonly tiers: readonly OracleTier[];
  readonly quantity: string;
  readonly taxRate: string;
  readonly period: { readonly whole: Days; readonly part: Days } | null;
}

export interface OracleAmounts {
  readonly subtotalMinor: bigint;
  readonly discountMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
}

/** The greatest tier that the quantity reaches; `undefined` where it reaches none. */
export function oracleTier({ tiers, quantity }: OracleLine): OracleTier | undefined {
  let best: OracleTier | undefined;
  for (const tier of tiers) {
    if (isLess(decimal(quantity), decimal(tier.minQuantity))) continue;
    if (best === undefined || isLess(decimal(best.minQuantity), decimal(tier.minQuantity))) best = tier;
  }
  return best;
}

/** What one unit costs, for the part of the period that is billed. */
export function oraclePrice({ unitPriceMinor }: OracleTier, { period }: OracleLine): bigint {
  if (period === null) return BigInt(unitPriceMinor);
  const share = { over: countDays(period.part), under: countDays(period.whole) };
  return round(times(whole(BigInt(unitPriceMinor)), share));
}

/** Quantity × price; its discount; the tax on what is left: each rounded once, from amounts that are shown. */
export function oracleLine(line: OracleLine, tier: OracleTier): OracleAmounts {
  const subtotalMinor = round(times(decimal(line.quantity), whole(oraclePrice(tier, line))));
  const discountMinor = round(times(whole(subtotalMinor), hundredths(tier.discountPercent)));
  const net = subtotalMinor - discountMinor;
  const taxMinor = round(times(whole(net), hundredths(line.taxRate)));
  return { subtotalMinor, discountMinor, taxMinor, totalMinor: net + taxMinor };
}

/** A document's totals: what one gets by adding up its lines. */
export function oracleSum(lines: readonly OracleAmounts[]): OracleAmounts {
  const sum = (key: keyof OracleAmounts) => lines.reduce((total, line) => total + line[key], 0n);
  return {
    subtotalMinor: sum('subtotalMinor'),
    discountMinor: sum('discountMinor'),
    taxMinor: sum('taxMinor'),
    totalMinor: sum('totalMinor'),
  };
}

/** An amount in another currency: into its major unit, through the base, into the other's minor unit, rounded once. */
export function oracleConvert(
  amountMinor: bigint,
  from: { readonly decimals: number; readonly rate: string },
  to: { readonly decimals: number; readonly rate: string },
): bigint {
  const major = { over: amountMinor, under: 10n ** BigInt(from.decimals) };
  const { over, under } = decimal(to.rate);
  const exchanged = times(times(major, decimal(from.rate)), { over: under, under: over });
  return round(times(exchanged, whole(10n ** BigInt(to.decimals))));
}

function decimal(text: string): Fraction {
  const [before = '', after = ''] = text.split('.');
  return { over: BigInt(`${before}${after}`), under: 10n ** BigInt(after.length) };
}

function hundredths(percent: string): Fraction {
  return times(decimal(percent), { over: 1n, under: 100n });
}

function whole(amount: bigint): Fraction {
  return { over: amount, under: 1n };
}

function times(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.over, under: a.under * b.under };
}

function isLess(a: Fraction, b: Fraction): boolean {
  return a.over * b.under < b.over * a.under;
}

/** To the nearest, halves away from zero: as one does it by hand, from the remainder. */
function round({ over, under }: Fraction): bigint {
  const size = over < 0n ? -over : over;
  const up = (size % under) * 2n >= under ? 1n : 0n;
  const rounded = size / under + up;
  return over < 0n ? -rounded : rounded;
}

function countDays({ from, to }: Days): bigint {
  const day = new Date(`${from}T00:00:00Z`);
  let count = 0n;
  while (day.toISOString().slice(0, 10) < to) {
    day.setUTCDate(day.getUTCDate() + 1);
    count += 1n;
  }
  return count;
}
