import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of the pages of operations on many records. */
export const operationsMessages = defineMessages('operations', {
  en: () => import('./operations.en.ts').then((module) => module.en),
  ru: () => import('./operations.ru.ts').then((module) => module.ru),
  ar: () => import('./operations.ar.ts').then((module) => module.ar),
});
