import type { Catalogue } from '@crm/ui/i18n/catalogue';
import type { en } from './campaigns.en.ts';

/** Arabic texts of campaigns. */
export const ar = {
  create: 'حملة جديدة',
  submit: 'تخطيط الحملة',
  view: { running: 'الجارية' },
  none: { title: 'لا حملات بعد', reason: 'الحملة تقول من تخاطب، وبأي تكلفة، وما نتج عنها.' },
  utmHint: 'يُحتسب لها العملاء المحتملون القادمون بهذا utm_campaign.',
  segmentHint: 'من يطابق يُضاف عضوًا في صفحة الحملة.',
  noSegment: 'لا أحد بعد',
  conditions: 'شروط الشريحة',
} satisfies Catalogue<typeof en, 'ar'>;
