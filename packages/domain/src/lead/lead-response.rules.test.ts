import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officeHours } from './lead-assignment.rules.ts';
import { beginTurn, lookAtTurn, mostTurns } from './lead-response.rules.ts';

const friday = new Date('2026-03-06T15:00:00Z');
const turn = beginTurn('a', friday, 8, officeHours, 'UTC');

describe('a turn at a lead', () => {
  it("lasts so many hours of its owner's working time", () => {
    // Three hours are left of Friday; the other five are of Monday.
    expect(turn.dueAt).toEqual(new Date('2026-03-09T14:00:00Z'));
    expect(turn.remindAt).toEqual(new Date('2026-03-09T10:00:00Z'));
    const late = beginTurn('a', friday, 8, officeHours, 'America/New_York');
    expect(late.dueAt).toEqual(new Date('2026-03-06T23:00:00Z'));
  });

  it('brings a reminder, then the next person, and at last the managers', () => {
    const sofar = { turn, reminded: false, turns: 1, escalated: false };
    expect(lookAtTurn(sofar, friday)).toEqual({ act: 'nothing', until: turn.remindAt });
    expect(lookAtTurn(sofar, turn.remindAt)).toEqual({ act: 'remind', until: turn.dueAt });
    expect(lookAtTurn({ ...sofar, reminded: true }, turn.remindAt)).toEqual({ act: 'nothing', until: turn.dueAt });
    expect(lookAtTurn(sofar, turn.dueAt).act).toBe('pass_on');
    expect(lookAtTurn({ ...sofar, turns: mostTurns }, turn.dueAt).act).toBe('escalate');
    expect(lookAtTurn({ ...sofar, escalated: true }, turn.dueAt)).toEqual({ act: 'nothing', until: null });
  });

  it('never waits for a moment that is over', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 0, max: 400 }),
        fc.boolean(),
        (hours, after, reminded) => {
          const now = new Date(friday.getTime() + after * 3_600_000);
          const look = lookAtTurn(
            { turn: beginTurn('a', friday, hours, officeHours, 'Asia/Dubai'), reminded, turns: 1, escalated: false },
            now,
          );
          expect(look.until === null || look.until > now).toBe(true);
        },
      ),
    );
  });
});
