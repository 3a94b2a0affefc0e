import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './activities.en.ts';

/** Russian texts of activities. */
export const ru = {
  create: 'Новое дело',
  submit: 'Создать дело',
  view: { overdue: 'Просроченные' },
  overdue: 'Просрочено',
  complete: 'Выполнить',
  completeIt: 'Выполнить «{{name}}»',
  verb: 'Готово?',
  completed: '«{{name}}» выполнено',
  undo: 'Отменить',
  reopened: '«{{name}}» снова запланировано',
  aboutNothing: 'ни с чем',
  aboutKind: 'Вид записи',
  minutes: 'мин',
  none: {
    title: 'Дел пока нет',
    reason: 'Здесь звонки, встречи, письма, задачи и заметки о ваших клиентах. Запланируйте первое дело.',
  },
} satisfies Catalogue<typeof en, 'ru'>;
