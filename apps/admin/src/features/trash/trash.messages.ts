import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of the trash. */
export const trashMessages = defineMessages('trash', {
  en: () => import('./trash.en.ts').then((module) => module.en),
  ru: () => import('./trash.ru.ts').then((module) => module.ru),
  ar: () => import('./trash.ar.ts').then((module) => module.ar),
});
