import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of the pipeline board and of moving deals. */
export const boardMessages = defineMessages('board', {
  en: () => import('./board.en.ts').then((module) => module.en),
  ru: () => import('./board.ru.ts').then((module) => module.ru),
  ar: () => import('./board.ar.ts').then((module) => module.ar),
});
