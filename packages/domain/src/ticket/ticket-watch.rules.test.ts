import { expect, test } from 'vitest';
import type { WorkingCalendar } from '../calendar/working-time.rules.ts';
import { nobodyWaits } from './ticket-clocks.rules.ts';
import { lookAtClock, runningClocks, type RunningClock } from './ticket-watch.rules.ts';

/** Office hours from Monday to Friday, ten hours a day. */
const calendar: WorkingCalendar = {
  timeZone: 'Europe/Berlin',
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 480, endMinute: 1080 })),
  holidays: new Set(),
};
// A Friday before the night in which summer time begins: an hour of the time is left for Monday.
const startedAt = new Date('2026-03-27T15:00:00Z');
const clock: RunningClock = {
  clock: 'resolution',
  startedAt,
  dueAt: new Date('2026-03-30T08:00:00Z'),
  pausedMinutes: 0,
};

test('a clock warns at 50, 75 and 90 per cent of its working time, over a weekend in which the clock is put forward', () => {
  const at = (iso: string) => lookAtClock(clock, calendar, new Date(iso));
  // Two hours on Friday, two on Monday from six o'clock UTC on.
  expect(at('2026-03-27T15:00:00Z')).toEqual({ warned: null, late: false, next: new Date('2026-03-27T17:00:00Z') });
  expect(at('2026-03-27T17:00:00Z')).toEqual({ warned: 50, late: false, next: new Date('2026-03-30T07:00:00Z') });
  expect(at('2026-03-30T07:00:00Z')).toEqual({ warned: 75, late: false, next: new Date('2026-03-30T07:36:00Z') });
  expect(at('2026-03-30T07:36:00Z')).toMatchObject({ warned: 90, late: false });
});

test('at the moment at which it is due a clock is not late, and a millisecond later it is', () => {
  const last = lookAtClock(clock, calendar, clock.dueAt);
  expect(last.late).toBe(false);
  expect(last.next).toEqual(new Date(clock.dueAt.getTime() + 1));
  expect(lookAtClock(clock, calendar, new Date(clock.dueAt.getTime() + 1))).toEqual({
    warned: null,
    late: true,
    next: null,
  });
});

test('time for which the clock stood still moves its warnings too', () => {
  const paused = { ...clock, dueAt: new Date('2026-03-30T10:00:00Z'), pausedMinutes: 120 };
  expect(lookAtClock(paused, calendar, startedAt).next).toEqual(new Date('2026-03-30T08:00:00Z'));
});

test('an answer stops the first clock, waiting for the customer the second, and the end both', () => {
  const ticket = {
    ...nobodyWaits,
    createdAt: startedAt,
    priority: 'normal',
    status: 'open',
    firstRespondedAt: null,
    slaPausedAt: null,
    slaPausedMinutes: 0,
    firstResponseWarnAt: startedAt,
    firstResponseDueAt: clock.dueAt,
    resolutionWarnAt: startedAt,
    resolutionDueAt: clock.dueAt,
  } as const;
  const names = (...args: Parameters<typeof runningClocks>) => runningClocks(...args).map((running) => running.clock);
  expect(names(ticket)).toEqual(['first_response', 'resolution']);
  expect(names({ ...ticket, firstRespondedAt: startedAt })).toEqual(['resolution']);
  expect(names({ ...ticket, status: 'pending', slaPausedAt: startedAt })).toEqual(['first_response']);
  const waits = { customerWaitsSince: startedAt, nextResponseDueAt: clock.dueAt };
  expect(names({ ...ticket, ...waits, firstRespondedAt: startedAt })).toEqual(['next_response', 'resolution']);
  const answered = { firstRespondedAt: startedAt, nextRespondedAt: startedAt };
  expect(names({ ...ticket, ...waits, ...answered })).toEqual(['resolution']);
  expect(names({ ...ticket, status: 'resolved' })).toEqual([]);
  expect(names({ ...ticket, firstResponseDueAt: null, resolutionDueAt: null })).toEqual([]);
});
