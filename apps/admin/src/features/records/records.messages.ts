import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of the pages of records. */
export const recordsMessages = defineMessages('records', {
  en: () => import('./records.en.ts').then((module) => module.en),
  ru: () => import('./records.ru.ts').then((module) => module.ru),
  ar: () => import('./records.ar.ts').then((module) => module.ar),
});
