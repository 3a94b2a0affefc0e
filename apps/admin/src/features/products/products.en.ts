/** English texts of products. */
export const en = {
  create: 'New product',
  submit: 'Create product',
  edit: 'Edit',
  delete: 'Delete',
  piece: 'piece',
  taxHint: 'Percent, on top of the price: 21 or 5.5.',
  inBooks: 'Prices in price books',
  inNoBook: 'No price book has a price of its own for it: the list price holds.',
  fromQuantity: 'From quantity',
  from: 'from {{quantity}}',
  anyQuantity: 'any',
  discount: 'Discount',
  view: { offered: 'Offered', recurring: 'Recurring' },
  none: { title: 'No products yet', reason: 'Quotes and invoices are made of products. Write down the first one.' },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    products: typeof en;
  }
}
