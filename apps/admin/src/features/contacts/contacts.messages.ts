import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of contacts. */
export const contactsMessages = defineMessages('contacts', {
  en: () => import('./contacts.en.ts').then((module) => module.en),
  ru: () => import('./contacts.ru.ts').then((module) => module.ru),
  ar: () => import('./contacts.ar.ts').then((module) => module.ar),
});
