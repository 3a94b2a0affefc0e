import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './leads.en.ts';

/** Arabic texts of leads. */
export const ar = {
  create: 'عميل محتمل جديد',
  submit: 'إنشاء العميل المحتمل',
  separator: '، ',
  notScored: 'لم يُقيَّم بعد',
  noRule: 'لم تمنح أي قاعدة نقاطًا',
  view: { fresh: 'الجدد، الأفضل أولًا', ready: 'جاهز للتحويل' },
  none: {
    title: 'لا عملاء محتملين بعد',
    reason: 'العميل المحتمل شخص سأل أو عُثر عليه. تأتي بهم النماذج وواجهة البرمجة، أو اكتب واحدًا.',
  },
} satisfies Catalogue<typeof en, 'ar'>;
