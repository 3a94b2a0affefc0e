import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRow } from './csv.rules.ts';
import {
  allowsVerb,
  changeBetween,
  operationVerbs,
  planUndo,
  progressOf,
  turnOf,
  type Image,
} from './operation.rules.ts';

const image = fc.dictionary(
  fc.constantFrom('name', 'country', 'score', 'custom.area'),
  fc.oneof(fc.string(), fc.integer()),
);
const everything = () => true;

describe('undoing', () => {
  test('restores exactly what was, where nothing changed since', () => {
    fc.assert(
      fc.property(image, image, (before, after) => {
        const { restore, conflicts } = planUndo(changeBetween(before, after), after, everything);
        expect(conflicts).toEqual([]);
        expect(full({ ...after, ...restore })).toEqual(full(before));
      }),
    );
  });

  test('never writes over what was changed since, and never touches what the operation did not change', () => {
    fc.assert(
      fc.property(image, image, image, (before, after, now) => {
        const change = changeBetween(before, after);
        const { restore, conflicts } = planUndo(change, now, everything);
        for (const field of Object.keys(restore)) {
          expect(now[field] ?? null).toEqual(after[field] ?? null);
          expect(Object.keys(change.after)).toContain(field);
        }
        const disputed = new Set(conflicts.map(({ field }) => field));
        for (const field of Object.keys(change.after)) {
          const same = [before, after].some((one) => (one[field] ?? null) === (now[field] ?? null));
          expect(disputed.has(field)).toBe(!same);
        }
      }),
    );
  });

  test('what merely followed and has moved on is no conflict', () => {
    const change = { before: { country: null, score: 10 }, after: { country: 'NO', score: 20 } };
    const asked = (field: string) => field === 'country';
    expect(planUndo(change, { country: 'NO', score: 55 }, asked)).toEqual({
      restore: { country: null },
      conflicts: [],
    });
  });
});

test('a row of a file reads back as it was, and no cell of it is a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (values) => {
      const cells = readRow(csvRow(values));
      expect(cells.map((cell, index) => (cell === `'${values[index]}` ? values[index] : cell))).toEqual(values);
      for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/u);
    }),
  );
  expect(csvRow([-5, null, true, [{ name: 'VIP' }, { name: 'EU' }], { minor: 5 }])).toBe(
    '-5,,true,VIP; EU,"{""minor"":5}"\r\n',
  );
});

test('verbs are offered when they mean something', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const none = { total: 2, pending: 0, done: 2, failed: 0, skipped: 0, undone: 0, conflict: 0 };
  const offered = (facts: object) =>
    operationVerbs.filter((verb) =>
      allowsVerb(
        verb,
        { kind: 'edit', state: 'running', undoing: false, counts: none, endedAt: null, ...facts },
        now,
        now,
      ),
    );
  expect(offered({ state: 'running' })).toEqual(['pause', 'cancel']);
  expect(offered({ state: 'paused' })).toEqual(['resume', 'cancel']);
  expect(offered({ state: 'completed' })).toEqual(['undo']);
  expect(offered({ state: 'completed', kind: 'export' })).toEqual([]);
  expect(offered({ state: 'cancelled', counts: { ...none, failed: 1 } })).toEqual(['retry', 'skip', 'undo']);
  expect(offered({ state: 'undone', undoing: true, counts: { ...none, done: 0, conflict: 1 } })).toEqual(['overwrite']);
});

test('the pace is measured since it last went on, and people take turns', () => {
  const counts = { total: 1_000, pending: 600, done: 400, failed: 0, skipped: 0, undone: 0, conflict: 0 };
  const at = new Date('2026-11-23T12:00:10Z');
  const since = new Date('2026-11-23T12:00:00Z');
  expect(progressOf(counts, { since, sinceProcessed: 200, at })).toEqual({
    processed: 400,
    perSecond: 20,
    secondsLeft: 30,
  });
  expect(progressOf(counts, { since: null, sinceProcessed: 0, at })).toEqual({
    processed: 400,
    perSecond: null,
    secondsLeft: null,
  });
  expect([0, 1, 2].map((place) => turnOf(['a', 'b'], place))).toEqual(['a', 'b', 'a']);
});

/** With `null` where nothing stands. */
function full(one: Image): Image {
  const fields = ['name', 'country', 'score', 'custom.area'];
  return Object.fromEntries(fields.map((field) => [field, one[field] ?? null]));
}

/** The cells of one row, read by the rules of RFC 4180. */
function readRow(row: string): string[] {
  const cells: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^,]*))(,|\r\n$)/gsuy;
  for (const [, quoted, plain = ''] of row.matchAll(pattern)) {
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
  }
  return cells;
}
