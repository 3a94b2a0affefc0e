import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './tickets.en.ts';

/** Arabic texts of tickets. */
export const ar = {
  create: 'تذكرة جديدة',
  submit: 'فتح التذكرة',
  unassigned: 'بلا مسؤول',
  view: { unassigned: 'غير مسندة', breached: 'فات موعدها' },
  lastMessage: 'آخر رسالة',
  asked: 'ما سُئل عنه',
  descriptionHint: 'بكلمات العميل.',
  accountHint: 'حساب جهة الاتصال إن تُرك فارغًا.',
  defaultCategory: 'الفئة الافتراضية',
  teamHint: 'فريق الفئة إن تُرك فارغًا.',
  none: { title: 'لا تذاكر بعد', reason: 'التذكرة سؤال ينتظر جوابًا. اكتب أول تذكرة.' },
} satisfies Catalogue<typeof en, 'ar'>;
