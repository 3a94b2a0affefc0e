import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AssignmentStrategy } from '@crm/domain/team/team';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { takeTurn } from './lead-assignment.ts';

/** A Wednesday. */
const noon = new Date('2026-11-25T12:00:00Z');
let seconds = 0;
let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
  const { northRep } = bench.company.users;
  const lead = { createdAt: noon, updatedAt: noon, nameNormalized: '', source: 'web', assignedTo: northRep.id };
  await bench
    .db()
    .insertInto('crm_leads')
    .values(Array.from({ length: 3 }, () => ({ id: randomUUIDv7(), ...lead })))
    .execute();
});
afterAll(() => bench[Symbol.asyncDispose]());

async function share(team: 'north' | 'northWest', assignmentStrategy: AssignmentStrategy): Promise<void> {
  const id = bench.company.teams[team];
  await bench.db().updateTable('crm_teams').set({ assignmentStrategy }).where('id', '=', id).execute();
}

/** Who gets the next leads of the northern team, one after the other. */
async function turns(count: number): Promise<readonly (string | undefined)[]> {
  const { users, teams } = bench.company;
  const names = new Map([users.northRep, users.northWestRep].map(({ id, email }) => [id, email.split('@')[0]]));
  const given: (string | undefined)[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    seconds += 1;
    const now = new Date(noon.getTime() + seconds * 1_000);
    const assignee = await bench.as(users.admin, (ctx) => takeTurn(ctx, teams.north), { now });
    given.push(assignee === null ? 'nobody' : names.get(assignee.assignedTo));
  }
  return given;
}

test('by load, who has fewer open leads gets the next one, every time', async () => {
  await share('north', 'load');
  expect(await turns(3)).toEqual(['north-west-rep', 'north-west-rep', 'north-west-rep']);
});

test('in turn, everybody gets one after the other, however busy', async () => {
  await share('north', 'round_robin');
  expect(await turns(4)).toEqual(['north-rep', 'north-west-rep', 'north-rep', 'north-west-rep']);
});

test('a team below that is given its leads by hand is left out', async () => {
  await share('northWest', 'manual');
  expect(await turns(2)).toEqual(['north-rep', 'north-rep']);
  await share('northWest', 'load');
});

test('by hand, nobody gets any by itself', async () => {
  await share('north', 'manual');
  expect(await turns(1)).toEqual(['nobody']);
});
