import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './accounts.en.ts';

/** Russian texts of accounts. */
export const ru = {
  create: 'Новая компания',
  submit: 'Создать компанию',
  none: {
    title: 'Компаний пока нет',
    reason: 'Это организации и люди, которым вы продаёте. Внесите первую.',
  },
} satisfies Catalogue<typeof en, 'ru'>;
