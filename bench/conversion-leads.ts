import { setTimeout as sleep } from 'node:timers/promises';
import { withPostgres } from '@crm/local/postgres-client';
import { rowsOf, type Caller } from '../tests/support/system.ts';

export type Call = Caller;

export interface Lead {
  readonly id: string;
}

const lookMs = 200;
const patienceMs = 180_000;
/** The largest page. */
const pageSize = 200;

/** Makes leads of companies that nobody knows yet, waits until each was scored and assigned, and qualifies them. */
export async function createLeads(call: Call, mark: string, count: number, connections: number): Promise<Lead[]> {
  const leads: Lead[] = [];
  const numbers = Array.from({ length: count }, (_, index) => index);
  await inParallel(numbers, connections, async (n) => {
    const { status, body } = await call('POST', '/crm/v1/leads', {
      first_name: 'Anna',
      last_name: `Ashford ${n}`,
      company: `Ashford ${mark} ${n}`,
      email: `anna@firm${n}.${mark}.example`,
      phone: `+4930${10_000_000 + n}`,
      job_title: 'Head of purchasing',
      source: mark,
    });
    if (status !== 201) throw new Error(`Creating a lead gave ${status}: ${JSON.stringify(body)}`);
    leads.push({ id: String(body['id']) });
  });
  await waitForIntakes(call, mark, count);
  await inParallel(leads, connections, async ({ id }) => {
    const { status, body } = await call('POST', `/crm/v1/leads/${id}/qualify`, { outcome: 'qualified' });
    if (status !== 200) throw new Error(`Qualifying gave ${status}: ${JSON.stringify(body)}`);
  });
  return leads;
}

/** An intake that is still under way would share the machine with the conversions. */
async function waitForIntakes(call: Call, mark: string, count: number): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    let assigned = 0;
    let cursor = '';
    do {
      const page = await call('GET', `/crm/v1/leads?source=${mark}&limit=${pageSize}${cursor}`);
      assigned += rowsOf(page).filter((row) => row['assigned_to'] !== null && row['score'] !== null).length;
      cursor = nextOf(page);
    } while (cursor !== '');
    if (assigned === count) return;
    await sleep(lookMs);
  }
  throw new Error('Not all leads were assigned in time.');
}

/** Which of the wanted leads are converted by now; the newest changes first, so that one page is enough while it goes on. */
export async function convertedLeads(call: Call, mark: string, wanted: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  let cursor = '';
  do {
    const page = await call('GET', `/crm/v1/leads?source=${mark}&status=converted&sort=-updated_at&limit=50${cursor}`);
    const rows = rowsOf(page);
    const fresh = rows.map((row) => String(row['id'])).filter((id) => wanted.has(id));
    found.push(...fresh);
    // A page of which something was seen before ends what is new.
    cursor = fresh.length === rows.length ? nextOf(page) : '';
  } while (cursor !== '');
  return found;
}

/** What asks for the page behind this one; empty behind the last. */
function nextOf({ body }: Awaited<ReturnType<Call>>): string {
  const cursor = body['next_cursor'];
  return typeof cursor === 'string' ? `&cursor=${cursor}` : '';
}

/** What the database holds of this run: exactly one of each per lead, or the figures mean nothing. */
export async function proveOnce(databaseUrl: string, mark: string) {
  const { rows } = await withPostgres(databaseUrl, (client) =>
    client.query<Record<string, number>>(
      `with leads as (select * from crm_core.crm_leads where source = $1)
       select count(*)::int as leads, count(*) filter (where status = 'converted')::int as converted,
         (select count(*)::int from crm_core.crm_accounts where name like 'Ashford ' || $1 || ' %') as accounts,
         (select count(*)::int from crm_core.crm_contacts where email_normalized like '%.' || $1 || '.example') as contacts,
         (select count(*)::int from crm_core.crm_opportunities where source_lead_id in (select id from leads)) as opportunities,
         count(distinct converted_account_id)::int as "accountsOfLeads",
         count(distinct converted_contact_id)::int as "contactsOfLeads",
         count(distinct converted_opportunity_id)::int as "opportunitiesOfLeads"
       from leads`,
      [mark],
    ),
  );
  const counts = rows[0] ?? {};
  if (new Set(Object.values(counts)).size !== 1) {
    throw new Error(`Not one account, contact and opportunity each: ${JSON.stringify(counts)}`);
  }
  return { exactlyOnce: true, ...counts };
}

async function inParallel<T>(items: readonly T[], workers: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const one = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: workers }, one));
}
