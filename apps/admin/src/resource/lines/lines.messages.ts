import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of the lines of quotes and invoices. */
export const linesMessages = defineMessages('lines', {
  en: () => import('./lines.en.ts').then((module) => module.en),
  ru: () => import('./lines.ru.ts').then((module) => module.ru),
  ar: () => import('./lines.ar.ts').then((module) => module.ar),
});
