import { defineMessages } from '@crm/ui/i18n/messages';

/** The texts of the shell: navigation, top bar, palette, sign-in, errors. */
export const appMessages = defineMessages('app', {
  en: () => import('./app.en.ts').then((module) => module.en),
  ru: () => import('./app.ru.ts').then((module) => module.ru),
  ar: () => import('./app.ar.ts').then((module) => module.ar),
});
