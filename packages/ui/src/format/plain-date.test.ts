import { describe, expect, it } from 'vitest';
import { addDays, addMonths, makeDate, monthWeeks, parseDate } from './plain-date.ts';

describe('plain dates', () => {
  it('reads a day as people type it, day before month', () => {
    const now = '2026-11-19';
    expect(parseDate('18.12.2026', now)).toBe('2026-12-18');
    expect(parseDate('18/12/26', now)).toBe('2026-12-18');
    expect(parseDate('2026-12-18', now)).toBe('2026-12-18');
  });

  it('takes the next such day where the year is left out', () => {
    expect(parseDate('5/1', '2026-11-19')).toBe('2027-01-05');
    expect(parseDate('1.12', '2026-11-19')).toBe('2026-12-01');
  });

  it('refuses a day that does not exist', () => {
    expect(parseDate('31.02.2026', '2026-11-19')).toBeUndefined();
    expect(parseDate('soon', '2026-11-19')).toBeUndefined();
    expect(makeDate(2026, 13, 1)).toBeUndefined();
  });

  it('moves by days and months over the ends of both', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  });

  it('shows a month in six whole weeks from the first day of the week', () => {
    const weeks = monthWeeks('2026-12-18', 1);
    expect(weeks).toHaveLength(6);
    expect(weeks[0]?.[0]).toBe('2026-11-30');
    expect(monthWeeks('2026-12-18', 0)[0]?.[0]).toBe('2026-11-29');
  });
});
