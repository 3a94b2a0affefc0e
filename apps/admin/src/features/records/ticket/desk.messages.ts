import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of a ticket's page. */
export const deskMessages = defineMessages('desk', {
  en: () => import('./desk.en.ts').then((module) => module.en),
  ru: () => import('./desk.ru.ts').then((module) => module.ru),
  ar: () => import('./desk.ar.ts').then((module) => module.ar),
});
