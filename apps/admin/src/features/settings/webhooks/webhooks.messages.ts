import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of webhooks and their log. */
export const webhooksMessages = defineMessages('webhooks', {
  en: () => import('./webhooks.en.ts').then((module) => module.en),
  ru: () => import('./webhooks.ru.ts').then((module) => module.ru),
  ar: () => import('./webhooks.ar.ts').then((module) => module.ar),
});
