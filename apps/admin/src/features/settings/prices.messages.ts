import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of price books and their prices. */
export const pricesMessages = defineMessages('prices', {
  en: () => import('./prices.en.ts').then((module) => module.en),
  ru: () => import('./prices.ru.ts').then((module) => module.ru),
  ar: () => import('./prices.ar.ts').then((module) => module.ar),
});
