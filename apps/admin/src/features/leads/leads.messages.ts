import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of leads. */
export const leadsMessages = defineMessages('leads', {
  en: () => import('./leads.en.ts').then((module) => module.en),
  ru: () => import('./leads.ru.ts').then((module) => module.ru),
  ar: () => import('./leads.ar.ts').then((module) => module.ar),
});
