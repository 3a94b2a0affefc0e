import { foldName } from '@crm/domain/normalize/name';
import type { Random } from './random.ts';
import type { RegionKey } from './regions.ts';

/** A name as people write it, and in Latin letters for addresses. */
export interface WrittenName {
  readonly written: string;
  readonly latin: string;
}

const first: Readonly<Record<RegionKey, string>> = {
  nordics:
    'Åse Astrid Bjørn Eero Elin Emil Freja Hanna Henrik Ida Ingrid Jonas Kaisa Lars Linnea Liv Magnus Mette Mikko Nils Olof Oskar Pernille Sanna Sigrid Sofie Stian Tove Ville Øyvind',
  central:
    'Anja Bastian Birgit Claudia Daan Dieter Elke Femke Florian Greta Hannes Ilse Jens Jürgen Käthe Lotte Lukas Maaike Matthias Nadja Pieter Regula Sabine Stefan Thijs Ulrike Urs Wim Wolfgang Zoë',
  isles:
    'Aoife Alice Brendan Catherine Ciara Daniel Eleanor Fergus Fiona George Grace Harriet Hugh Imogen James Kieran Louise Maeve Niamh Oliver Patrick Rhys Rosie Simon Tara Thomas Una William',
  eastern:
    'Алексей Анна Борис Вера Виктор Галина Дарья Денис Екатерина Елена Иван Игорь Ирина Кирилл Людмила Максим Марина Наталья Никита Ольга Павел Роман Светлана Сергей Тамара Фёдор Юлия Ярослав',
  gulf: 'أحمد:Ahmed فاطمة:Fatima خالد:Khaled مريم:Meriem سعيد:Saeed نورة:Noura يوسف:Yousef هند:Hind عمر:Omar سلمى:Salma راشد:Rashid عائشة:Aisha ماجد:Majid ريم:Reem طارق:Tariq لطيفة:Latifa',
};

const last: Readonly<Record<RegionKey, string>> = {
  nordics:
    'Aalto Andersen Berg Bergström Dahl Eklund Engström Forsberg Hagen Hansen Holm Järvinen Kjær Korhonen Lund Lindgren Møller Nieminen Nilsen Nygård Olsen Petersen Sandberg Solberg Sørensen Strand Toivonen Virtanen Wikström Øster',
  central:
    'Aigner Bakker Bauer Brunner Claes Dekker Dreher Eberle Fischer Gruber Hofer Huber Jansen Keller Köhler Lambrecht Maier Meier Mertens Müller Peeters Pichler Richter Schäfer Steiner Visser Vogt Weiß Wüthrich Zimmermann',
  isles:
    'Ashworth Barlow Brennan Byrne Campbell Doyle Evans Fletcher Gallagher Hartley Hughes Kavanagh Lloyd MacLeod Murphy Nolan Pritchard Quinn Redmond Shaw Sutton Turner Walsh Whitaker Wren',
  eastern:
    'Белов Васильев Воронцов Громов Егоров Жуков Зайцев Исаев Калинин Крылов Лебедев Макаров Никитин Орлов Панфилов Романов Соловьёв Тихонов Фомин Черкасов Шубин Щербаков',
  gulf: 'المنصوري:AlMansoori الحربي:AlHarbi الهاشمي:AlHashimi السعدي:Saadi القحطاني:AlQahtani البلوشي:AlBalushi الزعابي:AlZaabi النعيمي:AlNuaimi الشمري:AlShammari الكندي:AlKindi الفارسي:AlFarsi العمري:AlOmari',
};

const femaleEnding = /[ая]$/u;

/** A person of a region. Russian surnames follow the first name's gender. */
export function personName(random: Random, region: RegionKey): { first: WrittenName; last: WrittenName } {
  const given = pickName(random, first[region]);
  const family = pickName(random, last[region]);
  if (region !== 'eastern' || !femaleEnding.test(given.written)) return { first: given, last: family };
  return { first: given, last: { written: `${family.written}а`, latin: `${family.latin}a` } };
}

function pickName(random: Random, names: string): WrittenName {
  const [written = '', latin] = random.pick(names.split(' ')).split(':');
  return { written, latin: latin ?? toLatin(written) };
}

const cyrillic: Readonly<Record<string, string>> = Object.fromEntries(
  'а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:sch ъ: ы:y ь: э:e ю:yu я:ya'
    .split(' ')
    .map((pair) => pair.split(':')),
);
const strokes: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', ß: 'ss', ł: 'l', ı: 'i' };

/** What an address or a domain is made of: lower case, letters of ASCII and figures only. */
export function toLatin(text: string): string {
  const folded = Array.from(text.toLowerCase(), (letter) => cyrillic[letter] ?? strokes[letter] ?? letter).join('');
  return foldName(folded).replace(/[^a-z0-9]/gu, '');
}

const companies: Readonly<Record<RegionKey, { heads: string; tails: string; forms: string }>> = {
  nordics: {
    heads: 'Fjord Nord Polar Bjørk Skag Vester Sund Tinde Lys Isbre Hav Skog Elv Aurora Malm Rim Kyst Vik Furu Stål',
    tails: 'frys logistik mejeri fisk pharma energi agro lager bryggeri klinik',
    forms: 'AB AS A/S Oy AB AS',
  },
  central: {
    heads: 'Alpen Hansa Linden Rhein Donau Eich Kron Sonnen Berg Nord Wald Stern Falken Tal Brücken Moos Silber Anker',
    tails: 'kühlung logistik molkerei labor brauerei werk klinik technik lager optik',
    forms: 'GmbH GmbH AG KG BV GmbH',
  },
  isles: {
    heads:
      'Harrow Ashby Kestrel Marlow Wexford Thorn Bramble Oakham Fenwick Larch Selkie Merrow Tidewater Copper Heron',
    tails: 'Foods Clinics Storage Dairy Labs Brewing Museums Freight Diagnostics Farms',
    forms: 'Ltd Ltd Limited LLP Group',
  },
  eastern: {
    heads: 'Сиб Урал Волга Север Заря Прим Кама Алтай Восток Байкал Ока Нева Поларис Югра Терра',
    tails: 'холод логистика фарм молпром рыбторг прибор агро сервис оптика лаб',
    forms: 'ООО ООО АО ООО',
  },
  gulf: {
    heads:
      'الواحة:alwaha الخليج:alkhaleej النخيل:alnakheel الصقر:alsaqr اللؤلؤة:allulua الأفق:alufuq البدر:albadr المرجان:almarjan الساحل:alsahel الشروق:alshorooq',
    tails:
      'للتبريد:cooling للأغذية:foods الطبية:medical للخدمات-اللوجستية:logistics للمقاولات:contracting للفنادق:hotels للأدوية:pharma',
    forms: 'شركة شركة مجموعة',
  },
};

/** A company of a region, with its domain under `.example`, which belongs to nobody (RFC 2606). */
export function companyName(random: Random, region: RegionKey): { name: string; domain: string } {
  const { heads, tails, forms } = companies[region];
  const [head = '', headLatin] = random.pick(heads.split(' ')).split(':');
  const [tail = '', tailLatin] = random.pick(tails.split(' ')).split(':');
  const form = random.pick(forms.split(' '));
  const domain = `${headLatin ?? toLatin(head)}${tailLatin ?? toLatin(tail)}.example`;
  switch (region) {
    case 'eastern':
      return { name: `${form} «${head}${tail}»`, domain };
    case 'gulf':
      return { name: `${form} ${head} ${tail.replace('-', ' ')}`, domain };
    case 'isles':
      return { name: `${head} ${tail} ${form}`, domain };
    default:
      return { name: `${head}${tail} ${form}`, domain };
  }
}
