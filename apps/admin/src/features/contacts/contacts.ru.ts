import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './contacts.en.ts';

/** Russian texts of contacts. */
export const ru = {
  create: 'Новый контакт',
  submit: 'Создать контакт',
  noLanguage: 'неизвестен',
  none: { title: 'Контактов пока нет', reason: 'Контакт – человек, с которым вы говорите. Внесите первого.' },
} satisfies Catalogue<typeof en, 'ru'>;
