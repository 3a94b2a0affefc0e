import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of campaigns. */
export const campaignsMessages = defineMessages('campaigns', {
  en: () => import('./campaigns.en.ts').then((module) => module.en),
  ru: () => import('./campaigns.ru.ts').then((module) => module.ru),
  ar: () => import('./campaigns.ar.ts').then((module) => module.ar),
});
