import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './lines.en.ts';

/** Russian texts of the lines of quotes and invoices. */
export const ru = {
  lines: 'Позиции',
  product: 'Товар',
  description: 'Описание',
  quantity: 'Количество',
  unit: 'Единица',
  price: 'Цена',
  discount: 'Скидка',
  tax: 'Налог',
  interval: 'Оплата',
  lineTotal: 'Без налога',
  every: { once: 'Разово', month: 'Ежемесячно', quarter: 'Ежеквартально', year: 'Ежегодно' },
  subtotal: 'Сумма до скидки',
  allDiscount: 'Скидка',
  taxAt: 'Налог {{rate}}',
  add: 'Добавить позицию',
  line: 'Позиция {{number, number}}',
  moveUp: 'Поднять позицию {{number, number}}',
  moveDown: 'Опустить позицию {{number, number}}',
  remove: 'Убрать позицию {{number, number}}',
  wrong: 'Исправьте это значение.',
  noPrice: 'Ни в одном прайс-листе нет цены в {{currency}}. Впишите её.',
  total: 'Итого',
} satisfies Catalogue<typeof en, 'ru'>;
