import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of the reports. */
export const reportsMessages = defineMessages('reports', {
  en: () => import('./reports.en.ts').then((module) => module.en),
  ru: () => import('./reports.ru.ts').then((module) => module.ru),
  ar: () => import('./reports.ar.ts').then((module) => module.ar),
});
