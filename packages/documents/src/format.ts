import { majorText, requireDecimals } from '@crm/domain/money/amount';
import type { Language } from './words.ts';

/** As in the admin: days before months in English, Latin digits in Arabic. */
const tags: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru', ar: 'ar-u-nu-latn' };

/** Marks of direction have no glyph; each figure stands in a cell of its own direction. */
const marks = /[\u200e\u200f\u061c]/gu;

/** How a language writes numbers, amounts and days, without any arithmetic. */
export function formatsOf(language: Language) {
  const tag = tags[language];
  return {
    /** An amount without its currency, with all its decimals: 1,234.50. */
    amount: (amountMinor: number, currency: string) => {
      const digits = requireDecimals(currency);
      return decimal(tag, majorText(amountMinor, currency), {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
    },
    /** A quantity or a percentage as it was given: 2.5. */
    decimal: (text: string) => decimal(tag, text, { maximumFractionDigits: 10 }),
    percent: (text: string) => `${decimal(tag, text, { maximumFractionDigits: 10 })}\u00a0%`,
    day: (day: string) =>
      new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' })
        .format(new Date(`${day}T00:00:00Z`))
        .replace(marks, ''),
  };
}

/** `Intl` takes decimals as text and keeps every digit of them. */
function decimal(tag: string, text: string, options: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(tag, options).format(text as Intl.StringNumericLiteral).replace(marks, '');
}
