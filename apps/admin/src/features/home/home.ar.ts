import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './home.en.ts';

/** Arabic texts of the start page. */
export const ar = {
  title: 'الرئيسية',
  needsYou: 'بانتظارك',
  dueFirst: 'الأقرب موعدًا أولًا',
  calm: 'لا شيء بانتظارك.',
  decide: 'اتخاذ القرار',
  all: 'الكل',
  activities: 'المهام المتأخرة ومهام اليوم',
  noActivities: 'لا شيء مستحق اليوم.',
  done: 'تم: {{subject}}',
  markedDone: 'تم «{{subject}}»',
  leads: 'أحدث عملائي المحتملين',
  noLeads: 'لم يُسند إليك أي عميل محتمل.',
  deals: 'صفقاتي القريبة من الإغلاق',
  noDeals: 'لا صفقة مفتوحة لك لها تاريخ إغلاق.',
  score: 'الدرجة {{score}}',
} satisfies Catalogue<typeof en, 'ar'>;
