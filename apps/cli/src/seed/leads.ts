import { normalizeEmail } from '@crm/domain/normalize/email';
import { foldCompanyName, foldName } from '@crm/domain/normalize/name';
import { deliveredScoringRules } from '@crm/domain/lead/delivered-scoring-rules';
import { scoreLead, scoringFacts } from '@crm/domain/lead/lead-scoring.rules';
import { minutesAfter } from './calendar.ts';
import type { Customer } from './customers.ts';
import type { Deal } from './deals.ts';
import type { Demo } from './demo.ts';
import { companyName, personName } from './names.ts';
import { addConversion, addIntake } from './past-processes.ts';
import { perEuro, regions, type RegionKey } from './regions.ts';
import type { StaffKey } from './staff.ts';
import { disqualifications, jobTitle, leadMessage } from './wording.ts';

const leadCount = 600;
const sources = { web: 40, fair: 16, referral: 14, partner: 10, newsletter: 10, phone: 10 } as const;
const campaigns = { fair: 'cold-chain-expo', newsletter: 'autumn-2026' } as const;

export interface DemoLead {
  readonly row: Demo['rows']['crm_leads'][number];
  readonly region: RegionKey;
  readonly owner: StaffKey | null;
}

interface LeadPlan {
  readonly at: Date;
  readonly region: RegionKey;
  readonly country: string;
  readonly owner: StaffKey | null;
  readonly formId: string;
  readonly person: { readonly first: string; readonly last: string; readonly jobTitle: string | null };
  readonly company: string | null;
  readonly website: string | null;
  readonly email: string | null;
  readonly phone: { readonly phone: string | null; readonly phoneE164: string | null };
}

/** Leads in all states: those that became the accounts which came from leads, and others. */
export function makeLeads(
  demo: Demo,
  formId: string,
  customers: readonly Customer[],
  deals: readonly Deal[],
): DemoLead[] {
  const known = new Set(customers.map(({ domain }) => domain));
  const own = Map.groupBy(
    deals.filter(({ customer }) => customer.fromLead),
    ({ customer }) => customer,
  );
  const leads = [...own.values()].flatMap(([first]) => (first ? [convertedLead(demo, formId, first)] : []));
  while (leads.length < leadCount) leads.push(otherLead(demo, formId, known));
  return leads;
}

function convertedLead(demo: Demo, formId: string, deal: Deal): DemoLead {
  const { customer, row: opportunity } = deal;
  const [contact] = customer.contacts;
  if (!contact) throw new Error('Every account has a contact.');
  const convertedAt = customer.row.createdAt;
  const at = new Date(convertedAt.getTime() - demo.random.int(2, 20) * 86_400_000);
  const row = addLead(demo, {
    at,
    region: customer.region,
    country: customer.country,
    owner: customer.owner,
    formId,
    person: { first: contact.firstName ?? '', last: contact.lastName, jobTitle: contact.jobTitle },
    company: customer.row.name,
    website: customer.row.website,
    email: contact.email,
    phone: contact,
  });
  row.status = 'converted';
  row.convertedAt = convertedAt;
  row.convertedAccountId = customer.row.id;
  row.convertedContactId = contact.id;
  row.convertedOpportunityId = opportunity.id;
  row.updatedAt = convertedAt;
  opportunity.sourceLeadId = row.id;
  tellQualified(demo, row, customer.owner, demo.calendar.after(at, 0.2, 1.5), 'qualified', null);
  addConversion(demo, row, { customer, contact, opportunity });
  return { row, region: customer.region, owner: customer.owner };
}

function otherLead(demo: Demo, formId: string, known: ReadonlySet<string>): DemoLead {
  const { random, calendar } = demo;
  const region = demo.region();
  const { places, owners, language } = regions[region];
  const country = random.pick(Object.keys(places));
  const owner = random.pick(owners);
  const { first, last } = personName(random, region);
  const { name, domain } = newCompany(demo, region, known);
  const firm = random.chance(0.85);
  const days = Math.floor(700 * random.next() ** 2.2);
  const row = addLead(demo, {
    at: calendar.ago(days),
    region,
    country,
    owner,
    formId,
    person: {
      first: first.written,
      last: last.written,
      jobTitle: random.chance(0.6) ? jobTitle(random, language) : null,
    },
    company: firm ? name : null,
    website: firm && random.chance(0.4) ? `https://${domain}` : null,
    email: random.chance(0.88) ? `${first.latin}.${last.latin}${random.digits(2)}@${domain}`.toLowerCase() : null,
    phone: random.chance(0.7) ? demo.phone(region, country) : { phone: null, phoneE164: null },
  });
  const status = random.weighted(
    days < 6
      ? { new: 7, working: 3 }
      : days < 45
        ? { new: 1, working: 5, qualified: 2, unqualified: 2 }
        : { working: 1, qualified: 2, unqualified: 7 },
  );
  row.status = status === 'qualified' && row.email === null && row.phone === null ? 'working' : status;
  if (row.status === 'unqualified') row.disqualifiedReason = random.pick(disqualifications);
  if (row.status === 'qualified' || row.status === 'unqualified') {
    const judgedAt = calendar.after(row.createdAt, 1, 9);
    row.updatedAt = judgedAt;
    tellQualified(demo, row, owner, judgedAt, row.status, row.disqualifiedReason);
  }
  return { row, region, owner };
}

/** Mostly a company that is no customer yet. */
function newCompany(demo: Demo, region: RegionKey, known: ReadonlySet<string>) {
  let company = companyName(demo.random, region);
  for (let tries = 0; tries < 6 && known.has(company.domain); tries += 1) company = companyName(demo.random, region);
  return company;
}

/** A lead as it stands after its intake: scored and given to somebody. */
export function addLead(demo: Demo, plan: LeadPlan): DemoLead['row'] {
  const { random } = demo;
  const source = random.weighted(sources);
  const { currencies, language } = regions[plan.region];
  const currency = random.weighted(currencies);
  const budget = random.chance(0.35)
    ? Math.round(((2_000 + random.int(0, 58) * 1_000) * perEuro[currency]) / 100) * 100
    : null;
  const facts = {
    email: plan.email,
    phone: plan.phone.phone,
    phoneE164: plan.phone.phoneE164,
    company: plan.company,
    jobTitle: plan.person.jobTitle,
    website: plan.website,
    message: source === 'web' || random.chance(0.3) ? leadMessage(random, language) : null,
    budgetMinor: budget === null ? null : budget * 100,
    source,
    consent: source === 'web' ? true : random.chance(0.5) ? true : null,
  };
  const nothingYet = { completedActivities: 0, lastActivityAt: null };
  const { score, reasons } = scoreLead(scoringFacts(facts, nothingYet), deliveredScoringRules, plan.at);
  const row = {
    ...demo.record(plan.at, null),
    ...demo.extension(),
    ...(plan.owner === null ? { assignedTo: null, teamId: null } : demo.owned(plan.owner)),
    ...facts,
    firstName: plan.person.first,
    lastName: plan.person.last,
    nameNormalized: foldName(`${plan.person.first} ${plan.person.last}`),
    companyNormalized: plan.company === null ? null : foldCompanyName(plan.company),
    emailNormalized: plan.email === null ? null : normalizeEmail(plan.email),
    emailStatus: 'unchecked' as const,
    country: plan.country,
    currency: budget === null ? null : currency,
    sourceDetail: source === 'web' ? 'Contact form' : null,
    utmSource: source === 'newsletter' ? 'newsletter' : null,
    utmMedium: source === 'newsletter' ? 'email' : null,
    utmCampaign: source === 'fair' || source === 'newsletter' ? campaigns[source] : null,
    campaignId: null as string | null,
    formId: source === 'web' ? plan.formId : null,
    status: 'new' as const,
    score,
    scoreReasons: [...reasons],
    disqualifiedReason: null as string | null,
    convertedAt: null as Date | null,
    convertedAccountId: null as string | null,
    convertedContactId: null as string | null,
    convertedOpportunityId: null as string | null,
  };
  demo.rows.crm_leads.push(row);
  demo.tell({ subject: { type: 'lead', id: row.id }, kind: 'created', at: plan.at, by: null });
  if (plan.owner !== null) addIntake(demo, row, plan.owner);
  return row;
}

function tellQualified(
  demo: Demo,
  row: DemoLead['row'],
  by: StaffKey,
  at: Date,
  outcome: 'qualified' | 'unqualified',
  reason: string | null,
): void {
  const moment = at > row.createdAt ? at : minutesAfter(row.createdAt, 5);
  demo.tell({
    subject: { type: 'lead', id: row.id },
    kind: 'qualified',
    at: moment,
    by,
    payload: { outcome, reason, from: 'working' },
  });
}
