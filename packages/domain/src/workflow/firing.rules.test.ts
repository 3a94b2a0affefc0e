import { expect, test } from 'vitest';
import { firesOn, type RecordEvent } from './firing.rules.ts';
import type { WorkflowTrigger } from './workflow.ts';

const created: RecordEvent = { kind: 'created', changes: {} };
const posted: RecordEvent = { kind: 'form_posted', changes: {} };
const scored: RecordEvent = { kind: 'updated', changes: { score: [0, 70] } };
const won: RecordEvent = { kind: 'updated', changes: { status: ['open', 'won'], closedAt: [null, 'now'] } };

test.each<[WorkflowTrigger, boolean, boolean, boolean]>([
  [{ on: 'created' }, true, false, false],
  [{ on: 'updated' }, false, true, true],
  [{ on: 'field_changed', field: 'score' }, false, true, false],
  [{ on: 'status_changed' }, false, false, true],
  [{ on: 'status_changed', from: ['open'], to: ['won'] }, false, false, true],
  [{ on: 'status_changed', to: ['lost'] }, false, false, false],
  [{ on: 'status_changed', from: ['won'] }, false, false, false],
  [{ on: 'date_reached', field: 'closedAt', offsetDays: 0 }, false, false, false],
  [{ on: 'manual' }, false, false, false],
  [{ on: 'webhook' }, false, false, false],
  [{ on: 'form_posted' }, false, false, false],
])('%o fires when a record is made: %s, scored: %s, won: %s', (trigger, ...expected) => {
  expect([created, scored, won].map((event) => firesOn(trigger, event))).toEqual(expected);
});

test('what a form brings fires rules for forms, beside those for every new record', () => {
  expect(firesOn({ on: 'form_posted' }, posted)).toBe(true);
  expect(firesOn({ on: 'created' }, posted)).toBe(false);
});
