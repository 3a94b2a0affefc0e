import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of the frames that all lists and forms share. */
export const resourceMessages = defineMessages('resource', {
  en: () => import('./resource.en.ts').then((module) => module.en),
  ru: () => import('./resource.ru.ts').then((module) => module.ru),
  ar: () => import('./resource.ar.ts').then((module) => module.ar),
});
