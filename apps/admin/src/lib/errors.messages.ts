import { defineMessages } from '@crm/ui/i18n/messages';
import { errorsNamespace } from './error-codes.ts';

/** Words for everything that can be refused or fail. */
export const errorsMessages = defineMessages(errorsNamespace, {
  en: () => import('./errors.en.ts').then((module) => module.en),
  ru: () => import('./errors.ru.ts').then((module) => module.ru),
  ar: () => import('./errors.ar.ts').then((module) => module.ar),
});
