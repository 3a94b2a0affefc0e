import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesConditions, operators, type Comparison, type ConditionGroup } from './conditions.rules.ts';

const now = new Date('2026-11-22T12:00:00Z');
const all = (...conditions: ConditionGroup['conditions']): ConditionGroup => ({ match: 'all', conditions });
const any = (...conditions: ConditionGroup['conditions']): ConditionGroup => ({ match: 'any', conditions });
const none = (...conditions: ConditionGroup['conditions']): ConditionGroup => ({ match: 'none', conditions });
const lead = { source: 'Web', score: 55, consent: null, company: ' ', createdAt: '2026-11-12T12:00:00.000Z' };

function holds(field: string, op: Comparison['op'], value?: Comparison['value']): boolean {
  return matchesConditions(all({ field, op, value }), lead, now);
}

describe('a question', () => {
  test('the rule of the plan: a lead from the web with a score of 50 or more', () => {
    const rule = all({ field: 'source', op: 'equals', value: 'web' }, { field: 'score', op: 'at_least', value: 50 });
    expect(matchesConditions(rule, lead, now)).toBe(true);
    expect(matchesConditions(rule, { ...lead, score: 49 }, now)).toBe(false);
    expect(matchesConditions(rule, { ...lead, source: 'fair' }, now)).toBe(false);
  });

  test('text is compared without regard to case, and a blank one is no value', () => {
    expect([
      holds('source', 'equals', 'WEB'),
      holds('source', 'contains', 'e'),
      holds('source', 'starts_with', 'we'),
    ]).toEqual([true, true, true]);
    expect([holds('company', 'is_empty'), holds('company', 'equals', ' '), holds('company', 'contains', '')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('a field without a value is empty, is not this, and nothing else', () => {
    const fitting = operators.filter((op) => holds('consent', op, op === 'in' || op === 'not_in' ? ['x'] : 'x'));
    expect(fitting).toEqual(['not_equals', 'not_in', 'is_empty']);
    expect(operators.filter((op) => holds('unknown', op, 5))).toEqual(['not_equals', 'not_in', 'is_empty']);
  });

  test('figures at their bounds', () => {
    expect([holds('score', 'greater', 55), holds('score', 'at_least', 55)]).toEqual([false, true]);
    expect([holds('score', 'less', 55), holds('score', 'at_most', 55)]).toEqual([false, true]);
    expect([holds('score', 'in', [1, 55]), holds('score', 'not_in', [1, 55])]).toEqual([true, false]);
  });

  test('time, counted from now', () => {
    expect([holds('createdAt', 'days_ago', 10), holds('createdAt', 'days_ago', 11)]).toEqual([true, false]);
    expect([holds('createdAt', 'before', '2026-11-13'), holds('createdAt', 'after', '2026-11-12')]).toEqual([
      true,
      true,
    ]);
    const due = (dueAt: string) =>
      matchesConditions(all({ field: 'dueAt', op: 'within_days', value: 2 }), { dueAt }, now);
    expect([due('2026-11-22T11:59:59Z'), due('2026-11-24T12:00:00Z'), due('2026-11-24T12:00:01Z')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('`true` is not the word "true"', () => {
    const yes = { field: 'consent', op: 'equals', value: true } as const;
    expect(matchesConditions(all(yes), { consent: true }, now)).toBe(true);
    expect(matchesConditions(all(yes), { consent: 'true' }, now)).toBe(false);
  });
});

const value = fc.oneof(fc.constant(null), fc.string({ maxLength: 3 }), fc.integer({ min: -3, max: 3 }), fc.boolean());
const row = fc.record({ a: value, b: value, c: value });
const comparison: fc.Arbitrary<Comparison> = fc
  .record({
    field: fc.constantFrom('a', 'b', 'c'),
    op: fc.constantFrom(...operators),
    value: fc.integer({ min: -3, max: 3 }),
  })
  .map(({ field, op, value: one }) => ({ field, op, value: op === 'in' || op === 'not_in' ? [one] : one }));
const { tree } = fc.letrec<{ tree: ConditionGroup }>((tie) => ({
  tree: fc.record({
    match: fc.constantFrom('all' as const, 'any' as const, 'none' as const),
    conditions: fc.array(fc.oneof({ maxDepth: 3 }, comparison, tie('tree')), { maxLength: 4 }),
  }),
}));
const holdsOf = (group: ConditionGroup, of: Record<string, unknown>) => matchesConditions(group, of, now);

describe('for any conditions and any record', () => {
  test('none is not any, and all is none of the opposites', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 4 }), row, (groups, of) => {
        expect(holdsOf(none(...groups), of)).toBe(!holdsOf(any(...groups), of));
        expect(holdsOf(all(...groups), of)).toBe(holdsOf(none(...groups.map((group) => none(group))), of));
      }),
    );
  });

  test('order does not matter, repetition does not either, and a group of one says what the one says', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 4 }), tree, row, (groups, group, of) => {
        for (const join of [all, any, none]) {
          expect(holdsOf(join(...groups.toReversed()), of)).toBe(holdsOf(join(...groups), of));
          expect(holdsOf(join(...groups, ...groups), of)).toBe(holdsOf(join(...groups), of));
        }
        expect([holdsOf(all(group), of), holdsOf(any(group), of)]).toEqual([holdsOf(group, of), holdsOf(group, of)]);
      }),
    );
  });

  test('each question and its opposite: exactly one holds', () => {
    const opposites = [
      ['equals', 'not_equals'],
      ['in', 'not_in'],
      ['is_empty', 'is_filled'],
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...opposites), fc.integer({ min: -3, max: 3 }), row, ([one, other], wanted, of) => {
        const ask = (op: Comparison['op']) =>
          holdsOf(all({ field: 'a', op, value: op === 'in' || op === 'not_in' ? [wanted] : wanted }), of);
        expect(ask(one)).toBe(!ask(other));
      }),
    );
  });

  test('nothing asked is answered by all with yes and by any with no', () => {
    fc.assert(
      fc.property(row, (of) => {
        expect([holdsOf(all(), of), holdsOf(none(), of), holdsOf(any(), of)]).toEqual([true, true, false]);
      }),
    );
  });
});
