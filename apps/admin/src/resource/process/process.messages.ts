import { defineMessages } from '@crm/ui/i18n/messages';

/** Words of processes: what they wait for, their steps, their states. */
export const processMessages = defineMessages('process', {
  en: () => import('./process.en.ts').then((module) => module.en),
  ru: () => import('./process.ru.ts').then((module) => module.ru),
  ar: () => import('./process.ar.ts').then((module) => module.ar),
});
