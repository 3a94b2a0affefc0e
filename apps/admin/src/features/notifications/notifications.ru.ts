import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './notifications.en.ts';

/** Russian texts around notifications. */
export const ru = {
  title: 'Уведомления',
  unread_one: '{{count}} непрочитанное',
  unread_few: '{{count}} непрочитанных',
  unread_many: '{{count}} непрочитанных',
  unread_other: '{{count}} непрочитанных',
  shown: 'Какие уведомления',
  show: { unread: 'Непрочитанные', all: 'Все' },
  readAll: 'Отметить всё прочитанным',
  readOne: 'Отметить прочитанным: {{text}}',
  all: 'Все уведомления',
  settings: 'Настройки уведомлений',
  older: 'Загрузить ещё',
  failed: 'Не удалось прочитать уведомления',
  calm: 'Всё прочитано',
  calmReason: 'Когда вас упомянут, передадут вам запись или переместят вашу сделку, это сразу появится здесь.',
} satisfies Catalogue<typeof en, 'ru'>;
