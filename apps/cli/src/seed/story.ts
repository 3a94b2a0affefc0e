import type { DemoCurrency, RegionKey } from './regions.ts';
import type { StaffKey } from './staff.ts';

export type StageKey = 'qualified' | 'discovery' | 'proposal' | 'negotiation';

interface StoryDeal {
  readonly name: string;
  readonly stage: StageKey;
  /** In the currency's major unit. */
  readonly amount: number;
  readonly currency?: DemoCurrency;
  /** Days in the stage. */
  readonly days: number;
  /** The next step, and in how many days it is due; none when nobody thought of one. */
  readonly next?: readonly [type: 'call' | 'meeting' | 'email' | 'task', subject: string, inDays: number];
}

export interface StoryAccount {
  readonly name: string;
  readonly region: RegionKey;
  readonly country: string;
  readonly city: string;
  readonly owner: StaffKey;
  readonly industry: string;
  readonly contacts?: readonly (readonly [first: string, last: string, jobTitle: string])[];
  readonly deals?: readonly StoryDeal[];
  /** Another entry of the same name, so that a lead may belong to either. */
  readonly twin?: true;
}

/** The customers that Halden Instruments talks of, with what is open with them. */
export const story: readonly StoryAccount[] = [
  {
    ...at('Meridian Foods', 'nordics', 'SE', 'Gothenburg', 'lindqvist', 'Food'),
    contacts: [
      ['Irina', 'Belova', 'Head of logistics'],
      ['Jonas', 'Meier', 'Purchasing'],
    ],
    deals: [
      deal('Cold-chain sensors, 240 sites', 'proposal', 84_300, 6, ['task', 'Send delivery split to Irina', 0.2]),
      deal('Calibration contract 2027', 'discovery', 31_500, 10, ['email', 'Send the calibration schedule', 2]),
      deal('Spare probes, Malmö', 'qualified', 17_000, 3, ['call', 'Ask which probes they use', 4]),
    ],
  },
  { ...at('Meridian Foods', 'nordics', 'NO', 'Bergen', 'rasmussen', 'Food'), twin: true },
  {
    ...at('Aster Logistics', 'central', 'NL', 'Rotterdam', 'dewit', 'Logistics'),
    deals: [deal('Fleet loggers, second lot', 'proposal', 96_400, 9, ['call', 'Call about the second lot', 1])],
  },
  {
    ...at('Belgrave Clinics', 'isles', 'GB', 'Leeds', 'obrien', 'Healthcare'),
    deals: [deal('Vaccine fridges, 48 sites', 'discovery', 88_150, 7, ['call', 'Agree on a close date', 3])],
  },
  {
    ...at('Novaya Optika', 'eastern', 'RU', 'Казань', 'petrov', 'Optics'),
    contacts: [
      ['Ринат', 'Галиев', 'Начальник производства'],
      ['Ильдар', 'Галиев', 'Главный инженер'],
    ],
    deals: [
      deal('Clean-room sensors', 'discovery', 7_100_000, 6, ['meeting', 'Визит на производство', 2], 'RUB'),
      deal('Framework 2027', 'negotiation', 9_570_000, 5, ['meeting', 'Подписание рамочного договора', 1], 'RUB'),
    ],
  },
  {
    ...at('Quillon Pharma', 'central', 'CH', 'Basel', 'vogel', 'Pharma'),
    deals: [deal('Validation package', 'discovery', 71_250, 31, ['call', 'Ask for the validation plan', -3])],
  },
  {
    ...at('Sable & Reed', 'isles', 'GB', 'Bristol', 'obrien', 'Archives'),
    deals: [deal('Archive climate control', 'negotiation', 64_000, 3, ['meeting', 'Sign the contract', 5])],
  },
  {
    ...at('Dar Al Bina Contracting', 'gulf', 'AE', 'الشارقة', 'haddad', 'Construction'),
    contacts: [['مريم', 'السعدي', 'مديرة المشتريات']],
    deals: [deal('Concrete curing sensors', 'proposal', 249_000, 5, ['meeting', 'زيارة الموقع', 4], 'AED')],
  },
  { ...at('Dar Al Bina Contracting LLC', 'gulf', 'AE', 'دبي', 'haddad', 'Construction'), twin: true },
  {
    ...at('Ostrova Fisheries', 'eastern', 'RU', 'Мурманск', 'petrov', 'Fishing'),
    deals: [
      deal('Hold sensors, 9 vessels', 'negotiation', 5_000_000, 14, ['task', 'Согласовать правки юристов', 2], 'RUB'),
    ],
  },
  {
    ...at('Pinecrest Dental Group', 'nordics', 'FI', 'Tampere', 'rasmussen', 'Healthcare'),
    deals: [
      deal('Steriliser loggers, 31 sites', 'negotiation', 47_600, 8, ['call', 'Call about the signature', 0.1]),
      deal('Service plan, 31 sites', 'proposal', 29_300, 4, ['email', 'Send the service plan', 3]),
    ],
  },
  {
    ...at('Hollis Water', 'isles', 'IE', 'Cork', 'obrien', 'Utilities'),
    deals: [deal('Pressure telemetry pilot', 'qualified', 45_100, 24)],
  },
  {
    ...at('Kestrel Robotics', 'nordics', 'DK', 'Aarhus', 'lindqvist', 'Machinery'),
    deals: [deal('Torque probe series', 'discovery', 43_980, 4, ['call', 'Call about the test rig', 0.1])],
  },
  {
    ...at('Yıldız Seramik', 'eastern', 'RU', 'Самара', 'kuznetsova', 'Ceramics'),
    deals: [deal('Kiln probes', 'proposal', 41_200, 12, ['email', 'Ответить по датчикам для печи', 2])],
  },
  {
    ...at('Verdant Cold Storage', 'central', 'BE', 'Gent', 'dewit', 'Logistics'),
    deals: [deal('Loggers for 3 depots', 'qualified', 38_450, 2, ['call', 'Call about the depots', 5])],
  },
  {
    ...at('Tamarisk Hotels', 'gulf', 'OM', 'مسقط', 'haddad', 'Hospitality'),
    deals: [
      deal('Kitchen monitoring, 11 hotels', 'qualified', 41_000, 5, ['meeting', 'اجتماع مع مدير العمليات', 1], 'USD'),
    ],
  },
  {
    ...at('Lindenhof Brewery', 'central', 'AT', 'Graz', 'vogel', 'Beverages'),
    deals: [deal('Cellar monitoring', 'negotiation', 33_750, 19, ['email', 'Send the corrected contract', -1])],
  },
  {
    ...at('Corvid Analytics', 'isles', 'IE', 'Dublin', 'obrien', 'Software'),
    deals: [deal('API access and gateways', 'qualified', 34_000, 8, ['email', 'Send the API quote', 2], 'USD')],
  },
  {
    ...at('Zelenograd Sensors', 'eastern', 'RU', 'Тверь', 'petrov', 'Electronics'),
    deals: [deal('Resale agreement', 'qualified', 2_900_000, 3, ['task', 'Подготовить договор', 5], 'RUB')],
  },
  {
    ...at('Ibex Outdoor', 'central', 'AT', 'Innsbruck', 'vogel', 'Retail'),
    deals: [deal('Depot humidity kit', 'qualified', 27_300, 9, ['call', 'Call about the depot', 3])],
  },
  {
    ...at('Fjordlys Energi', 'nordics', 'NO', 'Trondheim', 'rasmussen', 'Energy'),
    deals: [deal('Substation temperature', 'qualified', 52_000, 1, ['meeting', 'Visit the substation', 11])],
  },
  {
    ...at('Marlow Museums', 'isles', 'GB', 'Norwich', 'obrien', 'Culture'),
    deals: [deal('Display case climate', 'qualified', 22_400, 4, ['email', 'Send the case study', 1])],
  },
  {
    ...at('Al Noor Medical', 'gulf', 'SA', 'الرياض', 'haddad', 'Healthcare'),
    deals: [deal('Blood bank monitoring', 'discovery', 168_000, 3, ['call', 'مكالمة متابعة', 1], 'AED')],
  },
  {
    ...at('Svalbard Seedworks', 'nordics', 'NO', 'Tromsø', 'lindqvist', 'Agriculture'),
    deals: [deal('Vault sensors', 'discovery', 18_900, 11, ['email', 'Send the vault drawings', 2])],
  },
  {
    ...at('Oakline Timber', 'isles', 'GB', 'Glasgow', 'obrien', 'Forestry'),
    deals: [deal('Kiln humidity', 'discovery', 18_620, 13, ['call', 'Call about the kiln', 5])],
  },
  {
    ...at('Harbour & Moss', 'nordics', 'DK', 'Odense', 'lindqvist', 'Agriculture'),
    deals: [deal('Greenhouse network', 'proposal', 53_100, 7, ['call', 'Call about the network', 3])],
  },
  {
    ...at('Tallinn Cold Hub', 'nordics', 'FI', 'Helsinki', 'rasmussen', 'Logistics'),
    deals: [deal('Gate loggers', 'proposal', 89_000, 2, ['meeting', 'Visit the gates', 10])],
  },
];

function at(
  name: string,
  region: RegionKey,
  country: string,
  city: string,
  owner: StaffKey,
  industry: string,
): StoryAccount {
  return { name, region, country, city, owner, industry };
}

function deal(
  name: string,
  stage: StageKey,
  amount: number,
  days: number,
  next?: StoryDeal['next'],
  currency?: DemoCurrency,
): StoryDeal {
  return { name, stage, amount, days, ...(next ? { next } : {}), ...(currency ? { currency } : {}) };
}
