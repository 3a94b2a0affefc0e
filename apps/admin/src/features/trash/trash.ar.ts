import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './trash.en.ts';

/** Arabic texts of the trash. */
export const ar = {
  kinds: 'نوع السجلات',
  search: 'البحث في سلة المحذوفات',
  what: 'ما كان',
  by: 'حذفه',
  verbs: 'الإجراءات',
  restore: 'استعادة',
  restoreOf: 'استعادة «{{name}}»',
  restored: 'عاد «{{name}}»',
  more: 'عرض المزيد',
  none: { title: 'سلة المحذوفات فارغة', reason: 'يأتي المحذوف إلى هنا، ويمكن استعادته.' },
  taken: {
    title: 'لا يمكن أن يعود «{{name}}» الآن',
    reason: 'أخذ سجل آخر ما يجب ألا يتكرر، مثل البريد الإلكتروني. غيّره هناك أو احذف ذلك السجل، ثم استعد هذا.',
    other: 'فتح السجل الآخر',
    otherNamed: 'فتح «{{name}}»',
    close: 'إبقاؤه هنا',
  },
} satisfies Catalogue<typeof en, 'ar'>;
