import { defineMessages } from './messages.ts';

/** The texts of the design system itself. */
export const uiMessages = defineMessages('ui', {
  en: () => import('./ui.en.ts').then((module) => module.en),
  ru: () => import('./ui.ru.ts').then((module) => module.ru),
  ar: () => import('./ui.ar.ts').then((module) => module.ar),
});
