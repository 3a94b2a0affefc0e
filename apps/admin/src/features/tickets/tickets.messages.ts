import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of tickets. */
export const ticketsMessages = defineMessages('tickets', {
  en: () => import('./tickets.en.ts').then((module) => module.en),
  ru: () => import('./tickets.ru.ts').then((module) => module.ru),
  ar: () => import('./tickets.ar.ts').then((module) => module.ar),
});
