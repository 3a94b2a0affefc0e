import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './reports.en.ts';

/** Arabic texts of the reports. */
export const ar = {
  asOf: 'حتى',
  failed: 'تعذّرت قراءة التقرير',
  customers: 'العملاء حسب الحالة',
  deals: 'الصفقات حسب المرحلة: {{pipeline}}',
  leads: 'العملاء المحتملون حسب المصدر',
  converted: 'تم تحويل {{count, number}}',
  tickets: 'التذاكر حسب الحالة',
  won: 'المكسوب حسب الشهر',
  currency: 'العملة',
  wonTotal: 'المكسوب خلال 12 شهرًا',
  atRates: 'بأسعار صرف {{rates}}',
  withoutRate: 'من دون {{currencies}}، إذ لا سعر صرف لها',
  wonCount_zero: 'لا صفقات',
  wonCount_one: 'صفقة واحدة',
  wonCount_two: 'صفقتان',
  wonCount_few: '{{count, number}} صفقات',
  wonCount_many: '{{count, number}} صفقة',
  wonCount_other: '{{count, number}} صفقة',
  openDeals: 'الصفقات المفتوحة',
  wonDeals: 'مكسوبة',
  allPipelines: 'في كل المسارات',
  activeCustomers: 'العملاء النشطون',
  overdue: 'الأنشطة المتأخرة',
  overdueShort: 'متأخرة',
  dueSoon: 'تستحق خلال أسبوع',
  team: 'الفريق خلال 30 يومًا',
  done: 'أُنجزت',
  response: 'أول رد',
} satisfies Catalogue<typeof en, 'ar'>;
