import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './opportunities.en.ts';

/** Russian texts of deals. */
export const ru = {
  create: 'Новая сделка',
  submit: 'Создать сделку',
  look: { label: 'Как показать сделки', list: 'Список', board: 'Доска' },
  view: { open: 'Открытые', closing: 'Закрытие за 30 дней' },
  age: 'На стадии',
  stale: 'На этой стадии дольше обычного',
  late: 'Дата закрытия прошла',
  stageOf: '{{pipeline}}: {{stage}}',
  none: {
    title: 'Сделок пока нет',
    reason: 'Сделка – продажа на пути по стадиям. Она появляется из конверсии лида; или внесите первую.',
  },
} satisfies Catalogue<typeof en, 'ru'>;
