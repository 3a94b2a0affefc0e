import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './home.en.ts';

/** Russian texts of the start page. */
export const ru = {
  title: 'Главная',
  needsYou: 'Ждёт вас',
  dueFirst: 'сначала ближайшие',
  calm: 'Вас ничего не ждёт.',
  decide: 'Решить',
  all: 'Все',
  activities: 'Дела: просроченные и на сегодня',
  noActivities: 'На сегодня дел нет.',
  done: 'Готово: {{subject}}',
  markedDone: '«{{subject}}» — готово',
  leads: 'Мои новые лиды',
  noLeads: 'За вами нет лидов.',
  deals: 'Мои сделки, которые скоро закрываются',
  noDeals: 'У ваших открытых сделок нет даты закрытия.',
  score: 'оценка {{score}}',
} satisfies Catalogue<typeof en, 'ru'>;
