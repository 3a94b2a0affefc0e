/** One script's names: given names with the commonest first, and surnames made of stems and endings. */
interface Script {
  readonly given: readonly string[];
  readonly surnames: readonly string[];
  readonly trades: readonly string[];
  readonly legalForms: readonly string[];
}

const latin: Script = {
  given: words(`Anna James Maria Thomas Julia Michael Laura Peter Sofia Daniel Emma Robert Clara David Helen Martin Nora
    Felix Alice Victor Ingrid Oscar Greta Hugo Elsa Simon Marta Adam Irene Paul Louise Erik Beatrice Leo Vera Conrad`),
  surnames: combine(
    `Ash Black Brad Brook Car Clay Cross Dal East Fair Gold Green Hal Hart Hazel Hol King Lang Lin Mar Mill Nor North Oak
      Rad Red Ros Sand Shel Stan Stone Stock Strat Thorn Wal West Whit Win Wood Wool`,
    'ford ley ton field well worth by ham stead dale wick more gate burn land croft shaw man son smith',
  ),
  trades: words('Logistics Foods Timber Textiles Optics Energy Tools Papers Motors Glass Software Shipping'),
  legalForms: words('GmbH Ltd LLC S.A.'),
};

const cyrillic: Script = {
  given:
    words(`Анна Александр Мария Дмитрий Елена Сергей Ольга Алексей Наталья Андрей Екатерина Михаил Татьяна Иван Ирина
    Николай Светлана Павел Юлия Владимир Дарья Артём Полина Максим Ксения Фёдор Вера Глеб Зоя Тимур`),
  surnames: combine(
    `Ивано Петро Сидоро Кузнецо Смирно Попо Василье Соколо Михайло Новико Фёдоро Морозо Волко Алексее Лебеде Семёно
      Егоро Павло Козло Степано Николае Орло Андрее Макаро Никитино Захаро Зайце Соловьё Борисо Яковле`,
    'в вский вич венко вцев вкин внин вчук вой',
  ),
  trades: words('Логистика Продукты Лес Текстиль Оптика Энергия Бумага Моторы Стекло'),
  legalForms: words('ООО АО'),
};

const arabic: Script = {
  given: words(`محمد فاطمة أحمد مريم علي عائشة عمر خديجة يوسف زينب إبراهيم نور خالد ليلى حسن سارة حسين هدى كريم سلمى
    طارق أمل سامي رنا فارس دينا ماجد هالة`),
  surnames: words(`العلي الحسن الأحمد السيد المصري الخطيب الشامي النجار الحداد البغدادي العمري الزهراني القحطاني الغامدي
    الحربي الشمري العتيبي الدوسري المالكي الهاشمي التميمي الجابري الكعبي الراشد الصباغ العباسي الأنصاري القرشي البصري`),
  trades: words('للتجارة للنقل للأغذية للطاقة للبرمجيات'),
  legalForms: words('LLC'),
};

/** The scripts, each as often as its people are met: of twenty, ten have a Latin name, seven a Cyrillic, three an Arabic. */
export const scripts: readonly Script[] = [
  ...Array.from({ length: 10 }, () => latin),
  ...Array.from({ length: 7 }, () => cyrillic),
  ...Array.from({ length: 3 }, () => arabic),
];

export const jobTitles = words(
  'Buyer Director Engineer Accountant Owner Planner Secretary Technician Consultant Manager',
);
export const sources = words('web referral fair import phone');

/** A surname that one contact in 100,000 has, for a search that finds little. */
export const rareSurname = 'Wrzesniewska';

function combine(stems: string, endings: string): string[] {
  return words(endings).flatMap((ending) => words(stems).map((stem) => `${stem}${ending}`));
}

function words(text: string): string[] {
  return text.trim().split(/\s+/u);
}
