import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './lines.en.ts';

/** Arabic texts of the lines of quotes and invoices. */
export const ar = {
  lines: 'البنود',
  product: 'المنتج',
  description: 'الوصف',
  quantity: 'الكمية',
  unit: 'الوحدة',
  price: 'السعر',
  discount: 'الخصم',
  tax: 'الضريبة',
  interval: 'الدفع',
  lineTotal: 'الصافي',
  every: { once: 'مرة واحدة', month: 'شهريا', quarter: 'كل ثلاثة أشهر', year: 'سنويا' },
  subtotal: 'المجموع قبل الخصم',
  allDiscount: 'الخصم',
  taxAt: 'الضريبة {{rate}}',
  add: 'إضافة بند',
  line: 'البند {{number, number}}',
  moveUp: 'نقل البند {{number, number}} إلى أعلى',
  moveDown: 'نقل البند {{number, number}} إلى أسفل',
  remove: 'حذف البند {{number, number}}',
  wrong: 'صحح هذه القيمة.',
  noPrice: 'لا تذكر أي قائمة أسعار سعره بعملة {{currency}}. اكتب سعرا.',
  total: 'الإجمالي',
} satisfies Catalogue<typeof en, 'ar'>;
