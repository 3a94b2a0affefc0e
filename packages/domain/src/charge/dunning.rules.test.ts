import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askPause, graceDays, nextDunning, type DunningFacts } from './dunning.rules.ts';

const issuedAt = new Date('2026-12-01T06:00:00Z');
const declined = (day: string) => ({ state: 'declined' as const, settledAt: new Date(day), scheduled: true });
const facts: DunningFacts = {
  issuedAt,
  dueDate: '2026-12-15',
  canCharge: true,
  charges: [],
  reminded: 0,
  remindedAt: null,
};

test('the money is tried for at once, after three days and after a week, and then not again', () => {
  const tries = [declined('2026-12-01'), declined('2026-12-04'), declined('2026-12-08')];
  const plan = [0, 1, 2, 3].map((made) => nextDunning({ ...facts, charges: tries.slice(0, made) }));
  expect(plan).toEqual([
    { do: 'charge', at: issuedAt, missing: false },
    { do: 'charge', at: new Date('2026-12-04T06:00:00Z'), missing: false },
    { do: 'charge', at: new Date('2026-12-08T06:00:00Z'), missing: false },
    { do: 'suspend', at: new Date('2026-12-22'), missing: true },
  ]);
});

test('what a person had tried in between uses none of these up, and moves none of them', () => {
  const byHand = { ...declined('2026-12-02'), scheduled: false };
  const plan = [
    nextDunning({ ...facts, charges: [byHand] }),
    nextDunning({ ...facts, charges: [declined('2026-12-01'), byHand, byHand] }),
    nextDunning({ ...facts, charges: [...['01', '04', '08'].map((day) => declined(`2026-12-${day}`)), byHand] }),
  ];
  expect(plan).toEqual([
    { do: 'charge', at: issuedAt, missing: false },
    { do: 'charge', at: new Date('2026-12-04T06:00:00Z'), missing: false },
    { do: 'suspend', at: new Date('2026-12-22'), missing: true },
  ]);
});

test('who pays by themselves is reminded twice after the due date, then it is paused', () => {
  const days = [null, new Date('2026-12-18'), new Date('2026-12-25')];
  const plan = days.map((remindedAt, reminded) => nextDunning({ ...facts, canCharge: false, reminded, remindedAt }));
  expect(plan).toEqual([
    { do: 'remind', at: new Date('2026-12-18'), missing: false },
    { do: 'remind', at: new Date('2026-12-25'), missing: true },
    { do: 'suspend', at: new Date('2027-01-08'), missing: true },
  ]);
});

test('what came late moves the rest', () => {
  const late = { ...facts, canCharge: false, reminded: 1, remindedAt: new Date('2027-03-01') };
  expect(nextDunning(late)).toMatchObject({ do: 'remind', at: new Date('2027-03-08') });
  const tried = { ...facts, charges: [declined('2027-03-01')] };
  expect(nextDunning(tried)).toMatchObject({ do: 'charge', at: new Date('2027-03-04') });
});

test('nothing is paused before the days of grace are over', () => {
  const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, (last) => {
      const charges = [declined('2026-12-01'), declined('2026-12-04'), { ...declined('2026-12-08'), settledAt: last }];
      const step = nextDunning({ ...facts, charges });
      expect(step.do).toBe('suspend');
      expect(step.at.getTime() - last.getTime()).toBe(graceDays * 86_400_000);
    }),
  );
});

test('a provider is asked ever less often, and at least every five minutes', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1_000 }), (asked) => {
      expect(askPause(asked)).toBeLessThanOrEqual(askPause(asked + 1));
      expect(askPause(asked)).toBeLessThanOrEqual(300_000);
    }),
  );
  expect(askPause(0)).toBe(1_000);
});
