import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './tickets.en.ts';

/** Russian texts of tickets. */
export const ru = {
  create: 'Новое обращение',
  submit: 'Открыть обращение',
  unassigned: 'Без ответственного',
  view: { unassigned: 'Не назначены', breached: 'Просрочены' },
  lastMessage: 'Последнее сообщение',
  asked: 'О чём спросили',
  descriptionHint: 'Словами клиента.',
  accountHint: 'Если не заполнить – компания контакта.',
  defaultCategory: 'По умолчанию',
  teamHint: 'Если не заполнить – команда категории.',
  none: { title: 'Обращений пока нет', reason: 'Обращение – вопрос, который ждёт ответа. Запишите первый.' },
} satisfies Catalogue<typeof en, 'ru'>;
