import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './webhooks.en.ts';

/** Russian texts of webhooks and their log. */
export const ru = {
  create: 'Новый вебхук',
  submit: 'Создать вебхук',
  save: 'Сохранить',
  url: 'Адрес',
  urlHint: 'Сюда отправляются запросы; адреса внутри своей сети не принимаются.',
  nameHint: 'Что на другом конце: кто найдёт его здесь, будет знать, кого спросить.',
  events: 'События',
  eventCount_one: '{{count, number}} событие',
  eventCount_few: '{{count, number}} события',
  eventCount_many: '{{count, number}} событий',
  eventCount_other: '{{count, number}} события',
  kind: {
    created: 'создано',
    updated: 'изменено',
    deleted: 'удалено',
    restored: 'восстановлено',
  },
  state: {
    active: 'Работает',
    paused: 'Приостановлен',
    disabled: 'Отключён',
    failing: 'Не отвечает',
  },
  turn: {
    active: 'Включить',
    paused: 'Приостановить',
  },
  turnOf: {
    active: 'Включить «{{name}}»',
    paused: 'Приостановить «{{name}}»',
  },
  log: 'Журнал',
  logOf: 'Журнал «{{name}}»',
  logTitle: 'Что отправлено в «{{name}}»',
  nothingSent: 'Пока ничего не отправлено.',
  delivery: {
    queued: 'ждёт',
    sending: 'отправляется',
    delivered: 'принято',
    failed: 'не удалось',
  },
  tries_one: '{{count, number}} попытка',
  tries_few: '{{count, number}} попытки',
  tries_many: '{{count, number}} попыток',
  tries_other: '{{count, number}} попытки',
  replayOf: 'Отправить «{{event}}» снова',
  replayAll: 'Отправить неудавшиеся снова',
  replayed_one: '{{count, number}} событие отправляется снова',
  replayed_few: '{{count, number}} события отправляются снова',
  replayed_many: '{{count, number}} событий отправляются снова',
  replayed_other: '{{count, number}} события отправляются снова',
  test: 'Отправить пробу',
  close: 'Закрыть',
  none: {
    title: 'Вебхуков пока нет',
    reason: 'Вебхук сообщает другой системе об изменениях: с подписью и по порядку.',
  },
} satisfies Catalogue<typeof en, 'ru'>;
