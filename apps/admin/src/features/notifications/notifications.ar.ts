import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './notifications.en.ts';

/** Arabic texts around notifications. */
export const ar = {
  title: 'الإشعارات',
  unread_zero: 'لا إشعارات غير مقروءة',
  unread_one: 'إشعار غير مقروء',
  unread_two: 'إشعاران غير مقروءين',
  unread_few: '{{count}} إشعارات غير مقروءة',
  unread_many: '{{count}} إشعارًا غير مقروء',
  unread_other: '{{count}} إشعار غير مقروء',
  shown: 'أي الإشعارات',
  show: { unread: 'غير المقروءة', all: 'الكل' },
  readAll: 'تعليم الكل كمقروء',
  readOne: 'تعليم كمقروء: {{text}}',
  all: 'كل الإشعارات',
  settings: 'إعدادات الإشعارات',
  older: 'تحميل المزيد',
  failed: 'تعذّرت قراءة الإشعارات',
  calm: 'قرأت كل شيء',
  calmReason: 'عندما يذكرك أحد أو يسند إليك سجلًا أو ينقل صفقتك، يظهر ذلك هنا فورًا.',
} satisfies Catalogue<typeof en, 'ar'>;
