import { defineMessages } from '@crm/ui/i18n/messages';

/** The words of the trade, the same on every screen: nouns, fields and their values. */
export const vocabularyMessages = defineMessages('vocabulary', {
  en: () => import('./vocabulary.en.ts').then((module) => module.en),
  ru: () => import('./vocabulary.ru.ts').then((module) => module.ru),
  ar: () => import('./vocabulary.ar.ts').then((module) => module.ar),
});
