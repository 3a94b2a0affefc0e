import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of qualifying and converting a lead. */
export const conversionMessages = defineMessages('conversion', {
  en: () => import('./conversion.en.ts').then((module) => module.en),
  ru: () => import('./conversion.ru.ts').then((module) => module.ru),
  ar: () => import('./conversion.ar.ts').then((module) => module.ar),
});
