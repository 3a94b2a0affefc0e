import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './leads.en.ts';

/** Russian texts of leads. */
export const ru = {
  create: 'Новый лид',
  submit: 'Создать лид',
  separator: ', ',
  notScored: 'ещё не оценён',
  noRule: 'Ни одно правило не дало баллов',
  view: { fresh: 'Новые, лучшие сверху', ready: 'Готовы к конверсии' },
  none: {
    title: 'Лидов пока нет',
    reason: 'Лид – тот, кто обратился или найден. Их приносят формы и API; или внесите вручную.',
  },
} satisfies Catalogue<typeof en, 'ru'>;
