import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './trash.en.ts';

/** Russian texts of the trash. */
export const ru = {
  kinds: 'Вид записей',
  search: 'Поиск в корзине',
  what: 'Что это было',
  by: 'Кто удалил',
  verbs: 'Действия',
  restore: 'Восстановить',
  restoreOf: 'Восстановить «{{name}}»',
  restored: '«{{name}}» снова на месте',
  more: 'Показать ещё',
  none: {
    title: 'В корзине пусто',
    reason: 'Сюда попадает удалённое; его можно восстановить.',
  },
  taken: {
    title: '«{{name}}» пока нельзя вернуть',
    reason:
      'Другая запись заняла то, что не должно повторяться, например адрес почты. Измените его там или удалите ту запись, затем восстановите эту.',
    other: 'Открыть другую запись',
    otherNamed: 'Открыть «{{name}}»',
    close: 'Оставить здесь',
  },
} satisfies Catalogue<typeof en, 'ru'>;
