import { describe, expect, it } from 'vitest';
import { formatAppointment, formatDay, formatDayLong, formatMoment, formatRelativeDays } from './date.ts';
import { formatCountdown } from './duration.ts';
import { formatCappedCount, formatNumber, formatPercent } from './number.ts';

const now = new Date(2026, 10, 19, 11, 26);
const at = (day: number, hour = 10, minute = 48) => new Date(2026, 10, day, hour, minute);

describe('moments', () => {
  it('are said in the shortest words that leave no doubt', () => {
    expect(formatMoment(at(19), 'en', now)).toBe('Today 10:48');
    expect(formatMoment(at(18), 'en', now)).toBe('Yesterday');
    expect(formatMoment(at(17), 'en', now)).toBe('Tue 17 Nov');
    expect(formatMoment(new Date(2025, 11, 11), 'en', now)).toBe('11 Dec 2025');
  });

  it('are said in the words of each language, with Latin digits in Arabic', () => {
    expect(formatMoment(at(19), 'ru', now)).toBe('Сегодня 10:48');
    expect(formatMoment(at(19), 'ar', now)).toBe('اليوم 10:48');
    expect(formatDay(at(3), 'ar', now)).toMatch(/3/u);
  });

  it('name a day to keep to with its hour', () => {
    expect(formatAppointment(at(20, 18, 0), 'en', now)).toBe('tomorrow 18:00');
    expect(formatAppointment(at(23, 9, 0), 'en', now)).toBe('Mon 09:00');
  });

  it('head a day in full', () => {
    expect(formatDayLong(at(18), 'en', now)).toBe('Yesterday');
    expect(formatDayLong(at(11), 'en', now)).toBe('Wednesday 11 November');
  });

  it('count days by the calendar, not by hours', () => {
    expect(formatRelativeDays('2026-12-11', 'en', now)).toBe('in 22 days');
    expect(formatDay(at(18, 23, 59), 'en', new Date(2026, 10, 19, 0, 1))).toBe('Yesterday');
  });
});

describe('figures', () => {
  it('are grouped by language', () => {
    expect(formatNumber(12_480, 'en')).toBe('12,480');
    expect(formatNumber(12_480, 'ar')).toBe('12,480');
    expect(formatNumber(12_480, 'ru').replaceAll(/\s/gu, ' ')).toBe('12 480');
  });

  it('stop counting at a limit and say so', () => {
    expect(formatCappedCount(10_000, 'en')).toBe('10,000');
    expect(formatCappedCount(10_001, 'en')).toBe('10,000+');
  });

  it('write shares and countdowns', () => {
    expect(formatPercent(0.6, 'en')).toBe('60\u00a0%');
    expect(formatCountdown(42_000)).toBe('0:42');
    expect(formatCountdown(3_725_000)).toBe('1:02:05');
    expect(formatCountdown(-1)).toBe('0:00');
  });
});
