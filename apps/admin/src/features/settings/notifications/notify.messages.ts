import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of the settings of notifications. */
export const notifyMessages = defineMessages('notify', {
  en: () => import('./notify.en.ts').then((module) => module.en),
  ru: () => import('./notify.ru.ts').then((module) => module.ru),
  ar: () => import('./notify.ar.ts').then((module) => module.ar),
});
