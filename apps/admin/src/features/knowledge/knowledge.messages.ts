import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of the knowledge base. */
export const knowledgeMessages = defineMessages('knowledge', {
  en: () => import('./knowledge.en.ts').then((module) => module.en),
  ru: () => import('./knowledge.ru.ts').then((module) => module.ru),
  ar: () => import('./knowledge.ar.ts').then((module) => module.ar),
});
