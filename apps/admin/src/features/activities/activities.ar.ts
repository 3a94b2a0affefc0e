import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './activities.en.ts';

/** Arabic texts of activities. */
export const ar = {
  create: 'نشاط جديد',
  submit: 'إنشاء النشاط',
  view: { overdue: 'المتأخرة' },
  overdue: 'متأخر',
  complete: 'إنجاز',
  completeIt: 'إنجاز «{{name}}»',
  verb: 'أُنجز؟',
  completed: 'أُنجز «{{name}}»',
  undo: 'تراجع',
  reopened: 'عاد «{{name}}» إلى الجدول',
  aboutNothing: 'لا شيء',
  aboutKind: 'نوع السجل',
  minutes: 'دقيقة',
  none: {
    title: 'لا أنشطة بعد',
    reason: 'هنا المكالمات والاجتماعات والرسائل والمهام والملاحظات عن عملائك. خطّط لأول نشاط.',
  },
} satisfies Catalogue<typeof en, 'ar'>;
