import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of API keys, and of secrets that are shown once. */
export const apiKeysMessages = defineMessages('apiKeys', {
  en: () => import('./api-keys.en.ts').then((module) => module.en),
  ru: () => import('./api-keys.ru.ts').then((module) => module.ru),
  ar: () => import('./api-keys.ar.ts').then((module) => module.ar),
});
