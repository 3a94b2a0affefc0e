import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of deals. */
export const opportunitiesMessages = defineMessages('opportunities', {
  en: () => import('./opportunities.en.ts').then((module) => module.en),
  ru: () => import('./opportunities.ru.ts').then((module) => module.ru),
  ar: () => import('./opportunities.ar.ts').then((module) => module.ar),
});
