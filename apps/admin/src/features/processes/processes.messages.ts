import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of the pages of processes. */
export const processesMessages = defineMessages('processes', {
  en: () => import('./processes.en.ts').then((module) => module.en),
  ru: () => import('./processes.ru.ts').then((module) => module.ru),
  ar: () => import('./processes.ar.ts').then((module) => module.ar),
});
