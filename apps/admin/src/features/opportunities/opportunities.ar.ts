import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './opportunities.en.ts';

/** Arabic texts of deals. */
export const ar = {
  create: 'صفقة جديدة',
  submit: 'إنشاء الصفقة',
  look: { label: 'طريقة عرض الصفقات', list: 'قائمة', board: 'لوحة' },
  view: { open: 'المفتوحة', closing: 'تُغلق خلال 30 يومًا' },
  age: 'في المرحلة',
  stale: 'في هذه المرحلة أطول من المعتاد',
  late: 'فات تاريخ الإغلاق',
  stageOf: '{{pipeline}}: {{stage}}',
  none: {
    title: 'لا صفقات بعد',
    reason: 'الصفقة عملية بيع تمرّ بالمراحل. ينشئها تحويل عميل محتمل، أو اكتب الأولى.',
  },
} satisfies Catalogue<typeof en, 'ar'>;
