import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of activities. */
export const activitiesMessages = defineMessages('activities', {
  en: () => import('./activities.en.ts').then((module) => module.en),
  ru: () => import('./activities.ru.ts').then((module) => module.ru),
  ar: () => import('./activities.ar.ts').then((module) => module.ar),
});
