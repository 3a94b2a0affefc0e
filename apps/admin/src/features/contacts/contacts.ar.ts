import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './contacts.en.ts';

/** Arabic texts of contacts. */
export const ar = {
  create: 'جهة اتصال جديدة',
  submit: 'إنشاء جهة الاتصال',
  noLanguage: 'غير معروفة',
  none: { title: 'لا جهات اتصال بعد', reason: 'جهة الاتصال شخص تتحدث معه. اكتب أول جهة.' },
} satisfies Catalogue<typeof en, 'ar'>;
