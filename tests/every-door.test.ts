// One scenario through every way into the CRM: the same records, and for each role the same refusals.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestApi, type TestApi } from '@crm/api/testing/test-api';
import { roles, type Role } from '@crm/domain/permissions';
import { doorNames, openDoor, Refused, type Door, type Row } from './support/doors.ts';

/** What happened, step by step: what was made, or the code of the refusal. */
type Story = Readonly<Record<string, unknown>>;

describe('every door', () => {
  let api: TestApi;
  let given: { readonly customer: string; readonly deal: string };

  beforeAll(async () => {
    api = await startTestApi();
    const rep = await openDoor('REST', api, api.company.users.northRep);
    const customer = await rep.customer({ name: 'Given' });
    const deal = await rep.deal({ name: 'Given', accountId: idOf(customer) });
    given = { customer: idOf(customer), deal: idOf(deal) };
  });
  afterAll(() => api[Symbol.asyncDispose]());

  for (const role of roles) {
    it(`tells ${role} the same story`, async () => {
      const stories = new Map<string, Story>();
      for (const name of doorNames) {
        const door = await openDoor(name, api, userOf(role));
        stories.set(name, await live(door, `${role}-${name}`));
      }
      const [first, ...others] = doorNames;
      for (const name of others)
        expect({ door: name, ...stories.get(name) }).toEqual({ door: name, ...stories.get(first) });
      expect(stories.get(first)).toMatchObject(expected[role]);
    });
  }

  it('keeps one record, whichever door changes it and whichever shows it', async () => {
    const doors = await Promise.all(doorNames.map((name) => openDoor(name, api, api.company.users.northRep)));
    for (const [index, door] of doors.entries()) {
      await door.tag(given.customer, `seen-${index}`);
      for (const other of doors) {
        const { tags } = await other.readCustomer(given.customer);
        expect(JSON.stringify(tags)).toContain(`seen-${index}`);
      }
    }
  });

  function userOf(role: Role) {
    const { users } = api.company;
    switch (role) {
      case 'admin':
        return users.admin;
      case 'manager':
        return users.northManager;
      case 'sales_rep':
        return users.northRep;
      case 'support':
        return users.support;
      case 'marketing':
        return users.marketing;
      case 'executor':
        return users.executor;
    }
  }

  /** Customer → contact → deal → stages → activity → my tasks → note → tag → file → audit → report. */
  async function live(door: Door, unique: string): Promise<Story> {
    const story: Record<string, unknown> = {};
    const step = async <T>(name: string, act: () => Promise<T>, tell: (done: T) => unknown): Promise<T | undefined> => {
      try {
        const done = await act();
        story[name] = tell(done);
        return done;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        story[name] = error.code;
        return undefined;
      }
    };
    const pick =
      (...keys: readonly string[]) =>
      (row: Row) =>
        Object.fromEntries(keys.map((key) => [key, row[key] === unique ? 'the name' : row[key]]));

    const customer = await step(
      'customer',
      () => door.customer({ name: unique, status: 'active' }),
      pick('name', 'status'),
    );
    const customerId = customer === undefined ? given.customer : idOf(customer);
    await step('no name', () => door.customer({ name: '' }), pick('name'));
    await step('contact', () => door.contact(customerId, 'Moss'), pick('lastName', 'isPrimary'));
    const deal = await step(
      'deal',
      () =>
        door.deal({
          name: unique,
          accountId: customerId,
          amountMinor: 1_250_000,
          currency: 'EUR',
          expectedCloseDate: '2027-03-01',
        }),
      pick('name', 'amountMinor', 'currency', 'stageId'),
    );
    const dealId = deal === undefined ? given.deal : idOf(deal);
    await step(
      'stages',
      () => door.stages(api.company.pipelineId),
      (rows) => rows.map(({ name }) => name),
    );
    await step(
      'move',
      () => door.moveDeal(dealId, api.company.stages.qualified),
      pick('stageId', 'probability', 'status'),
    );
    await step(
      'activity',
      () =>
        door.activity({
          type: 'task',
          subject: unique,
          dueAt: '2020-01-01T08:00:00.000Z',
          subjectType: 'account',
          subjectId: customerId,
        }),
      pick('subject', 'dueAt'),
    );
    await step(
      'my tasks',
      () => door.myTasks(),
      (rows) => rows.find(({ subject }) => subject === unique)?.['due'],
    );
    await step('note', () => door.note(customerId, 'Likes blue.'), pick('body'));
    await step('tag', () => door.tag(customerId, unique), String);
    await step(
      'file',
      () => door.attach(customerId, `${unique}.txt`, 'Twelve sensors'),
      (rows) => rows.filter(({ fileName }) => fileName === `${unique}.txt`).map(({ sizeBytes }) => sizeBytes),
    );
    await step(
      'audit',
      () => door.audit(customerId),
      (rows) => [...new Set(rows.map(({ action }) => String(action)))].toSorted((a, b) => a.localeCompare(b)),
    );
    await step(
      'report',
      () => door.report(),
      ({ customersByStatus, dealsByStage }) => [sizeOf(customersByStatus), sizeOf(dealsByStage)],
    );
    await step(
      'read',
      () => door.readCustomer(customerId),
      ({ tags }) => JSON.stringify(tags).includes(unique),
    );
    return story;
  }
});

function idOf({ id }: Row): string {
  return z.string().parse(id);
}

function sizeOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

/** What the roles are, told by what they may not do (checklist 1.4); the doors must agree on the rest. */
const expected: Readonly<Record<Role, Story>> = {
  admin: {
    customer: { name: 'the name', status: 'active' },
    'no name': 'validation_failed',
    audit: ['insert', 'update'],
    read: true,
  },
  manager: { customer: { name: 'the name', status: 'active' }, 'my tasks': 'overdue', audit: 'forbidden', read: true },
  sales_rep: { deal: { amountMinor: 1_250_000 }, file: [14], audit: 'forbidden', report: 'forbidden', read: true },
  support: {
    customer: 'forbidden',
    deal: 'forbidden',
    note: { body: 'Likes blue.' },
    audit: 'forbidden',
    report: 'forbidden',
  },
  marketing: { customer: 'forbidden', deal: 'forbidden', audit: 'forbidden' },
  executor: Object.fromEntries(
    [
      'customer',
      'contact',
      'deal',
      'stages',
      'move',
      'activity',
      'my tasks',
      'note',
      'tag',
      'file',
      'audit',
      'report',
      'read',
    ].map((step) => [step, 'forbidden']),
  ),
};
