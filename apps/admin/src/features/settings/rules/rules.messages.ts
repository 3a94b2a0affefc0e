import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of rules and their editor. */
export const rulesMessages = defineMessages('rules', {
  en: () => import('./rules.en.ts').then((module) => module.en),
  ru: () => import('./rules.ru.ts').then((module) => module.ru),
  ar: () => import('./rules.ar.ts').then((module) => module.ar),
});
