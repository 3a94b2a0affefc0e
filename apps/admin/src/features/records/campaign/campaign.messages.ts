import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of a campaign's page. */
export const campaignMessages = defineMessages('campaign', {
  en: () => import('./campaign.en.ts').then((module) => module.en),
  ru: () => import('./campaign.ru.ts').then((module) => module.ru),
  ar: () => import('./campaign.ar.ts').then((module) => module.ar),
});
