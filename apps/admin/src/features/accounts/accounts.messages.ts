import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of accounts. */
export const accountsMessages = defineMessages('accounts', {
  en: () => import('./accounts.en.ts').then((module) => module.en),
  ru: () => import('./accounts.ru.ts').then((module) => module.ru),
  ar: () => import('./accounts.ar.ts').then((module) => module.ar),
});
