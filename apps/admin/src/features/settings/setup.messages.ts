import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts of rights, tags, rules, custom fields and the audit log. */
export const setupMessages = defineMessages('setup', {
  en: () => import('./setup.en.ts').then((module) => module.en),
  ru: () => import('./setup.ru.ts').then((module) => module.ru),
  ar: () => import('./setup.ar.ts').then((module) => module.ar),
});
