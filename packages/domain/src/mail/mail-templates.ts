import type { InLanguages } from '../language.ts';

/** A mail in words. `{{name}}` stands for the parameter of that name. */
export interface MailWords {
  readonly subject: string;
  /** Each a paragraph; one that is empty when filled in is left out. Line breaks in parameters stay. */
  readonly paragraphs: readonly string[];
  /** The button below, which opens the parameter `url`; `null` for none. */
  readonly action: string | null;
}

/**
 * Every mail that is written from parameters alone. A new one is a line here, in three languages. (What people are told
 * of is not among them: its mails are made of their notifications, see `core/notification/notification-mail.ts`.)
 */
export const mailTemplates = {
  /** Whatever a person or a rule has written. */
  message: {
    en: { subject: '{{subject}}', paragraphs: ['{{body}}'], action: null },
    ru: { subject: '{{subject}}', paragraphs: ['{{body}}'], action: null },
    ar: { subject: '{{subject}}', paragraphs: ['{{body}}'], action: null },
  },
  /** What somebody of ours answers a customer; the number in the subject finds the ticket where nothing else does. */
  ticket_reply: {
    en: { subject: 'Re: {{subject}} [{{number}}]', paragraphs: ['{{body}}', '{{sender}}'], action: null },
    ru: { subject: 'Re: {{subject}} [{{number}}]', paragraphs: ['{{body}}', '{{sender}}'], action: null },
    ar: { subject: 'Re: {{subject}} [{{number}}]', paragraphs: ['{{body}}', '{{sender}}'], action: null },
  },
  /** An offer, with its PDF and the page to answer on. */
  quote: {
    en: {
      subject: 'Your quote {{number}}',
      paragraphs: [
        '{{message}}',
        'Our quote {{number}} is attached as a PDF. On its page you can read it, accept it or decline it.',
        '{{sender}}',
      ],
      action: 'Read and answer',
    },
    ru: {
      subject: 'Коммерческое предложение {{number}}',
      paragraphs: [
        '{{message}}',
        'Во вложении наше предложение {{number}} в PDF. На странице предложения его можно прочитать, принять или отклонить.',
        '{{sender}}',
      ],
      action: 'Прочитать и ответить',
    },
    ar: {
      subject: 'عرض السعر {{number}}',
      paragraphs: [
        '{{message}}',
        'تجدون عرضنا {{number}} مرفقاً بصيغة PDF. يمكنكم قراءته في صفحته وقبوله أو رفضه.',
        '{{sender}}',
      ],
      action: 'اقرأ العرض وأجب',
    },
  },
  quote_reminder: {
    en: {
      subject: 'Your quote {{number}} still waits for your answer',
      paragraphs: [
        'We have not heard from you about our quote {{number}} yet. It is attached once more.',
        '{{sender}}',
      ],
      action: 'Read and answer',
    },
    ru: {
      subject: 'Предложение {{number}} ещё ждёт вашего ответа',
      paragraphs: ['Мы ещё не получили ответа на наше предложение {{number}}. Прилагаем его ещё раз.', '{{sender}}'],
      action: 'Прочитать и ответить',
    },
    ar: {
      subject: 'عرض السعر {{number}} ما زال بانتظار ردكم',
      paragraphs: ['لم يصلنا بعد ردكم على عرضنا {{number}}. نرفقه مرة أخرى.', '{{sender}}'],
      action: 'اقرأ العرض وأجب',
    },
  },
  /** An invoice, with its PDF. */
  invoice: {
    en: {
      subject: 'Invoice {{number}}',
      paragraphs: ['Our invoice {{number}} over {{amount}} is attached. It is due on {{day}}.'],
      action: null,
    },
    ru: {
      subject: 'Счёт {{number}}',
      paragraphs: ['Во вложении счёт {{number}} на {{amount}}. Оплатить до {{day}}.'],
      action: null,
    },
    ar: {
      subject: 'الفاتورة {{number}}',
      paragraphs: ['نرفق فاتورتنا {{number}} بقيمة {{amount}}. تستحق في {{day}}.'],
      action: null,
    },
  },
  /** What was not paid in time. */
  payment_reminder: {
    en: {
      subject: 'Invoice {{number}} is not paid yet',
      paragraphs: [
        'We have not received {{amount}} for invoice {{number}}, which was due on {{day}}. It is attached once more. If you have paid meanwhile, please ignore this.',
      ],
      action: null,
    },
    ru: {
      subject: 'Счёт {{number}} ещё не оплачен',
      paragraphs: [
        'Мы не получили {{amount}} по счёту {{number}}, срок оплаты которого истёк {{day}}. Прилагаем его ещё раз. Если вы уже оплатили, не обращайте внимания на это письмо.',
      ],
      action: null,
    },
    ar: {
      subject: 'الفاتورة {{number}} لم تُدفع بعد',
      paragraphs: [
        'لم يصلنا مبلغ {{amount}} للفاتورة {{number}} التي استحقت في {{day}}. نرفقها مرة أخرى. إن كنتم قد دفعتم فتجاهلوا هذه الرسالة.',
      ],
      action: null,
    },
  },
  /** The customer’s way to pay was refused. */
  payment_declined: {
    en: {
      subject: 'The payment of invoice {{number}} was refused',
      paragraphs: [
        'Your bank refused the payment of {{amount}} for invoice {{number}}. Please look at your payment method, or pay the invoice, which is attached.',
      ],
      action: null,
    },
    ru: {
      subject: 'Оплата счёта {{number}} отклонена',
      paragraphs: [
        'Ваш банк отклонил оплату {{amount}} по счёту {{number}}. Проверьте способ оплаты или оплатите счёт из вложения.',
      ],
      action: null,
    },
    ar: {
      subject: 'رُفض دفع الفاتورة {{number}}',
      paragraphs: ['رفض بنككم دفع {{amount}} للفاتورة {{number}}. يرجى مراجعة طريقة الدفع أو دفع الفاتورة المرفقة.'],
      action: null,
    },
  },
  /** A period that is about to begin. */
  renewal_announced: {
    en: {
      subject: '{{name}} renews on {{day}}',
      paragraphs: ['{{name}} renews on {{day}} for {{amount}} plus tax. You need not do anything.'],
      action: null,
    },
    ru: {
      subject: '{{name}}: продление {{day}}',
      paragraphs: ['{{name}} продлевается {{day}} за {{amount}} без учёта налога. Делать ничего не нужно.'],
      action: null,
    },
    ar: {
      subject: 'يتجدد {{name}} في {{day}}',
      paragraphs: ['يتجدد {{name}} في {{day}} مقابل {{amount}} بدون الضريبة. لا يلزمكم فعل شيء.'],
      action: null,
    },
  },
} as const satisfies Record<string, InLanguages<MailWords>>;

export type WordedTemplate = keyof typeof mailTemplates;
export type MailTemplate = WordedTemplate | 'notifications';
