import type { AttachableType } from '../attachment/attachment.ts';
import type { InLanguages } from '../language.ts';
import type { NotificationKind } from './notification-kinds.ts';

export interface NotificationWords {
  /** What the kind is called among a person's settings. */
  readonly label: string;
  /**
   * What happened, in one sentence without a full stop. `{{actor}}` is who did it, `{{record}}` the record that it is
   * about; all others are the parameters of the notification.
   */
  readonly text: string;
}

type Words = Readonly<Record<NotificationKind, NotificationWords>>;

const en: Words = {
  mentioned: { label: 'Somebody mentions me', text: '{{actor}} mentioned you: {{record}}' },
  assigned: { label: 'Somebody gives me a record', text: '{{actor}} gave you {{record}}' },
  stage_moved: { label: 'A deal moves', text: '{{actor}} moved {{record}} from {{from}} to {{to}}' },
  follow_up_due: { label: 'A follow-up is due', text: 'Due now: {{title}}' },
  reminder: { label: 'Reminders', text: 'Reminder: {{title}}' },
  lead_passed_on: { label: 'My lead was passed on', text: '{{lead}} was passed on to {{to}}: nobody had acted' },
  quote_approved: { label: 'My quote was approved', text: '{{actor}} approved {{record}}' },
  quote_rejected: { label: 'My quote was rejected', text: '{{actor}} rejected {{record}}' },
  quote_returned: { label: 'My quote came back', text: '{{record}} came back: nobody decided on it' },
  quote_accepted: { label: 'My quote was accepted', text: 'The customer accepted {{record}}' },
  quote_declined: { label: 'My quote was declined', text: 'The customer declined {{record}}' },
  quote_unanswered: {
    label: 'My quote has no answer yet',
    text: '{{record}} has no answer yet; its customer was reminded',
  },
  payment_declined: { label: 'A payment was refused', text: 'A payment of {{record}} was refused' },
  payment_contradicted: {
    label: 'The payment provider contradicts us',
    text: '{{record}}: the payment provider contradicts what was recorded of a charge',
  },
  rule_says: { label: 'A rule tells me', text: '{{record}}: {{message}}' },
  subscription_unpaid: { label: 'A subscription was paused unpaid', text: '{{record}} was paused: it is not paid' },
  ticket_due_soon: { label: 'A ticket is due soon', text: '{{record}}: {{percent}} % of the time are over' },
  process_waits: { label: 'A process waits for me', text: '{{record}} waits for you' },
  process_reminded: { label: 'A process still waits for me', text: '{{record}} still waits for you' },
  process_escalated: { label: 'A process was escalated to me', text: '{{record}} was escalated to you' },
  process_failed: { label: 'A process failed', text: 'A process of {{record}} failed' },
  process_stuck: { label: 'A process stands still', text: 'A process of {{record}} stands still' },
  operation_finished: {
    label: 'An operation is finished',
    text: 'Your operation is finished: {{done}} done, {{failed}} refused',
  },
  webhook_disabled: {
    label: 'A webhook endpoint is switched off',
    text: '{{name}} took no event for three days and is switched off: {{reason}}',
  },
  mail_failed: { label: 'An e-mail could not be sent', text: 'An e-mail to {{address}} could not be sent: {{reason}}' },
};

const ru: Words = {
  mentioned: { label: 'Меня упомянули', text: '{{actor}} упоминает вас: {{record}}' },
  assigned: { label: 'Мне передали запись', text: '{{actor}} передаёт вам: {{record}}' },
  stage_moved: {
    label: 'Сделка сменила этап',
    text: '{{actor}}: сделка {{record}} перешла с этапа {{from}} на {{to}}',
  },
  follow_up_due: { label: 'Пора связаться', text: 'Пора: {{title}}' },
  reminder: { label: 'Напоминания', text: 'Напоминание: {{title}}' },
  lead_passed_on: { label: 'Мой лид передан', text: '{{lead}}: ответа не было, лид передан: {{to}}' },
  quote_approved: { label: 'Моё предложение согласовано', text: '{{actor}}: предложение {{record}} согласовано' },
  quote_rejected: { label: 'Моё предложение отклонено', text: '{{actor}}: предложение {{record}} отклонено' },
  quote_returned: { label: 'Моё предложение вернулось', text: 'Предложение {{record}} вернулось: решения не было' },
  quote_accepted: { label: 'Моё предложение принято', text: 'Клиент принял предложение {{record}}' },
  quote_declined: { label: 'Моё предложение отклонено', text: 'Клиент отклонил предложение {{record}}' },
  quote_unanswered: {
    label: 'На моё предложение нет ответа',
    text: 'На предложение {{record}} ещё нет ответа; клиенту отправлено напоминание',
  },
  payment_declined: { label: 'Платёж отклонён', text: 'Платёж отклонён: {{record}}' },
  payment_contradicted: {
    label: 'Платёжная система сообщает другое',
    text: '{{record}}: платёжная система сообщает о списании не то, что записано',
  },
  rule_says: { label: 'Сообщения правил', text: '{{record}}: {{message}}' },
  subscription_unpaid: { label: 'Подписка приостановлена за неуплату', text: 'Приостановлена за неуплату: {{record}}' },
  ticket_due_soon: { label: 'Срок обращения подходит', text: '{{record}}: прошло {{percent}} % срока' },
  process_waits: { label: 'Процесс ждёт меня', text: '{{record}} ждёт вас' },
  process_reminded: { label: 'Процесс всё ещё ждёт меня', text: '{{record}} всё ещё ждёт вас' },
  process_escalated: { label: 'Процесс передан мне', text: 'Решение по записи {{record}} передано вам' },
  process_failed: { label: 'Сбой процесса', text: 'Сбой процесса: {{record}}' },
  process_stuck: { label: 'Процесс остановился', text: 'Процесс остановился: {{record}}' },
  operation_finished: {
    label: 'Операция завершена',
    text: 'Ваша операция завершена: выполнено {{done}}, отклонено {{failed}}',
  },
  webhook_disabled: {
    label: 'Приёмник вебхуков отключён',
    text: '{{name}} три дня не принимал события и отключён: {{reason}}',
  },
  mail_failed: { label: 'Письмо не отправлено', text: 'Письмо на {{address}} не отправлено: {{reason}}' },
};

const ar: Words = {
  mentioned: { label: 'ذكرني أحدهم', text: 'أشار إليك {{actor}}: {{record}}' },
  assigned: { label: 'أُسند إليّ سجل', text: 'أسند إليك {{actor}}: {{record}}' },
  stage_moved: { label: 'انتقلت صفقة', text: 'نقل {{actor}} الصفقة {{record}} من {{from}} إلى {{to}}' },
  follow_up_due: { label: 'حان موعد متابعة', text: 'حان الموعد: {{title}}' },
  reminder: { label: 'التذكيرات', text: 'تذكير: {{title}}' },
  lead_passed_on: { label: 'نُقل عميلي المحتمل', text: 'نُقل {{lead}} إلى {{to}} إذ لم يتصرف أحد' },
  quote_approved: { label: 'اعتُمد عرضي', text: 'اعتمد {{actor}} العرض {{record}}' },
  quote_rejected: { label: 'رُفض عرضي', text: 'رفض {{actor}} العرض {{record}}' },
  quote_returned: { label: 'عاد عرضي', text: 'عاد العرض {{record}} إذ لم يقرر أحد' },
  quote_accepted: { label: 'قُبل عرضي', text: 'قبل العميل العرض {{record}}' },
  quote_declined: { label: 'رُفض عرضي', text: 'رفض العميل العرض {{record}}' },
  quote_unanswered: { label: 'لا رد على عرضي بعد', text: 'لا رد بعد على العرض {{record}}، وجرى تذكير العميل' },
  payment_declined: { label: 'رُفضت دفعة', text: 'رُفضت دفعة {{record}}' },
  payment_contradicted: {
    label: 'مزود الدفع يخالف ما سُجّل',
    text: '{{record}}: مزود الدفع يخالف ما سُجّل عن محاولة تحصيل',
  },
  rule_says: { label: 'رسائل القواعد', text: '{{record}}: {{message}}' },
  subscription_unpaid: { label: 'أوقف اشتراك لعدم الدفع', text: 'أُوقف {{record}} لعدم الدفع' },
  ticket_due_soon: { label: 'تذكرة يقترب موعدها', text: '{{record}}: مضى {{percent}}٪ من المهلة' },
  process_waits: { label: 'عملية تنتظرني', text: 'ينتظرك: {{record}}' },
  process_reminded: { label: 'عملية ما زالت تنتظرني', text: 'ما زال ينتظرك: {{record}}' },
  process_escalated: { label: 'عملية صُعّدت إليّ', text: 'صُعّد إليك: {{record}}' },
  process_failed: { label: 'فشلت عملية', text: 'فشلت عملية تخص {{record}}' },
  process_stuck: { label: 'عملية متوقفة', text: 'عملية متوقفة تخص {{record}}' },
  operation_finished: {
    label: 'اكتملت عملية جماعية',
    text: 'اكتملت عمليتك: نُفّذ {{done}} ورُفض {{failed}}',
  },
  webhook_disabled: {
    label: 'أُوقفت وجهة خطاف ويب',
    text: 'لم تستقبل {{name}} أي حدث منذ ثلاثة أيام فأُوقفت: {{reason}}',
  },
  mail_failed: { label: 'تعذّر إرسال رسالة', text: 'تعذّر إرسال رسالة إلى {{address}}: {{reason}}' },
};

export const notificationWords: InLanguages<Words> = { en, ru, ar };

/** Who did what nobody in particular did. */
export const systemName: InLanguages<string> = { en: 'The CRM', ru: 'CRM', ar: 'النظام' };

/** What a record is called that has no name (the draft of an invoice), or is not seen any more. */
export const namelessWords: InLanguages<Readonly<Record<AttachableType, string>>> = {
  en: {
    account: 'an account',
    contact: 'a contact',
    lead: 'a lead',
    opportunity: 'a deal',
    quote: 'a quote',
    invoice: 'an invoice',
    subscription: 'a subscription',
    ticket: 'a ticket',
    campaign: 'a campaign',
    activity: 'an activity',
    operation: 'an operation',
  },
  ru: {
    account: 'компания',
    contact: 'контакт',
    lead: 'лид',
    opportunity: 'сделка',
    quote: 'предложение',
    invoice: 'счёт',
    subscription: 'подписка',
    ticket: 'обращение',
    campaign: 'кампания',
    activity: 'дело',
    operation: 'массовая операция',
  },
  ar: {
    account: 'حساب',
    contact: 'جهة اتصال',
    lead: 'عميل محتمل',
    opportunity: 'صفقة',
    quote: 'عرض سعر',
    invoice: 'فاتورة',
    subscription: 'اشتراك',
    ticket: 'تذكرة',
    campaign: 'حملة',
    activity: 'نشاط',
    operation: 'عملية جماعية',
  },
};
