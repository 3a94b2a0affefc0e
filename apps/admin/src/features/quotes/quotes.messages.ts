import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of quotes. */
export const quotesMessages = defineMessages('quotes', {
  en: () => import('./quotes.en.ts').then((module) => module.en),
  ru: () => import('./quotes.ru.ts').then((module) => module.ru),
  ar: () => import('./quotes.ar.ts').then((module) => module.ar),
});
