import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './products.en.ts';

/** Russian texts of products. */
export const ru = {
  create: 'Новый товар',
  submit: 'Создать товар',
  edit: 'Изменить',
  delete: 'Удалить',
  piece: 'шт.',
  taxHint: 'Процентов сверх цены: 20 или 5.5.',
  inBooks: 'Цены в прайс-листах',
  inNoBook: 'В прайс-листах своей цены нет: действует основная.',
  fromQuantity: 'От количества',
  from: 'от {{quantity}}',
  anyQuantity: 'любое',
  discount: 'Скидка',
  view: { offered: 'В продаже', recurring: 'Регулярные' },
  none: { title: 'Товаров пока нет', reason: 'Из товаров составляются предложения и счета. Добавьте первый.' },
} satisfies Catalogue<typeof en, 'ru'>;
