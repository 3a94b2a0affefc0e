import type { BulkRow } from '@crm/db/bulk-insert';
import type { Customer } from './customers.ts';
import type { Deal } from './deals.ts';
import type { Demo } from './demo.ts';
import { Random } from './random.ts';
import type { RegionKey } from './regions.ts';

const regionNames: Readonly<Record<RegionKey, { readonly en: string; readonly ru: string; readonly ar: string }>> = {
  nordics: { en: 'Nordics', ru: 'Северная Европа', ar: 'دول الشمال' },
  central: { en: 'Central Europe', ru: 'Центральная Европа', ar: 'أوروبا الوسطى' },
  isles: { en: 'British Isles', ru: 'Британские острова', ar: 'الجزر البريطانية' },
  eastern: { en: 'Eastern Europe', ru: 'Восточная Европа', ar: 'أوروبا الشرقية' },
  gulf: { en: 'Gulf', ru: 'Персидский залив', ar: 'الخليج' },
};

const rivals = ['Frostline', 'Kelvin Works', 'Polar Sense'] as const;
const rivalKeys = ['frostline', 'kelvin', 'polar'] as const;

/** Of its own, so that the rest of the company is drawn as it was before there were custom fields. */
const seedNumber = 17;
const limitStep = 1_000_000;
const highestLimit = 25;

type Field = Pick<BulkRow<'crm_custom_fields'>, 'entity' | 'key' | 'label' | 'type'> &
  Partial<BulkRow<'crm_custom_fields'>>;

const fields: readonly Field[] = [
  {
    entity: 'account',
    key: 'region',
    label: { en: 'Region', ru: 'Регион', ar: 'المنطقة' },
    type: 'choice',
    options: Object.entries(regionNames).map(([key, label]) => ({ key, label, retired: false })),
    section: 'Market',
  },
  {
    entity: 'account',
    key: 'customer_number',
    label: { en: 'Customer number', ru: 'Номер клиента', ar: 'رقم العميل' },
    type: 'text',
    unique: true,
    validation: { pattern: String.raw`HI-\d{5}` },
    section: 'Market',
  },
  {
    entity: 'account',
    key: 'credit_limit',
    label: { en: 'Credit limit', ru: 'Кредитный лимит', ar: 'حد الائتمان' },
    type: 'money',
    visibleTo: ['manager'],
    section: 'Finance',
  },
  {
    entity: 'opportunity',
    key: 'competitors',
    label: { en: 'Competitors', ru: 'Конкуренты', ar: 'المنافسون' },
    type: 'multi_choice',
    options: rivals.map((name, index) => ({ key: rivalKeys[index] ?? name, label: { en: name }, retired: false })),
    section: 'Deal',
  },
];

/** Fields that Halden Instruments has added to what the CRM knows, and their values. */
export function addCustomFields(
  demo: Demo,
  { customers, deals }: { readonly customers: readonly Customer[]; readonly deals: readonly Deal[] },
): void {
  const random = new Random(seedNumber);
  const at = demo.calendar.ago(regionsChosen);
  for (const [position, field] of fields.entries()) {
    const made = { id: random.id(at), createdAt: at, createdBy: demo.userIds.okafor, updatedAt: at, updatedBy: null };
    demo.rows.crm_custom_fields.push({ ...made, ...plain, ...field, slot: field.key, position });
  }
  for (const [index, { row, region }] of customers.entries()) {
    const limit = random.int(1, highestLimit) * limitStep;
    row.custom = {
      region,
      customer_number: `HI-${String(index + 1).padStart(5, '0')}`,
      ...(random.chance(0.6) ? { credit_limit: { minor: limit, currency: row.currency ?? 'EUR' } } : {}),
    };
  }
  for (const { row } of deals) {
    const competitors = rivalKeys.filter(() => random.chance(0.25));
    if (competitors.length > 0) row.custom = { competitors };
  }
}

/** Days before the seeding. */
const regionsChosen = 300;

/** What a field has that says nothing else. All rows of a table name the same columns. */
const plain = {
  version: 1,
  deletedAt: null,
  target: null,
  options: [],
  required: false,
  unique: false,
  defaultValue: null,
  validation: {},
  section: null,
  active: true,
  visibleTo: null,
  editableBy: null,
};
