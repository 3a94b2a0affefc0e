import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addWorkingMinutes, workingMinutesBetween, type WorkingCalendar } from '../calendar/working-time.rules.ts';
import {
  afterCustomerWrote,
  clockAfter,
  dueTimes,
  nextResponseDue,
  nobodyWaits,
  storedClocks,
  ticketClocks,
  type ClockFacts,
  type NextResponse,
} from './ticket-clocks.rules.ts';
import { stopsClock, ticketStatuses } from './ticket-status.rules.ts';

const hour = 60;

function office(timeZone: string, ...holidays: string[]): WorkingCalendar {
  const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 9 * hour, endMinute: 17 * hour }));
  return { timeZone, hours, holidays: new Set(holidays) };
}

const berlin = office('Europe/Berlin', '2026-12-25');
const target = { firstResponseMinutes: 4 * hour, resolutionMinutes: 16 * hour };
const policy = { targets: { low: target, normal: target, high: target, urgent: target } };

function ticket(createdAt: string, facts: Partial<ClockFacts> = {}): ClockFacts {
  return {
    createdAt: new Date(createdAt),
    status: 'open',
    priority: 'normal',
    firstRespondedAt: null,
    slaPausedAt: null,
    slaPausedMinutes: 0,
    ...facts,
  };
}

const at = (facts: ClockFacts, now: string, calendar = berlin) => ticketClocks(facts, policy, calendar, new Date(now));

test('a weekend does not count', () => {
  // Friday 15:00 in Berlin.
  const clocks = at(ticket('2026-11-20T14:00:00Z'), '2026-11-22T12:00:00Z');
  expect(clocks.firstResponse.dueAt.toISOString()).toBe('2026-11-23T10:00:00.000Z');
  expect(clocks.resolution.dueAt.toISOString()).toBe('2026-11-24T14:00:00.000Z');
  expect(clocks.firstResponse).toMatchObject({ state: 'ok', minutesLeft: 2 * hour });
});

test('a holiday does not count', () => {
  const clocks = at(ticket('2026-12-24T14:00:00Z'), '2026-12-26T12:00:00Z');
  expect(clocks.firstResponse.dueAt.toISOString()).toBe('2026-12-28T10:00:00.000Z');
});

test('a change to summer time does not move the hour at which it is due', () => {
  const clocks = at(ticket('2026-03-27T14:00:00Z'), '2026-03-27T14:00:00Z');
  // Monday at eleven, two hours ahead of UTC by then.
  expect(clocks.firstResponse.dueAt.toISOString()).toBe('2026-03-30T09:00:00.000Z');
});

test('it warns when four fifths are over, and is late right after it is due', () => {
  const open = ticket('2026-11-23T08:00:00Z');
  expect(at(open, '2026-11-23T11:11:59Z').state).toBe('ok');
  expect(at(open, '2026-11-23T11:12:00Z').state).toBe('warning');
  expect(at(open, '2026-11-23T12:00:00Z').state).toBe('warning');
  expect(at(open, '2026-11-23T12:00:00.001Z').state).toBe('breached');
});

test('the first response stops its clock for good, in time or late', () => {
  const inTime = ticket('2026-11-23T08:00:00Z', { firstRespondedAt: new Date('2026-11-23T09:00:00Z') });
  expect(at(inTime, '2026-11-30T09:00:00Z').firstResponse).toMatchObject({ state: 'met', minutesLeft: 3 * hour });
  const late = ticket('2026-11-23T08:00:00Z', { firstRespondedAt: new Date('2026-11-23T13:00:00Z') });
  expect(at(late, '2026-11-23T13:30:00Z')).toMatchObject({
    firstResponse: { state: 'breached', minutesLeft: -hour },
    resolution: { state: 'ok' },
    state: 'breached',
  });
});

test('pending stops the resolution clock; going on moves what is due by the working time between', () => {
  const answered = { firstRespondedAt: new Date('2026-11-23T09:00:00Z') };
  const open = ticket('2026-11-23T08:00:00Z', answered);
  const due = dueTimes(open.createdAt, 0, target, berlin);
  // Monday at 15:00 …
  const paused = clockAfter({ ...open, ...due }, 'pending', berlin, new Date('2026-11-23T14:00:00Z'));
  const waiting = ticket('2026-11-23T08:00:00Z', { ...answered, status: 'pending', slaPausedAt: paused.slaPausedAt });
  expect(at(waiting, '2026-12-30T12:00:00Z').resolution).toMatchObject({ state: 'paused', minutesLeft: 10 * hour });
  // … until Wednesday at 11:00 are twelve working hours.
  const resumed = clockAfter(paused, 'open', berlin, new Date('2026-11-25T10:00:00Z'));
  expect(resumed).toMatchObject({ slaPausedAt: null, slaPausedMinutes: 12 * hour });
  expect(resumed.resolutionDueAt?.toISOString()).toBe('2026-11-26T12:00:00.000Z');
});

test('resolved in time stays so; resolved late stays late', () => {
  const over = { status: 'resolved', firstRespondedAt: new Date('2026-11-23T09:00:00Z') } as const;
  const inTime = ticket('2026-11-23T08:00:00Z', { ...over, slaPausedAt: new Date('2026-11-24T15:00:00Z') });
  expect(at(inTime, '2027-01-01T00:00:00Z').state).toBe('met');
  const late = ticket('2026-11-23T08:00:00Z', { ...over, slaPausedAt: new Date('2026-11-25T09:00:00Z') });
  expect(at(late, '2027-01-01T00:00:00Z')).toMatchObject({ resolution: { minutesLeft: -hour }, state: 'breached' });
});

test('what has no policy has no state, and its clock is not measured', () => {
  const none = { firstResponseWarnAt: null, firstResponseDueAt: null, resolutionWarnAt: null, resolutionDueAt: null };
  const facts = { ...ticket('2026-11-23T08:00:00Z'), ...none, ...nobodyWaits };
  expect(storedClocks(facts, new Date())).toEqual({
    firstResponse: null,
    nextResponse: null,
    resolution: null,
    ticket: null,
  });
  const waiting = { ...facts, slaPausedAt: new Date('2026-11-23T09:00:00Z') };
  expect(clockAfter(waiting, 'open', null, new Date())).toMatchObject({ slaPausedAt: null, slaPausedMinutes: 0 });
});

const instants = fc.date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
const calendars = fc.constantFrom(berlin, office('America/New_York'), office('Asia/Dubai', '2026-12-02'));
const days = fc.integer({ min: 0, max: 20 * 86_400_000 });
const later = (from: Date, by: number) => new Date(from.getTime() + by);

test('however often it waits: what is due moves by the working time that it stood still, and by nothing else', () => {
  fc.assert(
    fc.property(calendars, instants, fc.array(fc.tuple(days, days), { maxLength: 4 }), (calendar, created, waits) => {
      const due = dueTimes(created, 0, target, calendar);
      let clock = { slaPausedAt: null as Date | null, slaPausedMinutes: 0, ...due } as ReturnType<typeof clockAfter>;
      let now = created;
      let stood = 0;
      for (const [work, wait] of waits) {
        const began = later(now, work);
        now = later(began, wait);
        clock = clockAfter(clockAfter(clock, 'pending', calendar, began), 'open', calendar, now);
        stood += workingMinutesBetween(calendar, began, now);
      }
      expect(clock.slaPausedMinutes).toBeCloseTo(stood, 6);
      const moved = addWorkingMinutes(calendar, due.resolutionDueAt, stood).getTime();
      expect(Math.abs((clock.resolutionDueAt?.getTime() ?? 0) - moved)).toBeLessThanOrEqual(waits.length);
      // Scheduling it again from the beginning gives the same, so a change of priority keeps the time that it waited.
      const again = dueTimes(created, clock.slaPausedMinutes, target, calendar);
      expect(Math.abs(again.resolutionDueAt.getTime() - moved)).toBeLessThanOrEqual(waits.length);
    }),
    { numRuns: 60 },
  );
});

test('a clock that stands still has as much time left when it goes on', () => {
  fc.assert(
    fc.property(calendars, instants, days, days, (calendar, created, work, wait) => {
      const due = dueTimes(created, 0, target, calendar);
      const began = later(created, work);
      const now = later(began, wait);
      const clock = { slaPausedAt: began, slaPausedMinutes: 0, ...due };
      const resumed = clockAfter(clock, 'open', calendar, now);
      const leftBefore = workingMinutesBetween(calendar, began, due.resolutionDueAt);
      const leftAfter = workingMinutesBetween(calendar, now, resumed.resolutionDueAt ?? now);
      expect(leftAfter).toBeCloseTo(leftBefore, 3);
    }),
    { numRuns: 60 },
  );
});

test('what is stored says the same as the whole arithmetic', () => {
  const facts = fc.record({
    created: instants,
    status: fc.constantFrom(...ticketStatuses),
    answered: fc.option(days),
    stopped: days,
    pausedMinutes: fc.integer({ min: 0, max: 5_000 }),
    passed: days,
  });
  fc.assert(
    fc.property(calendars, facts, (calendar, { created, status, answered, stopped, pausedMinutes, passed }) => {
      const facts: ClockFacts = {
        createdAt: created,
        status,
        priority: 'normal',
        firstRespondedAt: answered === null ? null : later(created, answered),
        slaPausedAt: stopsClock(status) ? later(created, stopped) : null,
        slaPausedMinutes: pausedMinutes,
      };
      const now = later(created, passed);
      const whole = ticketClocks(facts, policy, calendar, now);
      const stored = storedClocks(
        { ...facts, ...nobodyWaits, ...dueTimes(created, pausedMinutes, target, calendar) },
        now,
      );
      expect(stored).toEqual({
        firstResponse: whole.firstResponse.state,
        nextResponse: null,
        resolution: whole.resolution.state,
        ticket: whole.state,
      });
      // Breached is what has less than no time left.
      expect(whole.resolution.state === 'breached').toBe((facts.slaPausedAt ?? now) > whole.resolution.dueAt);
    }),
    { numRuns: 100 },
  );
});

const promise = { target: { ...target, nextResponseMinutes: 2 * hour }, calendar: berlin };
const wrote = (facts: Partial<NextResponse & ClockFacts>, now: string) =>
  afterCustomerWrote(
    { ...nobodyWaits, firstRespondedAt: new Date('2026-11-23T09:00:00Z'), ...facts },
    promise,
    new Date(now),
  );

test('the clock for the next response runs from the first message that nobody answered', () => {
  const waits = wrote({}, '2026-11-23T15:00:00Z');
  // An hour of Monday is left, and one of Tuesday is needed.
  expect(waits.nextResponseDueAt?.toISOString()).toBe('2026-11-24T09:00:00.000Z');
  expect(wrote(waits, '2026-11-23T15:30:00Z')).toEqual(waits);
  const answered = { ...waits, nextRespondedAt: new Date('2026-11-24T08:30:00Z') };
  const again = wrote(answered, '2026-11-24T10:00:00Z');
  expect(again.customerWaitsSince?.toISOString()).toBe('2026-11-24T10:00:00.000Z');
  expect(again.nextRespondedAt).toBeNull();
});

test('before the first response that one is waited for, and what nobody promised is never due', () => {
  expect(wrote({ firstRespondedAt: null }, '2026-11-23T15:00:00Z')).toEqual(nobodyWaits);
  const open = { ...nobodyWaits, firstRespondedAt: new Date('2026-11-23T09:00:00Z') };
  const now = new Date('2026-11-23T15:00:00Z');
  const nothing = { ...nobodyWaits, customerWaitsSince: now };
  expect(afterCustomerWrote(open, null, now)).toEqual(nothing);
  expect(afterCustomerWrote(open, { target, calendar: berlin }, now)).toEqual(nothing);
});

test('a ticket is as late as the latest of its clocks', () => {
  const facts = ticket('2026-11-23T08:00:00Z', { firstRespondedAt: new Date('2026-11-23T08:10:00Z') });
  const due = dueTimes(facts.createdAt, 0, target, berlin);
  const waits = wrote({}, '2026-11-23T09:00:00Z');
  const at = (now: string, more: Partial<NextResponse> = {}) =>
    storedClocks({ ...facts, ...due, ...waits, ...more }, new Date(now));
  expect(at('2026-11-23T10:00:00Z')).toMatchObject({ nextResponse: 'ok', ticket: 'ok' });
  expect(at('2026-11-23T10:40:00Z')).toMatchObject({ nextResponse: 'warning', ticket: 'warning' });
  expect(at('2026-11-23T11:00:00.001Z')).toMatchObject({ nextResponse: 'breached', ticket: 'breached' });
  const answered = { nextRespondedAt: new Date('2026-11-23T10:00:00Z') };
  expect(at('2026-11-23T11:30:00Z', answered)).toMatchObject({ nextResponse: 'met', ticket: 'ok' });
});

test('another promise counts for whoever waits already, from when they began to', () => {
  fc.assert(
    fc.property(calendars, instants, fc.integer({ min: 1, max: 3_000 }), (calendar, since, minutes) => {
      const { nextResponseDueAt, nextResponseWarnAt } = nextResponseDue(
        since,
        { ...target, nextResponseMinutes: minutes },
        calendar,
      );
      expect(workingMinutesBetween(calendar, since, nextResponseDueAt ?? since)).toBeCloseTo(minutes, 3);
      expect((nextResponseWarnAt ?? since) <= (nextResponseDueAt ?? since)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
