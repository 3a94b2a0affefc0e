import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './campaigns.en.ts';

/** Russian texts of campaigns. */
export const ru = {
  create: 'Новая кампания',
  submit: 'Запланировать кампанию',
  view: { running: 'Идут' },
  none: {
    title: 'Кампаний пока нет',
    reason: 'Кампания говорит, к кому вы обращаетесь, за сколько и что из этого вышло.',
  },
  utmHint: 'К ней относятся лиды, пришедшие с этим utm_campaign.',
  segmentHint: 'Подходящих добавляют в участники на странице кампании.',
  noSegment: 'Пока никто',
  conditions: 'Условия сегмента',
} satisfies Catalogue<typeof en, 'ru'>;
