import { hashPassword } from '@crm/core/auth/password';
import { normalizeEmail } from '@crm/domain/normalize/email';
import { officeHours } from '@crm/domain/lead/lead-assignment.rules';
import type { GateField } from '@crm/domain/opportunity/stage-gate.rules';
import type { Demo } from './demo.ts';
import type { StageKey } from './story.ts';
import { passwords, people, teams, territories, type StaffKey, type TeamKey } from './staff.ts';

export interface DemoStage {
  readonly id: string;
  readonly name: string;
  readonly kind: 'open' | 'won' | 'lost';
  readonly probability: number;
}

export interface DemoPipeline {
  readonly id: string;
  readonly name: string;
  /** In their order; the last two are won and lost. */
  readonly open: readonly DemoStage[];
  readonly won: DemoStage;
  readonly lost: DemoStage;
}

export interface Directory {
  readonly newBusiness: DemoPipeline;
  readonly stages: Readonly<Record<StageKey, DemoStage>>;
  readonly renewals: DemoPipeline;
  readonly formId: string;
}

/** Days since the company began to use the CRM. */
const began = 780;

/** Whoever gets a new lead acts within a day of work. */
const promisedHours = 8;
/** Whoever is given a ticket begins with it within an hour of work, or the next one gets it. */
const takeMinutes = 60;

/** People, teams, pipelines with their stages, and the form of the web site. */
export async function makeDirectory(demo: Demo): Promise<Directory> {
  const { calendar, rows } = demo;
  const made = () => demo.record(calendar.ago(began), null);
  for (const [key, team] of entries<TeamKey, (typeof teams)[TeamKey]>(teams)) {
    rows.crm_teams.push({
      ...made(),
      id: demo.teamIds[key],
      name: team.name,
      parentId: team.parent === null ? null : demo.teamIds[team.parent],
      leadId: team.lead === null ? null : demo.userIds[team.lead],
      takesLeads: team.takesLeads,
      leadResponseHours: team.takesLeads ? promisedHours : null,
      takesTickets: key === 'service',
      ticketTakeMinutes: key === 'service' ? takeMinutes : null,
    });
  }
  for (const [key, countries] of entries<keyof typeof territories, readonly string[]>(territories)) {
    const name = teams[key].name;
    rows.crm_territories.push({ ...made(), name, countries: [...countries], teamId: demo.teamIds[key] });
  }
  const hashes = await hashAll();
  for (const [key, person] of entries(people)) {
    rows.crm_users.push({
      ...made(),
      id: demo.userIds[key],
      email: normalizeEmail(person.email),
      name: person.name,
      passwordHash: hashes.get(key) ?? null,
      role: person.role,
      teamId: person.team === null ? null : demo.teamIds[person.team],
      status: person.disabled ? 'disabled' : 'active',
      locale: person.locale ?? 'en',
      timeZone: person.timeZone,
      workingHours: person.days ? { ...officeHours, days: [...person.days] } : null,
      absentUntil: person.absentDays === undefined ? null : calendar.ahead(person.absentDays),
      lastLoginAt: person.disabled ? calendar.ago(40) : calendar.ago(demo.random.int(0, 2)),
      lastAssignedAt: person.role === 'sales_rep' ? calendar.ago(demo.random.int(1, 4)) : null,
    });
  }
  const form = { ...made(), key: 'website', name: 'Contact form', source: 'web', enabled: true, consentRequired: true };
  rows.crm_forms.push(form);
  return { ...makePipelines(demo), formId: form.id };
}

/** Slow on purpose, so all at once. */
async function hashAll(): Promise<ReadonlyMap<StaffKey, string>> {
  const hashed = await Promise.all(
    entries(passwords).map(async ([key, password]) => [key, await hashPassword(password)] as const),
  );
  return new Map(hashed);
}

function makePipelines(demo: Demo) {
  const forecast: GateField[] = ['amountMinor', 'currency', 'expectedCloseDate'];
  const business = makePipeline(demo, 'New business', 0, [
    { name: 'Qualified', probability: 20, stale: 21 },
    { name: 'Discovery', probability: 40, stale: 30 },
    { name: 'Proposal', probability: 60, stale: 21, requires: forecast },
    { name: 'Negotiation', probability: 80, stale: 18, requires: forecast },
    { name: 'Won', kind: 'won', probability: 100 },
    { name: 'Lost', kind: 'lost', probability: 0, requires: ['lossReason'] },
  ]);
  const renewals = makePipeline(demo, 'Renewals', 1, [
    { name: 'Upcoming', probability: 60, stale: 60 },
    { name: 'Terms sent', probability: 75, stale: 21, requires: forecast },
    { name: 'Agreed', probability: 90, stale: 14, requires: forecast },
    { name: 'Renewed', kind: 'won', probability: 100 },
    { name: 'Ended', kind: 'lost', probability: 0, requires: ['lossReason'] },
  ]);
  const [qualified, discovery, proposal, negotiation] = business.open;
  if (!qualified || !discovery || !proposal || !negotiation) throw new Error('New business has four open stages.');
  return { newBusiness: business, stages: { qualified, discovery, proposal, negotiation }, renewals };
}

interface StagePlan {
  readonly name: string;
  readonly probability: number;
  readonly kind?: 'won' | 'lost';
  readonly stale?: number;
  readonly requires?: GateField[];
}

function makePipeline(demo: Demo, name: string, position: number, plans: readonly StagePlan[]): DemoPipeline {
  const at = demo.calendar.ago(began - 1);
  const pipeline = { ...demo.record(at, 'okafor'), name, currency: 'EUR', position, isDefault: position === 0 };
  demo.rows.crm_pipelines.push(pipeline);
  const stages = plans.map((plan, index) => {
    const stage = {
      ...demo.record(at, 'okafor'),
      pipelineId: pipeline.id,
      name: plan.name,
      kind: plan.kind ?? ('open' as const),
      position: index,
      probability: plan.probability,
      requiredFields: plan.requires ?? [],
      allowedNext: [],
      staleAfterDays: plan.stale ?? null,
    };
    demo.rows.crm_stages.push(stage);
    return stage;
  });
  const won = stages.find(({ kind }) => kind === 'won');
  const lost = stages.find(({ kind }) => kind === 'lost');
  if (!won || !lost) throw new Error(`${name} needs an end.`);
  return { id: pipeline.id, name, open: stages.filter(({ kind }) => kind === 'open'), won, lost };
}

function entries<Key extends string, Value>(record: Readonly<Partial<Record<Key, Value>>>): [Key, Value][] {
  return Object.entries(record) as [Key, Value][];
}
