import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of the settings. */
export const settingsMessages = defineMessages('settings', {
  en: () => import('./settings.en.ts').then((module) => module.en),
  ru: () => import('./settings.ru.ts').then((module) => module.ru),
  ar: () => import('./settings.ar.ts').then((module) => module.ar),
});
