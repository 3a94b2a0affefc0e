import type { Random } from './random.ts';

type Language = 'en' | 'ru' | 'ar';
type ActivityType = 'call' | 'meeting' | 'email' | 'task' | 'note';

const subjects: Readonly<Record<Language, Readonly<Record<ActivityType, readonly string[]>>>> = {
  en: {
    call: [
      'Call about the pilot',
      'Call: delivery dates',
      'Call about the alarm limits',
      'Call: who decides',
      'Check-in call',
      'Call about the invoice',
    ],
    meeting: [
      'Site visit',
      'Demo of the portal',
      'Kick-off',
      'Review of the pilot',
      'Meeting with purchasing',
      'Walk through the depot',
    ],
    email: [
      'Revised quote',
      'Data sheets as promised',
      'Answers for the QA team',
      'Calibration certificates',
      'Minutes of our meeting',
      'Question about gateways',
    ],
    task: [
      'Prepare the quote',
      'Ask calibration for a date',
      'Send samples',
      'Check the radio coverage',
      'Update the close date',
      'Find out the budget',
    ],
    note: [
      'They compare us with two others',
      'Budget is decided in spring',
      'Prefers to be written to',
      'Auditor comes in autumn',
      'Old loggers run out next year',
      'New head of quality',
    ],
  },
  ru: {
    call: [
      'Звонок по пилоту',
      'Звонок: сроки поставки',
      'Обсудить пороги тревог',
      'Звонок: кто решает',
      'Звонок по счёту',
    ],
    meeting: ['Выезд на объект', 'Показ портала', 'Стартовая встреча', 'Итоги пилота', 'Встреча со снабжением'],
    email: [
      'Новая версия предложения',
      'Паспорта приборов',
      'Ответы для отдела качества',
      'Сертификаты калибровки',
      'Протокол встречи',
    ],
    task: [
      'Подготовить предложение',
      'Уточнить дату калибровки',
      'Отправить образцы',
      'Проверить покрытие',
      'Узнать бюджет',
    ],
    note: [
      'Сравнивают нас с двумя другими',
      'Бюджет утверждают весной',
      'Удобнее писать',
      'Осенью проверка',
      'Старые логгеры отслужили',
    ],
  },
  ar: {
    call: ['مكالمة عن المرحلة التجريبية', 'مكالمة: مواعيد التسليم', 'مكالمة عن حدود الإنذار', 'مكالمة عن الفاتورة'],
    meeting: ['زيارة الموقع', 'عرض البوابة', 'اجتماع البداية', 'مراجعة المرحلة التجريبية'],
    email: ['عرض سعر معدّل', 'أوراق المواصفات', 'إجابات لفريق الجودة', 'شهادات المعايرة'],
    task: ['إعداد عرض السعر', 'تحديد موعد المعايرة', 'إرسال العينات', 'معرفة الميزانية'],
    note: ['يقارنون بيننا وبين شركتين', 'الميزانية تُقرّ في الربيع', 'يفضّل المراسلة', 'مدير جودة جديد'],
  },
};

const outcomes: Readonly<Record<Language, readonly string[]>> = {
  en: ['Goes on', 'Wants a quote', 'Calls back', 'Nobody answered', 'Agreed on the next step'],
  ru: ['Продолжаем', 'Ждут предложение', 'Перезвонят', 'Никто не ответил', 'Договорились о следующем шаге'],
  ar: ['مستمر', 'يريد عرض سعر', 'سيعاود الاتصال', 'لم يُجب أحد', 'اتفقنا على الخطوة التالية'],
};

const messages: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'We store vaccines in twelve places and our loggers still have to be read by hand. What would it cost to see all of them in one portal, with alarms at night?',
    'Please call me about the temperature loggers.',
    'Our auditor asks for a calibration certificate per probe and a gapless record. Can your system show this, and how long does it take to fit out a warehouse of 9,000 m²?',
    'Need a quote for 40 sensors.',
    'We saw your stand at the fair. Interested in the door sensors for trucks and in renting instead of buying.',
  ],
  ru: [
    'У нас двенадцать складов с лекарствами, показания снимаем вручную. Сколько будет стоить видеть всё в одном портале и получать тревоги ночью?',
    'Перезвоните, пожалуйста, по датчикам температуры.',
    'Проверяющие требуют сертификат на каждый датчик и непрерывную запись. Можете ли вы это показать и сколько займёт оснащение склада 9000 м²?',
  ],
  ar: [
    'نخزّن الأدوية في اثني عشر موقعًا ونقرأ المسجلات يدويًا. كم تكلفة رؤيتها كلها في بوابة واحدة مع إنذارات ليلية؟',
    'الرجاء الاتصال بي بخصوص حساسات الحرارة.',
  ],
};

const jobTitles: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Head of logistics',
    'Quality manager',
    'Purchasing',
    'Warehouse manager',
    'CEO',
    'Technical director',
    'Plant engineer',
    'Owner',
    'Lab manager',
    'IT lead',
  ],
  ru: [
    'Начальник склада',
    'Директор по качеству',
    'Снабжение',
    'Главный инженер',
    'Генеральный директор',
    'Заведующий лабораторией',
  ],
  ar: ['مدير المشتريات', 'مدير الجودة', 'مدير المستودع', 'رئيس العمليات', 'مهندس المصنع'],
};

export const dealSubjects = [
  'Cold-room sensors',
  'Truck loggers',
  'Pharma monitoring',
  'Calibration contract',
  'Portal licences',
  'Gateway rollout',
  'Vaccine fridges',
  'Humidity kit',
  'Door sensors',
  'Validation package',
] as const;

export const industries = [
  'Food',
  'Pharma',
  'Logistics',
  'Healthcare',
  'Agriculture',
  'Beverages',
  'Energy',
  'Research',
  'Retail',
  'Fishing',
] as const;

export const lossReasons = [
  'Price',
  'Chose a competitor',
  'No budget this year',
  'Project stopped',
  'No answer any more',
] as const;

export const disqualifications = [
  'Looks for a job',
  'Private person',
  'Outside our regions',
  'Too small',
  'Cannot be reached',
  'Sells to us',
] as const;

export function activitySubject(random: Random, language: Language, type: ActivityType): string {
  return random.pick(subjects[language][type]);
}

export function outcome(random: Random, language: Language): string {
  return random.pick(outcomes[language]);
}

export function leadMessage(random: Random, language: Language): string {
  return random.pick(messages[language]);
}

export function jobTitle(random: Random, language: Language): string {
  return random.pick(jobTitles[language]);
}
