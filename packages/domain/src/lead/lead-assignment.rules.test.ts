import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseAssignee, minutesUntilWork, officeHours, type AssignmentCandidate } from './lead-assignment.rules.ts';

/** A Wednesday. */
const noon = new Date('2026-11-25T12:00:00Z');

function rep(userId: string, more: Partial<AssignmentCandidate> = {}): AssignmentCandidate {
  return { userId, openLeads: 0, lastAssignedAt: null, workingHours: officeHours, timeZone: 'UTC', ...more };
}

/** Gives out leads one after the other. @returns how many each got */
function giveOut(candidates: readonly AssignmentCandidate[], leads: number): Map<string, number> {
  const state = new Map(candidates.map((candidate) => [candidate.userId, candidate]));
  const got = new Map(candidates.map(({ userId }) => [userId, 0]));
  for (let turn = 0; turn < leads; turn += 1) {
    const chosen = chooseAssignee([...state.values()], noon);
    if (chosen === null) break;
    got.set(chosen.userId, (got.get(chosen.userId) ?? 0) + 1);
    state.set(chosen.userId, { ...chosen, openLeads: chosen.openLeads + 1, lastAssignedAt: turn });
  }
  return got;
}

describe('fairness', () => {
  test('100 leads over 4 equal reps give 25 each', () => {
    expect([
      ...giveOut(
        ['a', 'b', 'c', 'd'].map((id) => rep(id)),
        100,
      ).values(),
    ]).toEqual([25, 25, 25, 25]);
  });

  test('equal people never differ by more than one lead', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 200 }), (people, leads) => {
        const shares = [
          ...giveOut(
            Array.from({ length: people }, (_, id) => rep(String(id))),
            leads,
          ).values(),
        ];
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('the answer does not depend on the order of the list', () => {
    const anyRep = fc.record({
      userId: fc.uuid(),
      openLeads: fc.nat(5),
      lastAssignedAt: fc.option(fc.nat(5)),
      workingHours: fc.constant(officeHours),
      timeZone: fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York'),
    });
    fc.assert(
      fc.property(fc.uniqueArray(anyRep, { selector: ({ userId }) => userId, minLength: 1 }), (reps) => {
        expect(chooseAssignee(reps.toReversed(), noon)).toEqual(chooseAssignee(reps, noon));
      }),
    );
  });
});

describe('who comes first', () => {
  test('nobody for an empty team', () => {
    expect(chooseAssignee([], noon)).toBeNull();
  });

  test('those at work before those with less to do', () => {
    const asleep = rep('asleep', { timeZone: 'Asia/Tokyo' });
    const busy = rep('busy', { openLeads: 9 });
    expect(chooseAssignee([asleep, busy], noon)?.userId).toBe('busy');
  });

  test('at night whoever starts soonest', () => {
    const night = new Date('2026-11-25T23:00:00Z');
    const berlin = rep('berlin', { timeZone: 'Europe/Berlin' });
    const dubai = rep('dubai', { timeZone: 'Asia/Dubai' });
    expect(chooseAssignee([berlin, dubai], night)?.userId).toBe('dubai');
  });

  test('less to do, then the longest wait', () => {
    expect(chooseAssignee([rep('a', { openLeads: 2 }), rep('b', { openLeads: 1 })], noon)?.userId).toBe('b');
    expect(chooseAssignee([rep('a', { lastAssignedAt: 2 }), rep('b', { lastAssignedAt: 1 })], noon)?.userId).toBe('b');
  });
});

describe('a team that shares out', () => {
  test('in turn looks at the wait alone; by load at the open leads first; by hand gives nobody', () => {
    const busy = rep('busy', { openLeads: 9, lastAssignedAt: 1 });
    const idle = rep('idle', { openLeads: 0, lastAssignedAt: 2 });
    expect(chooseAssignee([busy, idle], noon, 'round_robin')?.userId).toBe('busy');
    expect(chooseAssignee([busy, idle], noon, 'load')?.userId).toBe('idle');
    expect(chooseAssignee([busy, idle], noon, 'manual')).toBeNull();
  });

  test('in turn gives everybody the same number, however much each had before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 5 }),
        (loads, rounds) => {
          const got = new Map<string, number>();
          let reps = loads.map((openLeads, at) => rep(String(at), { openLeads }));
          for (let turn = 1; turn <= loads.length * rounds; turn += 1) {
            const chosen = chooseAssignee(reps, noon, 'round_robin');
            if (chosen === null) break;
            got.set(chosen.userId, (got.get(chosen.userId) ?? 0) + 1);
            reps = reps.map((each) => (each.userId === chosen.userId ? { ...each, lastAssignedAt: turn } : each));
          }
          expect([...got.values()]).toEqual(loads.map(() => rounds));
        },
      ),
    );
  });
});

describe('working hours', () => {
  test('none to wait during work, the rest of the night otherwise, and the week-end is skipped', () => {
    expect(minutesUntilWork(officeHours, 'UTC', noon)).toBe(0);
    expect(minutesUntilWork(officeHours, 'UTC', new Date('2026-11-25T07:30:00Z'))).toBe(90);
    expect(minutesUntilWork(officeHours, 'UTC', new Date('2026-11-27T18:00:00Z'))).toBe((6 + 48 + 9) * 60);
    expect(minutesUntilWork(officeHours, 'Asia/Tokyo', noon)).toBe(12 * 60);
  });

  test('never more than a week', () => {
    const anyHours = fc.record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      startMinute: fc.integer({ min: 0, max: 1000 }),
      endMinute: fc.integer({ min: 1001, max: 1440 }),
    });
    const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(
        anyHours,
        fc.constantFrom('UTC', 'Asia/Kolkata', 'America/St_Johns'),
        instants,
        (hours, zone, now) => {
          const wait = minutesUntilWork(hours, zone, now);
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThanOrEqual(7 * 1440);
        },
      ),
    );
  });
});
