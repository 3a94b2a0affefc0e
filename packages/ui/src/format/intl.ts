import type { Locale } from '../i18n/locale.ts';

/**
 * The tag that `Intl` is asked with. English dates are day first, as the product writes them;
 * Arabic keeps Latin digits, which is how its business papers are written.
 */
export const intlTag: Readonly<Record<Locale, string>> = {
  en: 'en-GB',
  ru: 'ru',
  ar: 'ar-u-nu-latn',
};

/** Keeps one formatter per language and options: making one costs more than using it. */
export function cached<Options, Formatter>(
  make: (tag: string, options: Options) => Formatter,
): (locale: Locale, options: Options) => Formatter {
  const kept = new Map<string, Formatter>();
  return (locale, options) => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const known = kept.get(key);
    if (known) return known;
    const made = make(intlTag[locale], options);
    kept.set(key, made);
    return made;
  };
}
