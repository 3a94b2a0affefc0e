import type { StaffKey, TeamKey } from './staff.ts';

export type RegionKey = 'nordics' | 'central' | 'isles' | 'eastern' | 'gulf';

interface Place {
  readonly cities: readonly string[];
  /** A mobile number: `#` is any digit. */
  readonly phone: string;
}

interface Region {
  readonly team: TeamKey;
  readonly owners: readonly StaffKey[];
  readonly currencies: Readonly<Partial<Record<'EUR' | 'USD' | 'RUB' | 'AED', number>>>;
  readonly language: 'en' | 'ru' | 'ar';
  /** ISO 3166-1 alpha-2 → where customers are. */
  readonly places: Readonly<Record<string, Place>>;
  /** How much of the business is here. */
  readonly weight: number;
}

/** Where Halden Instruments sells, and who answers for it. */
export const regions: Readonly<Record<RegionKey, Region>> = {
  nordics: {
    team: 'nordics',
    owners: ['lindqvist', 'rasmussen'],
    currencies: { EUR: 9, USD: 1 },
    language: 'en',
    weight: 30,
    places: {
      SE: { cities: ['Gothenburg', 'Malmö', 'Stockholm', 'Uppsala', 'Luleå'], phone: '+46 70 ### ## ##' },
      NO: { cities: ['Oslo', 'Bergen', 'Trondheim', 'Tromsø', 'Stavanger'], phone: '+47 41 ## ## ##' },
      DK: { cities: ['Aarhus', 'Copenhagen', 'Odense', 'Esbjerg'], phone: '+45 20 ## ## ##' },
      FI: { cities: ['Tampere', 'Helsinki', 'Turku', 'Oulu'], phone: '+358 40 ### ####' },
    },
  },
  central: {
    team: 'central',
    owners: ['vogel', 'dewit'],
    currencies: { EUR: 19, USD: 1 },
    language: 'en',
    weight: 26,
    places: {
      DE: { cities: ['Hamburg', 'München', 'Leipzig', 'Köln', 'Bremen', 'Jena'], phone: '+49 151 ########' },
      AT: { cities: ['Graz', 'Wien', 'Linz', 'Innsbruck'], phone: '+43 664 #######' },
      CH: { cities: ['Basel', 'Zürich', 'Bern'], phone: '+41 79 ### ## ##' },
      NL: { cities: ['Rotterdam', 'Utrecht', 'Eindhoven'], phone: '+31 6 ########' },
      BE: { cities: ['Antwerpen', 'Gent', 'Liège'], phone: '+32 470 ## ## ##' },
    },
  },
  isles: {
    team: 'isles',
    owners: ['obrien', 'obrien', 'clarke'],
    currencies: { EUR: 7, USD: 3 },
    language: 'en',
    weight: 14,
    places: {
      GB: { cities: ['Leeds', 'Bristol', 'Glasgow', 'Norwich', 'Cardiff'], phone: '+44 7400 ######' },
      IE: { cities: ['Cork', 'Dublin', 'Galway'], phone: '+353 85 ### ####' },
    },
  },
  eastern: {
    team: 'eastern',
    owners: ['petrov', 'kuznetsova'],
    currencies: { RUB: 9, EUR: 1 },
    language: 'ru',
    weight: 18,
    places: {
      RU: {
        cities: ['Казань', 'Мурманск', 'Екатеринбург', 'Новосибирск', 'Самара', 'Тверь', 'Калуга', 'Пермь'],
        phone: '+7 912 ###-##-##',
      },
    },
  },
  gulf: {
    team: 'gulf',
    owners: ['haddad'],
    currencies: { AED: 6, USD: 3, EUR: 1 },
    language: 'ar',
    weight: 12,
    places: {
      AE: { cities: ['دبي', 'الشارقة', 'أبوظبي'], phone: '+971 50 ### ####' },
      SA: { cities: ['الرياض', 'جدة', 'الدمام'], phone: '+966 50 ### ####' },
      OM: { cities: ['مسقط', 'صحار'], phone: '+968 92## ####' },
    },
  },
};

/** EUR 1 in other currencies, roughly: enough to make amounts of like size. */
export const perEuro = { EUR: 1, USD: 1.1, RUB: 95, AED: 4 } as const;
export type DemoCurrency = keyof typeof perEuro;
