import { hashPassword } from '@crm/core/auth/password';
import { foldCompanyName, foldName } from '@crm/domain/normalize/name';
import type pg from 'pg';
import { createChance, type Chance } from './chance.ts';
import { copyRows, type Row } from './copy-rows.ts';
import { jobTitles, rareSurname, scripts, sources } from './names.ts';

/** Everybody's password: the people are made up, and the database is reached from this machine only. */
export const benchPassword = 'bench bench bench';

const regions = 5;
const teamsPerRegion = 3;
const repsPerTeam = 10;
const contactsPerAccount = 10;
const contactsPerDeal = 5;
const rareEvery = 100_000;
/** Records are spread evenly over so many days. */
const days = 5 * 365;
const dayMs = 86_400_000;

interface Making {
  readonly chance: Chance;
  readonly now: number;
  /** The sales people. */
  readonly owners: { readonly id: string; readonly teamId: string }[];
  /** Ids of the accounts, by their number. */
  readonly firms: string[];
}

/** Fills an empty, migrated database with a company and its contacts; the same each time but for the moments. */
export async function fillCompany(client: pg.Client, contacts: number, tell: (line: string) => void): Promise<void> {
  const making: Making = { chance: createChance(contacts), now: Date.now(), owners: [], firms: [] };
  const { teams, users } = makePeople(making, await hashPassword(benchPassword));
  await copyRows(client, 'crm_core.crm_teams', teams);
  await copyRows(client, 'crm_core.crm_users', users);
  const accounts = Math.ceil(contacts / contactsPerAccount);
  tell(`${accounts} accounts`);
  await copyRows(client, 'crm_core.crm_accounts', makeAccounts(making, accounts));
  tell(`${contacts} contacts`);
  await copyRows(client, 'crm_core.crm_contacts', makeContacts(making, contacts));
  const deals = Math.ceil(contacts / contactsPerDeal);
  tell(`${deals} deals`);
  const { pipeline, stages } = makePipeline(making);
  await copyRows(client, 'crm_core.crm_pipelines', [pipeline]);
  await copyRows(client, 'crm_core.crm_stages', stages);
  await copyRows(client, 'crm_core.crm_opportunities', makeDeals(making, stages, deals));
}

/** An administrator, five regions with a manager and three sales teams each, and in each team a manager and ten reps. */
function makePeople({ chance, now, owners }: Making, password: string): { teams: Row[]; users: Row[] } {
  const at = new Date(now).toISOString();
  const teams: Row[] = [];
  const users: Row[] = [];
  const addTeam = (name: string, parent: string | null) => {
    const id = chance.uuid(now);
    teams.push({ id, created_at: at, updated_at: at, name, parent_id: parent, takes_leads: parent !== null });
    return id;
  };
  const addUser = (name: string, role: string, team: string | null) => {
    const id = chance.uuid(now);
    const email = `${name.toLowerCase().replaceAll(' ', '-')}@bench.example`;
    users.push({ id, created_at: at, updated_at: at, email, name, password_hash: password, role, team_id: team });
    return id;
  };
  addUser('Admin', 'admin', null);
  for (let region = 1; region <= regions; region += 1) {
    const regionId = addTeam(`Region ${region}`, null);
    addUser(`Manager ${region}`, 'manager', regionId);
    for (let team = 1; team <= teamsPerRegion; team += 1) {
      const teamId = addTeam(`Team ${region} ${team}`, regionId);
      addUser(`Manager ${region} ${team}`, 'manager', teamId);
      for (let rep = 1; rep <= repsPerTeam; rep += 1) {
        owners.push({ id: addUser(`Rep ${region} ${team} ${rep}`, 'sales_rep', teamId), teamId });
      }
    }
  }
  return { teams, users };
}

const stageNames = ['New', 'Qualified', 'Offer', 'Negotiation', 'Won', 'Lost'] as const;
const currencies = ['EUR', 'USD', 'KWD', 'JPY'] as const;
const mostMinor = 5_000_000;

function makePipeline({ chance, now }: Making) {
  const at = new Date(now).toISOString();
  const pipeline = { id: chance.uuid(now), created_at: at, updated_at: at, name: 'Sales', is_default: true };
  const stages = stageNames.map((name, position) => ({
    id: chance.uuid(now),
    created_at: at,
    updated_at: at,
    pipeline_id: pipeline.id,
    name,
    kind: name === 'Won' ? 'won' : name === 'Lost' ? 'lost' : 'open',
    position,
    probability: name === 'Lost' ? 0 : Math.min(100, position * 25),
  }));
  return { pipeline, stages };
}

function* makeDeals(making: Making, stages: ReturnType<typeof makePipeline>['stages'], all: number): Generator<Row> {
  const { chance, firms } = making;
  for (let n = 1; n <= all; n += 1) {
    const stage = chance.pick(stages);
    const record = startRecord(making, n, all);
    const name = `Cold room ${n}`;
    yield {
      ...record,
      name,
      name_normalized: name.toLowerCase(),
      account_id: firms[Math.floor(chance.next() * firms.length)] ?? null,
      pipeline_id: stage.pipeline_id,
      stage_id: stage.id,
      stage_entered_at: record.created_at,
      amount_minor: Math.floor(chance.next() * mostMinor),
      currency: chance.pick(currencies),
      probability: stage.probability,
      status: stage.kind,
      closed_at: stage.kind === 'open' ? null : record.created_at,
    };
  }
}

/** What every record has; the n-th of all is the n-th oldest. */
function startRecord({ chance, now, owners }: Making, n: number, all: number) {
  const moment = Math.round(now - ((all - n) / all) * days * dayMs);
  const at = new Date(moment).toISOString();
  const { id: owner, teamId } = chance.pick(owners);
  const made = { created_at: at, created_by: owner, updated_at: at, updated_by: owner };
  return { id: chance.uuid(moment), ...made, assigned_to: owner, team_id: teamId };
}

function* makeAccounts(making: Making, all: number): Generator<Row> {
  const { chance, firms } = making;
  for (let n = 1; n <= all; n += 1) {
    const script = chance.pick(scripts);
    const trade = chance.pick(script.trades);
    const name = `${chance.pickSkewed(script.surnames)} ${trade} ${chance.pick(script.legalForms)}`;
    const domain = domainOf(n);
    const record = startRecord(making, n, all);
    firms.push(record.id);
    yield {
      ...record,
      name,
      name_normalized: foldCompanyName(name),
      status: 'active',
      website: `https://${domain}`,
      website_domain: domain,
      industry: trade,
      currency: 'EUR',
    };
  }
}

function* makeContacts(making: Making, all: number): Generator<Row> {
  const { chance, firms } = making;
  for (let n = 1; n <= all; n += 1) {
    const script = chance.pick(scripts);
    const first = chance.pickSkewed(script.given);
    const last = n % rareEvery === rareEvery / 2 ? rareSurname : chance.pickSkewed(script.surnames);
    const folded = foldName(`${first} ${last}`);
    const firm = Math.floor(chance.next() * firms.length);
    const local = /^[a-z ]+$/u.test(folded) ? folded.replace(' ', '.') : 'mail';
    const email = `${local}.${n}@${domainOf(firm + 1)}`;
    const phone = chance.next() < 0.7 ? `+4930${10_000_000 + n}` : null;
    yield {
      ...startRecord(making, n, all),
      account_id: firms[firm] ?? null,
      first_name: first,
      last_name: last,
      name_normalized: folded,
      job_title: chance.pick(jobTitles),
      email,
      email_normalized: email,
      email_status: 'valid',
      phone,
      phone_e164: phone,
      source: chance.pick(sources),
      consent: chance.next() < 0.5,
    };
  }
}

function domainOf(firm: number): string {
  return `firm${firm}.example`;
}
