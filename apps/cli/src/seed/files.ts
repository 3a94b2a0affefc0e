import { createHash } from 'node:crypto';
import { sniff } from '@crm/core/attachment/sniff';
import { storageKeyOf } from '@crm/core/attachment/upload';
import { foldName } from '@crm/domain/normalize/name';
import type { Customer } from './customers.ts';
import type { Deal } from './deals.ts';
import type { Demo, Happening } from './demo.ts';
import { makeChart, makePdf } from './samples.ts';

interface Told {
  readonly of: { readonly account: string } | { readonly deal: string };
  readonly fileName: string;
  bytes(demo: Demo): Buffer;
}

/** What people attached to the customers and deals that are talked of. */
const told: readonly Told[] = [
  {
    of: { account: 'Meridian Foods' },
    fileName: 'Framework agreement 2025.pdf',
    bytes: () =>
      makePdf('Framework agreement', [
        'between Halden Instruments AS and Meridian Foods AB',
        '',
        '1. Loggers and probes are delivered at the prices of Annex A.',
        '2. Calibration is due every twelve months, on site.',
        '3. Delivery within ten working days from the order.',
      ]),
  },
  {
    of: { deal: 'Cold-chain sensors, 240 sites' },
    fileName: 'Quotation, 240 sites.pdf',
    bytes: () =>
      makePdf('Quotation', [
        'Meridian Foods AB, Gothenburg',
        '',
        '240 x cold-chain sensor HI-240, with mounting',
        '  8 x gateway HI-G2',
        '  1 x set-up and training, three days',
        '',
        'Total 84,300.00 EUR, valid for 30 days',
      ]),
  },
  {
    of: { deal: 'Cold-chain sensors, 240 sites' },
    fileName: 'Cold store 3, ten days.png',
    bytes: ({ random }) =>
      makeChart(Array.from({ length: 240 }, (_, at) => 0.4 + 0.2 * Math.sin(at / 4) + random.next() / 10)),
  },
  {
    of: { deal: 'Fleet loggers, second lot' },
    fileName: 'Delivery addresses.csv',
    bytes: () =>
      Buffer.from('depot,city,loggers\nMaasvlakte,Rotterdam,120\nWestpoort,Amsterdam,80\nHaven 1100,Antwerpen,60\n'),
  },
  {
    of: { account: 'Novaya Optika' },
    fileName: 'Протокол испытаний.txt',
    bytes: () =>
      Buffer.from(
        'Протокол испытаний\n\nДатчики HI-110, чистое помещение № 4.\nОтклонение не более 0,2 °C. Замечаний нет.\n',
      ),
  },
  {
    of: { deal: 'Concrete curing sensors' },
    fileName: 'محضر زيارة الموقع.txt',
    bytes: () => Buffer.from('محضر زيارة الموقع\n\nتم فحص ثلاث نقاط قياس. يلزم ثمانية مستشعرات إضافية.\n'),
  },
  {
    of: { deal: 'Vaccine fridges, 48 sites' },
    fileName: 'Fridge 12 over a weekend.png',
    bytes: ({ random }) =>
      makeChart(Array.from({ length: 96 }, (_, at) => (at > 60 && at < 70 ? 0.9 : 0.3) + random.next() / 20)),
  },
];

/** Attaches them, with the bytes to be stored beside. */
export async function attachFiles(
  demo: Demo,
  { customers, deals }: { readonly customers: readonly Customer[]; readonly deals: readonly Deal[] },
): Promise<void> {
  for (const { of, fileName, bytes } of told) {
    const found = 'deal' in of ? findDeal(deals, of.deal) : findAccount(customers, of.account);
    if (found !== null) await attach(demo, found, fileName, bytes(demo));
  }
}

interface Found {
  readonly subject: Happening['subject'];
  readonly customer: Customer;
  readonly since: Date;
}

function findDeal(deals: readonly Deal[], name: string): Found | null {
  const deal = deals.find(({ row }) => row.name === name);
  if (!deal) return null;
  return { subject: { type: 'opportunity', id: deal.row.id }, customer: deal.customer, since: deal.row.createdAt };
}

function findAccount(customers: readonly Customer[], name: string): Found | null {
  const customer = customers.find(({ row }) => row.name === name);
  if (!customer) return null;
  return { subject: { type: 'account', id: customer.row.id }, customer, since: customer.row.createdAt };
}

async function attach(demo: Demo, { subject, customer, since }: Found, fileName: string, bytes: Buffer): Promise<void> {
  const at = demo.calendar.after(since, 0, demo.calendar.daysSince(since));
  const record = demo.record(at, customer.owner);
  const storageKey = storageKeyOf(record.id);
  const contentType = await sniff(bytes);
  demo.files.push({ key: storageKey, bytes });
  demo.rows.crm_attachments.push({
    ...record,
    subjectType: subject.type,
    subjectId: subject.id,
    fileName,
    nameNormalized: foldName(fileName),
    sizeBytes: bytes.length,
    contentType,
    claimedType: null,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    storageKey,
    state: 'ready',
  });
  demo.tell({
    subject,
    kind: 'attached',
    at,
    by: customer.owner,
    title: fileName,
    payload: { sizeBytes: bytes.length, contentType },
    source: { type: 'attachment', id: record.id },
  });
}
