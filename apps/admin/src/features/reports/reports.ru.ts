import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './reports.en.ts';

/** Russian texts of the reports. */
export const ru = {
  asOf: 'на',
  failed: 'Не удалось прочитать отчёт',
  customers: 'Клиенты по статусам',
  deals: 'Сделки по этапам: {{pipeline}}',
  leads: 'Лиды по источникам',
  converted: 'сконвертировано: {{count, number}}',
  tickets: 'Обращения по статусам',
  won: 'Выиграно по месяцам',
  currency: 'Валюта',
  wonTotal: 'Выиграно за 12 месяцев',
  atRates: 'по курсам {{rates}}',
  withoutRate: 'без {{currencies}}: для них нет курса',
  wonCount_one: '{{count, number}} сделка',
  wonCount_few: '{{count, number}} сделки',
  wonCount_many: '{{count, number}} сделок',
  wonCount_other: '{{count, number}} сделки',
  openDeals: 'Открытые сделки',
  wonDeals: 'Выиграно',
  allPipelines: 'во всех воронках',
  activeCustomers: 'Действующие клиенты',
  overdue: 'Просроченные дела',
  overdueShort: 'Просрочено',
  dueSoon: 'Срок в ближайшую неделю',
  team: 'Команда за 30 дней',
  done: 'Сделано',
  response: 'Первый ответ',
} satisfies Catalogue<typeof en, 'ru'>;
