import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './api-keys.en.ts';

/** Russian texts of API keys, and of secrets that are shown once. */
export const ru = {
  create: 'Новый ключ',
  submit: 'Создать ключ',
  actsAs: 'Действует как',
  actsAsHint: 'Ключ никогда не может больше, чем этот человек сейчас.',
  scopes: 'Может',
  scopeCount_one: '{{count, number}} право',
  scopeCount_few: '{{count, number}} права',
  scopeCount_many: '{{count, number}} прав',
  scopeCount_other: '{{count, number}} права',
  lastUsed: 'Использован',
  expires: 'Действует до',
  read: 'чтение',
  write: 'запись',
  nameHint: 'Для чего ключ: чтобы было понятно, у кого спросить.',
  state: {
    active: 'Действует',
    expired: 'Истёк',
    revoked: 'Отозван',
  },
  rotate: 'Обновить',
  rotateOf: 'Новый секрет для «{{name}}»',
  rotateTitle: 'Выдать новый секрет для «{{name}}»?',
  rotateReason: 'Старый секрет ещё какое-то время работает, чтобы программы можно было переключить по очереди.',
  overlap: 'Старый работает ещё',
  minutes: 'минут',
  hours: 'часов',
  secretOf: 'Секрет ключа «{{name}}»',
  once: 'Он показывается один раз. Сохраните его в надёжном месте: прочитать его снова нельзя.',
  copy: 'Копировать',
  copied: 'Секрет скопирован',
  notCopied: 'Браузер не позволил: выделите секрет и скопируйте',
  kept: 'Секрет сохранён',
  lost: 'Секрет уже показывали. Обновите ключ, чтобы получить новый.',
  none: {
    title: 'Ключей API пока нет',
    reason: 'С ключом программа входит от имени человека и получает только нужные права.',
  },
} satisfies Catalogue<typeof en, 'ru'>;
