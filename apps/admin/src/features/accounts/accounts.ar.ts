import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './accounts.en.ts';

/** Arabic texts of accounts. */
export const ar = {
  create: 'حساب جديد',
  submit: 'إنشاء الحساب',
  none: { title: 'لا حسابات بعد', reason: 'الحساب شركة أو شخص تبيع له. اكتب أول حساب.' },
} satisfies Catalogue<typeof en, 'ar'>;
