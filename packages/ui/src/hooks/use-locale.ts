import { createContext, use } from 'react';
import type { Locale } from '../i18n/locale.ts';

/** The language of the page and the way to change it. */
export interface LocaleControl {
  readonly locale: Locale;
  /** Fetches the language's texts if need be, then changes the page without a reload. */
  readonly setLocale: (locale: Locale) => Promise<void>;
}

export const LocaleContext = createContext<LocaleControl>({
  locale: 'en',
  setLocale: async () => {},
});

/** The language of the page. */
export function useLocale(): LocaleControl {
  return use(LocaleContext);
}
