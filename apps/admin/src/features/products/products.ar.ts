import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './products.en.ts';

/** Arabic texts of products. */
export const ar = {
  create: 'منتج جديد',
  submit: 'إنشاء المنتج',
  edit: 'تعديل',
  delete: 'حذف',
  piece: 'قطعة',
  taxHint: 'نسبة مئوية تُضاف إلى السعر: 15 أو 5.5.',
  inBooks: 'الأسعار في قوائم الأسعار',
  inNoBook: 'لا سعر خاص له في أي قائمة، فيسري السعر الأساسي.',
  fromQuantity: 'من الكمية',
  from: 'من {{quantity}}',
  anyQuantity: 'أي كمية',
  discount: 'الخصم',
  view: { offered: 'معروض', recurring: 'متكرر' },
  none: { title: 'لا توجد منتجات بعد', reason: 'تتكوّن عروض الأسعار والفواتير من المنتجات. أضف الأول.' },
} satisfies Catalogue<typeof en, 'ar'>;
