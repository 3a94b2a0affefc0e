import type { Locale } from '../i18n/locale.ts';
import { cached } from './intl.ts';

const formatter = cached((tag, options: Intl.ListFormatOptions) => new Intl.ListFormat(tag, options));

/** Several words as one phrase: "managers, sales reps and support". */
export function formatList(words: readonly string[], locale: Locale): string {
  return formatter(locale, { type: 'conjunction' }).format(words);
}
