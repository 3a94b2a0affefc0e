import type { productKinds } from '@crm/domain/product/product';
import { foldName } from '@crm/domain/normalize/name';
import type { Demo } from './demo.ts';

interface Article {
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  readonly kind?: (typeof productKinds)[number];
  readonly unit: string;
  readonly euros: number;
  readonly billing?: 'month' | 'year';
  readonly withdrawn?: true;
}

const articles: readonly Article[] = [
  {
    sku: 'HX-2',
    name: 'Data logger HX-2',
    description: 'Temperature, −40 to +85 °C, two years of battery.',
    unit: 'piece',
    euros: 89,
  },
  {
    sku: 'HX-4',
    name: 'Data logger HX-4, Bluetooth',
    description: 'Temperature and humidity, read by phone.',
    unit: 'piece',
    euros: 139,
  },
  {
    sku: 'HX-6',
    name: 'Data logger HX-6, cryogenic',
    description: 'Down to −200 °C, with an external probe.',
    unit: 'piece',
    euros: 329,
  },
  {
    sku: 'GW-1',
    name: 'Gateway GW-1',
    description: 'Brings up to 60 loggers online, over Ethernet or LTE.',
    unit: 'piece',
    euros: 490,
  },
  {
    sku: 'GW-2',
    name: 'Gateway GW-2, vehicle',
    description: 'For trucks and reefers, 12 to 24 V.',
    unit: 'piece',
    euros: 640,
  },
  { sku: 'PB-10', name: 'External probe, 10 m', description: 'For cold rooms and vats.', unit: 'piece', euros: 59 },
  { sku: 'MT-1', name: 'Magnetic mount', description: 'Holds a logger to steel.', unit: 'piece', euros: 12.5 },
  {
    sku: 'HX-1',
    name: 'Data logger HX-1',
    description: 'The first generation, read by USB.',
    unit: 'piece',
    euros: 64,
    withdrawn: true,
  },
  {
    sku: 'CL-S',
    name: 'Cold Chain Cloud, up to 50 loggers',
    description: 'Readings, alarms and reports.',
    unit: 'licence',
    euros: 49,
    billing: 'month',
    kind: 'service',
  },
  {
    sku: 'CL-M',
    name: 'Cold Chain Cloud, up to 500 loggers',
    description: 'Readings, alarms, reports, interfaces.',
    unit: 'licence',
    euros: 290,
    billing: 'month',
    kind: 'service',
  },
  {
    sku: 'CL-L',
    name: 'Cold Chain Cloud, unlimited',
    description: 'With validated storage according to GxP.',
    unit: 'licence',
    euros: 9_600,
    billing: 'year',
    kind: 'service',
  },
  {
    sku: 'CAL',
    name: 'Calibration with certificate',
    description: 'Three points, ISO 17025, by post.',
    unit: 'piece',
    euros: 45,
    kind: 'service',
  },
  {
    sku: 'SET',
    name: 'Set-up and training',
    description: 'One day at the customer’s site.',
    unit: 'visit',
    euros: 980,
    kind: 'service',
  },
  {
    sku: 'VAL',
    name: 'Validation package',
    description: 'IQ, OQ and PQ of one cold room, with papers.',
    unit: 'room',
    euros: 2_400,
    kind: 'service',
  },
];

/** Price books beside the list prices: what a currency is worth in euros there, and how prices end. */
const books = [
  { name: 'Europe', currency: 'EUR', perEuro: 1, step: 0.5, segment: null },
  { name: 'Europe, partners', currency: 'EUR', perEuro: 0.82, step: 0.5, segment: 'partner' },
  { name: 'United States', currency: 'USD', perEuro: 1.12, step: 1, segment: null },
  { name: 'Russia', currency: 'RUB', perEuro: 97, step: 50, segment: null },
  { name: 'Gulf', currency: 'AED', perEuro: 4.1, step: 5, segment: null },
] as const;

/** Goods become cheaper from these quantities on: share of the price. */
const tiers = [
  { from: '0', share: 1 },
  { from: '50', share: 0.94 },
  { from: '250', share: 0.88 },
] as const;

const minor = 100;
const usualTax = '21';

/** What Halden calls an article. @throws Error when it sells none of this number */
export function productOf({ rows }: Demo, sku: string): { readonly id: string; readonly name: string } {
  const product = rows.crm_products.find((row) => row.sku === sku);
  if (!product) throw new Error(`Halden sells nothing called ${sku}.`);
  return product;
}

/** What Halden sells, and for how much in which market: volume tiers for goods, one price for services. */
export function makeProducts(demo: Demo): void {
  const { rows, calendar } = demo;
  const at = new Date(Date.UTC(calendar.now.getUTCFullYear() - 2, 1, 3, 9));
  const products = articles.map(({ euros, billing, withdrawn, kind = 'product', ...article }) => ({
    ...demo.record(at, 'okafor'),
    ...demo.extension(),
    ...article,
    nameNormalized: foldName(article.name),
    kind,
    priceMinor: Math.round(euros * minor),
    currency: 'EUR',
    taxRate: usualTax,
    billingInterval: billing ?? null,
    active: withdrawn === undefined,
  }));
  rows.crm_products.push(...products);
  for (const [index, { name, currency, perEuro, step, segment }] of books.entries()) {
    const book = {
      ...demo.record(at, 'okafor'),
      name,
      currency,
      isDefault: segment === null,
      validFrom: null,
      validTo: null,
      priority: segment === null ? 0 : index,
      segment,
    };
    rows.crm_pricebook.push(book);
    for (const product of products) {
      if (!product.active) continue;
      for (const { from, share } of product.kind === 'product' ? tiers : tiers.slice(0, 1)) {
        const price = (product.priceMinor / minor) * perEuro * share;
        rows.crm_pricebook_entries.push({
          ...demo.record(at, 'okafor'),
          pricebookId: book.id,
          productId: product.id,
          minQuantity: from,
          unitPriceMinor: Math.round(Math.max(step, Math.round(price / step) * step) * minor),
          discountPercent: '0',
        });
      }
    }
  }
}
