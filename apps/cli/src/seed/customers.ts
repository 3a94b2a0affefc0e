import { foldCompanyName, foldDomain, foldName } from '@crm/domain/normalize/name';
import type { Demo } from './demo.ts';
import { companyName, personName, toLatin } from './names.ts';
import { regions, type RegionKey } from './regions.ts';
import type { StaffKey } from './staff.ts';
import { story, type StoryAccount } from './story.ts';
import { industries, jobTitle } from './wording.ts';

const accountCount = 400;
const contactCount = 900;
const oldestDays = 730;

/** An account with what the rest of the company is built from. */
export interface Customer {
  readonly row: Demo['rows']['crm_accounts'][number];
  readonly region: RegionKey;
  readonly country: string;
  readonly owner: StaffKey;
  readonly domain: string;
  readonly story: StoryAccount | null;
  /** Came in as a lead and was converted. */
  readonly fromLead: boolean;
  readonly contacts: Demo['rows']['crm_contacts'][number][];
}

/** Accounts of two years, and the people under them. */
export function makeCustomers(demo: Demo): Customer[] {
  const domains = new Set<string>();
  const customers = story.map((told) => makeCustomer(demo, told, domains));
  while (customers.length < accountCount) customers.push(makeCustomer(demo, null, domains));
  for (const customer of customers) {
    const told = customer.story?.contacts ?? [];
    for (const [first, last, title] of told) addContact(demo, customer, { first, last, title });
    const more = told.length > 0 ? 0 : demo.random.int(1, 3);
    for (let count = 0; count < more; count += 1) addContact(demo, customer, null);
  }
  const plain = customers.filter((customer) => customer.story === null);
  while (demo.rows.crm_contacts.length < contactCount) addContact(demo, demo.random.pick(plain), null);
  return customers;
}

function makeCustomer(demo: Demo, told: StoryAccount | null, domains: Set<string>): Customer {
  const { random, calendar, rows } = demo;
  const region = told?.region ?? demo.region();
  const { places, owners } = regions[region];
  const country = told?.country ?? random.pick(Object.keys(places));
  const owner = told?.owner ?? random.pick(owners);
  const { name, domain } = told ? toldName(told) : freshName(demo, region, domains);
  domains.add(domain);
  // More of them are new than old: business grows.
  const at = calendar.ago(told ? random.int(60, 600) : 1 + Math.floor(oldestDays * random.next() ** 1.4));
  const website = `https://${domain}`;
  const row = {
    ...demo.record(at, owner),
    ...demo.extension(),
    ...demo.owned(owner),
    name,
    nameNormalized: foldCompanyName(name),
    kind: 'company' as const,
    status: 'prospect' as const,
    email: `info@${domain}`,
    emailNormalized: `info@${domain}`,
    emailStatus: 'unchecked' as const,
    ...demo.phone(region, country),
    website,
    websiteDomain: foldDomain(website),
    company: null,
    taxId: `${country}${random.digits(9)}`,
    industry: told?.industry ?? random.pick(industries),
    currency: random.weighted(regions[region].currencies),
    contacted: random.chance(0.8),
    nextFollowUpAt: random.chance(0.15) ? calendar.ahead(random.int(1, 30)) : null,
    billingAddress: { city: told?.city ?? random.pick(places[country]?.cities ?? ['Oslo']), country },
    shippingAddress: null,
  };
  rows.crm_accounts.push(row);
  const fromLead = told === null && random.chance(0.36);
  demo.tell({ subject: { type: 'account', id: row.id }, kind: 'created', at, by: fromLead ? 'process' : owner });
  return { row, region, country, owner, domain, story: told, fromLead, contacts: [] };
}

function toldName(told: StoryAccount) {
  const suffix = told.twin ? `-${told.country.toLowerCase()}` : '';
  return { name: told.name, domain: `${toLatin(told.name)}${suffix}.example` };
}

function freshName(demo: Demo, region: RegionKey, taken: ReadonlySet<string>) {
  const { name, domain } = companyName(demo.random, region);
  if (!taken.has(domain)) return { name, domain };
  // A second company of the same name sits in another city.
  const city = demo.random.pick(Object.values(regions[region].places).flatMap(({ cities }) => cities));
  const number = demo.random.int(2, 99_999);
  return { name: `${name}, ${city}`, domain: domain.replace('.example', `-${number}.example`) };
}

interface ToldPerson {
  readonly first: string;
  readonly last: string;
  readonly title: string;
}

function addContact(demo: Demo, customer: Customer, told: ToldPerson | null): void {
  const { random, rows } = demo;
  const { region, country, owner, domain, row: account } = customer;
  const { language } = regions[region];
  const made = told
    ? {
        first: { written: told.first, latin: toLatin(told.first) },
        last: { written: told.last, latin: toLatin(told.last) },
      }
    : personName(random, region);
  const number = customer.contacts.length;
  const at = number === 0 ? account.createdAt : demo.calendar.after(account.createdAt, 1, 200);
  const mailbox =
    `${made.first.latin}.${made.last.latin}${number > 0 && !told ? String(number + 1) : ''}`.toLowerCase();
  const email = random.chance(0.92) || told ? `${mailbox}@${domain}` : null;
  const row = {
    ...demo.record(at, owner),
    ...demo.extension(),
    ...demo.owned(owner),
    accountId: account.id,
    firstName: made.first.written,
    lastName: made.last.written,
    nameNormalized: foldName(`${made.first.written} ${made.last.written}`),
    jobTitle: told?.title ?? jobTitle(random, language),
    email,
    emailNormalized: email,
    emailStatus: 'unchecked' as const,
    ...demo.phone(region, country),
    isPrimary: number === 0,
    preferredLanguage: language,
    source: customer.fromLead && number === 0 ? 'web' : null,
    consent: random.chance(0.7) ? true : null,
  };
  rows.crm_contacts.push(row);
  customer.contacts.push(row);
  demo.tell({ subject: { type: 'contact', id: row.id }, kind: 'created', at, by: owner });
}
