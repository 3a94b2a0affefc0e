import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of invoices and subscriptions. */
export const billsMessages = defineMessages('bills', {
  en: () => import('./bills.en.ts').then((module) => module.en),
  ru: () => import('./bills.ru.ts').then((module) => module.ru),
  ar: () => import('./bills.ar.ts').then((module) => module.ar),
});
