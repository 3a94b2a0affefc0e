import type { ServiceContext } from '@crm/core/context';
import { insertConversion } from '@crm/core/lead/lead-conversion-row';
import { startProcess } from '@crm/core/process/process-start';
import { toE164 } from '@crm/domain/normalize/phone';
import { standstillOf } from '@crm/domain/opportunity/deal-watch.rules';
import type { Customer } from './customers.ts';
import type { Deal } from './deals.ts';
import type { Demo } from './demo.ts';
import { addLead, type DemoLead } from './leads.ts';
import { personName, toLatin } from './names.ts';
import type { StaffKey, TeamKey } from './staff.ts';

/** Leads with which the worker has something to do as soon as it runs. */
export interface Waiting {
  /** Just came in: to be scored and given to somebody. Those of Iberia wait, because nobody works there yet. */
  readonly fresh: readonly DemoLead[];
  /** Qualified, and may belong to several of our customers: each conversion comes to wait for a person. */
  readonly ambiguous: readonly DemoLead[];
  /** Open deals that are watched: most move, some have stood still for a while. */
  readonly watched: readonly Deal['row'][];
}

/** To be called before the rows are inserted. */
export function makeWaiting(
  demo: Demo,
  formId: string,
  customers: readonly Customer[],
  deals: readonly Deal[],
): Waiting {
  const fresh = [
    freshLead(demo, formId, {
      first: 'Lucía',
      last: 'Ferrer',
      country: 'ES',
      phone: '+34 612 345 678',
      team: 'iberia',
    }),
    freshLead(demo, formId, {
      first: 'Tiago',
      last: 'Nunes',
      country: 'PT',
      phone: '+351 912 345 678',
      team: 'iberia',
    }),
    freshLead(demo, formId, { first: 'Siobhán', last: 'Keane', country: 'IE', phone: '+353 85 123 4567', team: null }),
  ];
  const meridian = find(customers, 'Meridian Foods');
  const darAlBina = find(customers, 'Dar Al Bina Contracting');
  const optika = find(customers, 'Novaya Optika');
  const [ours, theirs] = optika.contacts;
  // Two people who share one line: whose lead is it?
  if (ours && theirs) Object.assign(theirs, { phone: ours.phone, phoneE164: ours.phoneE164 });
  return {
    fresh,
    ambiguous: [
      qualifiedLead(demo, formId, meridian, 'lindqvist', null),
      qualifiedLead(demo, formId, darAlBina, 'haddad', null),
      qualifiedLead(demo, formId, optika, 'petrov', ours ?? null),
    ],
    watched: pickWatched(demo, deals),
  };
}

/** To be called after the rows were inserted: orders the processes as the services do. */
export async function startWaiting(ctx: ServiceContext, { fresh, ambiguous, watched }: Waiting): Promise<void> {
  for (const { row } of fresh) {
    await startProcess(ctx, { kind: 'lead-intake', subject: subjectOf(row) });
  }
  for (const { row } of ambiguous) {
    const processId = await startProcess(ctx, { kind: 'lead-conversion', subject: subjectOf(row) });
    await insertConversion(ctx, { processId, leadId: row.id, input: {} });
  }
  for (const { id, assignedTo, teamId } of watched) {
    await startProcess(ctx, { kind: 'opportunity-stage', subject: { type: 'opportunity', id, assignedTo, teamId } });
  }
}

const moving = 20;
const standing = 4;

/** All open deals would fill the bells of a company that opens its CRM for the first time. */
function pickWatched({ rows, calendar }: Demo, deals: readonly Deal[]): Deal['row'][] {
  const stages = new Map(rows.crm_stages.map((stage) => [stage.id, stage]));
  const open = deals.map(({ row }) => row).filter(({ status, deletedAt }) => status === 'open' && !deletedAt);
  const stands = ({ stageId, stageEnteredAt, expectedCloseDate }: Deal['row']) => {
    const staleAfterDays = stages.get(stageId)?.staleAfterDays ?? null;
    const found = standstillOf({
      stageEnteredAt,
      staleAfterDays,
      expectedCloseDate: expectedCloseDate ?? null,
      lastActivityAt: null,
    });
    return found !== null && found.at <= calendar.now;
  };
  return [...open.filter((row) => !stands(row)).slice(0, moving), ...open.filter(stands).slice(0, standing)];
}

function subjectOf({ id, assignedTo, teamId }: DemoLead['row']) {
  return { type: 'lead', id, assignedTo, teamId } as const;
}

interface Newcomer {
  readonly first: string;
  readonly last: string;
  readonly country: string;
  readonly phone: string;
  readonly team: TeamKey | null;
}

function freshLead(demo: Demo, formId: string, { first, last, country, phone, team }: Newcomer): DemoLead {
  const region = 'isles';
  const row = addLead(demo, {
    at: demo.calendar.ago(0),
    region,
    country,
    owner: null,
    formId,
    person: { first, last, jobTitle: 'Quality manager' },
    company: `${last} Cold Stores`,
    website: null,
    email: `${toLatin(first)}.${toLatin(last)}@${toLatin(last)}coldstores.example`,
    phone: { phone, phoneE164: toE164(phone, country) },
  });
  // What the intake will find out.
  const unknown = { score: null, scoreReasons: [], teamId: team === null ? null : demo.teamIds[team] };
  return { row: Object.assign(row, unknown), region, owner: null };
}

/** Of a person whom we do not know, from a company of whose name we have two; or with a phone that two people have. */
function qualifiedLead(
  demo: Demo,
  formId: string,
  customer: Customer,
  owner: StaffKey,
  sharedPhone: { readonly phone: string | null; readonly phoneE164: string | null } | null,
): DemoLead {
  const { random, calendar } = demo;
  const { first, last } = personName(random, customer.region);
  const at = calendar.ago(2);
  const row = addLead(demo, {
    at,
    region: customer.region,
    country: customer.country,
    owner,
    formId,
    person: { first: first.written, last: last.written, jobTitle: null },
    company: sharedPhone ? null : customer.row.name,
    website: null,
    email: `${first.latin}.${last.latin}@post.example`.toLowerCase(),
    phone: sharedPhone ?? demo.phone(customer.region, customer.country),
  });
  const judged = calendar.after(at, 0.3, 1);
  demo.tell({
    subject: { type: 'lead', id: row.id },
    kind: 'qualified',
    at: judged,
    by: owner,
    payload: { outcome: 'qualified', reason: null, from: 'working' },
  });
  return {
    row: Object.assign(row, { status: 'qualified' as const, updatedAt: judged }),
    region: customer.region,
    owner,
  };
}

function find(customers: readonly Customer[], name: string): Customer {
  const found = customers.find(({ row }) => row.name === name);
  if (!found) throw new Error(`The story has no ${name}.`);
  return found;
}
