import type { InLanguages } from '@crm/domain/language';
import type { OfferState } from '@crm/domain/quote/quote-delivery';

interface OfferWords {
  readonly state: Readonly<Record<Exclude<OfferState, 'open'>, string>>;
  readonly unknown: string;
  readonly pdf: string;
  readonly accept: string;
  readonly acceptHint: string;
  readonly name: string;
  readonly decline: string;
  readonly reason: string;
  readonly declineButton: string;
  readonly nameMissing: string;
  readonly tooMany: string;
}

/** The words of the page on which a customer answers; those of the paper are the paper's. */
export const offerWords: InLanguages<OfferWords> = {
  en: {
    state: {
      accepted: 'You have accepted this quote. Thank you.',
      declined: 'You have declined this quote.',
      expired: 'This quote is no longer valid. Please ask us for a new one.',
      withdrawn: 'This quote was replaced or taken back. Please use the latest one that you got from us.',
    },
    unknown: 'This link is not complete, or the quote was taken back. Please ask whoever sent it to you.',
    pdf: 'Download as PDF',
    accept: 'Accept the quote',
    acceptHint: 'By accepting you order what is listed here at these prices.',
    name: 'Your name',
    decline: 'Decline instead',
    reason: 'Your reason, if you like',
    declineButton: 'Decline the quote',
    nameMissing: 'Please enter your name.',
    tooMany: 'Too many requests. Please try again in a minute.',
  },
  ru: {
    state: {
      accepted: 'Вы приняли это предложение. Спасибо.',
      declined: 'Вы отклонили это предложение.',
      expired: 'Срок действия предложения истёк. Попросите у нас новое.',
      withdrawn: 'Это предложение заменено или отозвано. Воспользуйтесь последним, которое мы вам прислали.',
    },
    unknown: 'Ссылка неполная, или предложение отозвано. Обратитесь к тому, кто её прислал.',
    pdf: 'Скачать PDF',
    accept: 'Принять предложение',
    acceptHint: 'Принимая предложение, вы заказываете перечисленное здесь по указанным ценам.',
    name: 'Ваше имя',
    decline: 'Отклонить',
    reason: 'Причина, если хотите',
    declineButton: 'Отклонить предложение',
    nameMissing: 'Укажите ваше имя.',
    tooMany: 'Слишком много запросов. Попробуйте через минуту.',
  },
  ar: {
    state: {
      accepted: 'لقد قبلتم هذا العرض. شكراً لكم.',
      declined: 'لقد رفضتم هذا العرض.',
      expired: 'انتهت صلاحية هذا العرض. يرجى طلب عرض جديد منا.',
      withdrawn: 'استُبدل هذا العرض أو سُحب. يرجى استخدام آخر عرض وصلكم منا.',
    },
    unknown: 'الرابط غير كامل أو سُحب العرض. يرجى سؤال من أرسله إليكم.',
    pdf: 'تنزيل بصيغة PDF',
    accept: 'قبول العرض',
    acceptHint: 'بقبولكم تطلبون ما هو مذكور هنا بهذه الأسعار.',
    name: 'اسمكم',
    decline: 'الرفض بدلاً من ذلك',
    reason: 'السبب إن شئتم',
    declineButton: 'رفض العرض',
    nameMissing: 'يرجى إدخال اسمكم.',
    tooMany: 'طلبات كثيرة. يرجى المحاولة بعد دقيقة.',
  },
};
