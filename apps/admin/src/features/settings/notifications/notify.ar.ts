import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './notify.en.ts';

/** Arabic texts of the settings of notifications. */
export const ar = {
  kinds: 'ما يصلك وكيف',
  kind: 'ما يحدث',
  channel: { app: 'في النظام', email: 'البريد', push: 'المتصفح' },
  cell: '{{kind}}: {{channel}}',
  neverMailed: 'لا يُبلَّغ بالبريد عن رسالة تعذّر إرسالها',
  when: 'متى',
  digest: 'تصل الرسائل',
  digests: { at_once: 'فورًا', hourly: 'كل ساعة مجتمعة', daily: 'كل يوم الساعة 8:00 مجتمعة' },
  quiet: 'لا شيء بالبريد أو المتصفح في ساعات الهدوء',
  quietHint: 'بتوقيت {{zone}}. ما يحدث خلالها يصل عند انتهائها.',
  from: 'من',
  to: 'إلى',
  browser: 'هذا المتصفح',
  push: {
    on: 'تصلك الإشعارات هنا حتى عندما يكون النظام مغلقًا.',
    off: 'استقبل الإشعارات هنا حتى عندما يكون النظام مغلقًا.',
    denied: 'لا يسمح هذا المتصفح للنظام بعرض الإشعارات. اسمح بها لهذا الموقع في إعدادات المتصفح.',
    unsupported: 'لا يستطيع هذا المتصفح استقبال الإشعارات والنظام مغلق.',
    start: 'أبلغني في هذا المتصفح',
    stop: 'لا تبلغني هنا',
    others_zero: 'لا متصفح لك يستقبل الإشعارات.',
    others_one: 'متصفح واحد لك يستقبل الإشعارات.',
    others_two: 'متصفحان لك يستقبلان الإشعارات.',
    others_few: '{{count}} متصفحات لك تستقبل الإشعارات.',
    others_many: '{{count}} متصفحًا لك يستقبل الإشعارات.',
    others_other: '{{count}} متصفح لك يستقبل الإشعارات.',
  },
} satisfies Catalogue<typeof en, 'ar'>;
