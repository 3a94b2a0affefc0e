import { fillIn, type InLanguages, type Language } from '../language.ts';

/** A sentence by the plural form of `{{count}}`. */
type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }>;

/** What stands around notifications in a mail. */
export interface NotificationMailWords {
  /** The subject of a mail that tells of several, by plural form; `{{count}}` is how many. */
  readonly several: PluralForms;
  /** Below those that the mail tells one by one. */
  readonly more: PluralForms;
  readonly open: string;
  /** Why somebody gets this. */
  readonly why: string;
  readonly settings: string;
  /** `{{kinds}}`: what they are called. */
  readonly unsubscribe: string;
}

export const notificationMailWords: InLanguages<NotificationMailWords> = {
  en: {
    several: { one: '{{count}} notification', other: '{{count}} notifications' },
    more: { other: 'And {{count}} more, in the CRM' },
    open: 'Open in the CRM',
    why: 'You get this because you chose to be told by e-mail.',
    settings: 'Change what you are told',
    unsubscribe: 'No more e-mails about: {{kinds}}',
  },
  ru: {
    several: {
      one: '{{count}} уведомление',
      few: '{{count}} уведомления',
      many: '{{count}} уведомлений',
      other: '{{count}} уведомления',
    },
    more: { other: 'И ещё {{count}}: в CRM' },
    open: 'Открыть в CRM',
    why: 'Вы получили это письмо, потому что выбрали уведомления по почте.',
    settings: 'Настроить уведомления',
    unsubscribe: 'Больше не писать мне: {{kinds}}',
  },
  ar: {
    several: {
      zero: 'لا إشعارات',
      one: 'إشعار واحد',
      two: 'إشعاران',
      few: '{{count}} إشعارات',
      many: '{{count}} إشعارًا',
      other: '{{count}} إشعار',
    },
    more: { other: 'و{{count}} غيرها في النظام' },
    open: 'فتح في النظام',
    why: 'وصلتك هذه الرسالة لأنك اخترت أن تصلك الإشعارات بالبريد.',
    settings: 'تغيير ما يصلك',
    unsubscribe: 'إيقاف الرسائل عن: {{kinds}}',
  },
};

/** How many, in words. */
export function countText(forms: PluralForms, language: Language, count: number): string {
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
  return fillIn(form, { count: new Intl.NumberFormat(language).format(count) });
}
