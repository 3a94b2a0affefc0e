import { decimalsOf } from '@crm/domain/money/currencies';
import type { Locale } from '../i18n/locale.ts';
import { cached } from './intl.ts';

/** An amount as it travels: whole minor units and an ISO 4217 code. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/** `auto` drops a fraction of zero, `always` shows it, `never` rounds it away. */
export type Fraction = 'auto' | 'always' | 'never';

const formatter = cached((tag, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options));

// Signs that stand behind the figure whatever the language of the page is.
const signBehind = new Set(['RUB', 'KZT', 'BYN', 'UAH', 'AMD', 'GEL']);

// Short units as the product writes them in English: €412.6 m, not €412.6M.
const englishUnit: Readonly<Record<string, string>> = { K: 'k', M: 'm', B: 'bn', T: 'tn' };

/**
 * How many minor units one unit of the currency has, as a power of ten (2 for EUR, 0 for JPY). After ISO 4217, in which
 * amounts are stored: browsers count otherwise for some, such as HUF and IQD (ADR 0007).
 */
export function minorDigits(currency: string): number {
  return decimalsOf(currency) ?? 2;
}

function compose(parts: readonly Intl.NumberFormatPart[], locale: Locale, currency: string) {
  const sign = parts.find((part) => part.type === 'currency')?.value ?? currency;
  const figure = parts
    .filter((part) => part.type !== 'currency' && part.type !== 'minusSign')
    .map((part) =>
      part.type === 'compact' && locale === 'en' ? `\u00a0${englishUnit[part.value] ?? part.value}` : part.value,
    )
    .join('')
    // Marks of direction are the page's business: it isolates every figure.
    .replaceAll(/[\u200e\u200f\u061c]/g, '')
    .trim();
  const minus = parts.some((part) => part.type === 'minusSign') ? '-' : '';
  if (locale === 'ru' || signBehind.has(currency)) return `${minus}${figure}\u00a0${sign}`;
  return sign.length > 1 ? `${minus}${sign}\u00a0${figure}` : `${minus}${sign}${figure}`;
}

/**
 * Money for reading: €84,300.00; 84 300,00 €; 12 345,67 ₽. Amounts are never recomputed through
 * floating point beyond the one division for display.
 */
export function formatMoney(money: Money, locale: Locale, fraction: Fraction = 'always'): string {
  const digits = minorDigits(money.currency);
  const shown = fraction === 'never' || (fraction === 'auto' && money.amountMinor % 10 ** digits === 0) ? 0 : digits;
  const parts = formatter(locale, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  }).formatToParts(money.amountMinor / 10 ** digits);
  return compose(parts, locale, money.currency);
}

/** Money in short: €412.6 m; 412,6 млн €. For totals and key figures. */
export function formatMoneyCompact(money: Money, locale: Locale): string {
  const parts = formatter(locale, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  }).formatToParts(money.amountMinor / 10 ** minorDigits(money.currency));
  return compose(parts, locale, money.currency);
}

/**
 * Reads what a person typed as an amount: spaces, apostrophes and grouping are ignored, the last
 * comma or point before at most `digits` figures is the decimal mark. `undefined` when it is no
 * amount.
 */
export function parseMoney(text: string, currency: string): number | undefined {
  const digits = minorDigits(currency);
  const bare = text.replaceAll(/[\s\u00a0\u202f'’]/g, '').replaceAll(/[^\d,.-]/g, '');
  if (!/\d/.test(bare)) return undefined;
  const mark = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'));
  const tail = mark < 0 ? '' : bare.slice(mark + 1);
  const isDecimal = mark >= 0 && tail.length <= digits && digits > 0;
  const whole = (isDecimal ? bare.slice(0, mark) : bare).replaceAll(/[,.]/g, '');
  const minor = Number(`${whole || '0'}${(isDecimal ? tail : '').padEnd(digits, '0')}`);
  return Number.isSafeInteger(minor) ? minor : undefined;
}
