import { defineMessages } from '@crm/ui/i18n/messages';

/** Texts around notifications; what each of them says stands in `@crm/domain/notification/notification-words`. */
export const notificationsMessages = defineMessages('notifications', {
  en: () => import('./notifications.en.ts').then((module) => module.en),
  ru: () => import('./notifications.ru.ts').then((module) => module.ru),
  ar: () => import('./notifications.ar.ts').then((module) => module.ar),
});
