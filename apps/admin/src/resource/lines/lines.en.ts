/** English texts of the lines of quotes and invoices. */
export const en = {
  lines: 'Lines',
  product: 'Product',
  description: 'Description',
  quantity: 'Quantity',
  unit: 'Unit',
  price: 'Price',
  discount: 'Discount',
  tax: 'Tax',
  interval: 'Billed',
  lineTotal: 'Net',
  every: { once: 'Once', month: 'Monthly', quarter: 'Quarterly', year: 'Yearly' },
  subtotal: 'Sum before discount',
  allDiscount: 'Discount',
  taxAt: 'Tax {{rate}}',
  add: 'Add a line',
  line: 'Line {{number, number}}',
  moveUp: 'Move line {{number, number}} up',
  moveDown: 'Move line {{number, number}} down',
  remove: 'Remove line {{number, number}}',
  wrong: 'Correct this value.',
  noPrice: 'No price book says what it costs in {{currency}}. Write a price.',
  total: 'Total',
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    lines: typeof en;
  }
}
