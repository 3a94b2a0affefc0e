import type { Locale } from '../i18n/locale.ts';
import { cached } from './intl.ts';

const formatter = cached((tag, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options));

/** A number with the language's grouping: 12,480, 12 480. */
export function formatNumber(value: number, locale: Locale, options: Intl.NumberFormatOptions = {}): string {
  return formatter(locale, options).format(value);
}

/** A share of one as a percentage, with the space that the product writes in every language: 60 %. */
export function formatPercent(share: number, locale: Locale, digits = 0): string {
  const figure = formatter(locale, { maximumFractionDigits: digits }).format(share * 100);
  return `${figure}\u00a0%`;
}

/** A count that is exact up to `limit`, and "10,000+" beyond it. */
export function formatCappedCount(count: number, locale: Locale, limit = 10_000): string {
  return count > limit ? `${formatNumber(limit, locale)}+` : formatNumber(count, locale);
}
