import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './notify.en.ts';

/** Russian texts of the settings of notifications. */
export const ru = {
  kinds: 'О чём сообщать и как',
  kind: 'Что происходит',
  channel: { app: 'В CRM', email: 'Почта', push: 'Браузер' },
  cell: '{{kind}}: {{channel}}',
  neverMailed: 'О неотправленном письме письмом не сообщается',
  when: 'Когда',
  digest: 'Письма приходят',
  digests: { at_once: 'Сразу', hourly: 'Раз в час, одним письмом', daily: 'Раз в день в 8:00, одним письмом' },
  quiet: 'В тихие часы не писать и не показывать в браузере',
  quietHint: 'По времени {{zone}}. Всё, что случится за это время, придёт, когда они закончатся.',
  from: 'С',
  to: 'До',
  browser: 'Этот браузер',
  push: {
    on: 'Уведомления приходят сюда, даже когда CRM закрыта.',
    off: 'Получайте уведомления здесь, даже когда CRM закрыта.',
    denied: 'Браузер не разрешает CRM показывать уведомления. Разрешите их для этого сайта в настройках браузера.',
    unsupported: 'Этот браузер не умеет получать уведомления, когда CRM закрыта.',
    start: 'Сообщать в этом браузере',
    stop: 'Больше не сообщать здесь',
    others_one: 'Всего уведомления получает {{count}} ваш браузер.',
    others_few: 'Всего уведомления получают {{count}} ваших браузера.',
    others_many: 'Всего уведомления получают {{count}} ваших браузеров.',
    others_other: 'Всего уведомления получают {{count}} ваших браузера.',
  },
} satisfies Catalogue<typeof en, 'ru'>;
