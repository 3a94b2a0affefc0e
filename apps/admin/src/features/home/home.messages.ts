import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of the start page. */
export const homeMessages = defineMessages('home', {
  en: () => import('./home.en.ts').then((module) => module.en),
  ru: () => import('./home.ru.ts').then((module) => module.ru),
  ar: () => import('./home.ar.ts').then((module) => module.ar),
});
