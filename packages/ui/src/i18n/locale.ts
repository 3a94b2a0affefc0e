/** The languages of the product. */
export const locales = ['en', 'ru', 'ar'] as const;

/** A language of the product. */
export type Locale = (typeof locales)[number];

/** Each language in its own words, for the switch. */
export const localeNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  ru: 'Русский',
  ar: 'العربية',
};

/** Whether a string (of the browser, of storage) names a language of the product. */
export function isLocale(value: string | null | undefined): value is Locale {
  return locales.some((locale) => locale === value);
}

/** The line of reading of a language. */
export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr';
}

/** The first of the browser's languages that the product speaks, else English. */
export function detectLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const language = tag.split('-')[0];
    if (isLocale(language)) return language;
  }
  return 'en';
}
