import { createInstance, type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { formatNumber } from '../format/number.ts';
import { isLocale, locales, type Locale } from './locale.ts';
import type { Messages } from './messages.ts';

/** The one translator of the application. */
export const i18n = createInstance();

function messagesBackend(all: readonly Messages[]): BackendModule {
  return {
    type: 'backend',
    init() {},
    async read(language: string, namespace: string) {
      const messages = all.find((candidate) => candidate.namespace === namespace);
      if (!messages || !isLocale(language)) throw new Error(`No texts "${namespace}" in "${language}"`);
      return messages.load[language]();
    },
  };
}

/**
 * Starts the translator with every namespace of the application. Only `initial` namespaces are
 * fetched now, in one language; the others come with the page that uses them.
 */
export async function startI18n(options: {
  readonly locale: Locale;
  readonly messages: readonly Messages[];
  readonly initial: readonly string[];
}): Promise<void> {
  i18n.use(messagesBackend(options.messages)).use(initReactI18next);
  await i18n.init({
    lng: options.locale,
    supportedLngs: [...locales],
    fallbackLng: false,
    ns: [...options.initial],
    defaultNS: 'ui',
    load: 'currentOnly',
    // React escapes by itself.
    interpolation: { escapeValue: false },
    react: { useSuspense: true },
  });
  i18n.services.formatter?.add('number', (value: unknown, language) =>
    typeof value === 'number' && isLocale(language) ? formatNumber(value, language) : String(value),
  );
}
