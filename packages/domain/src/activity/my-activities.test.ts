import { describe, expect, it } from 'vitest';
import { dueGroup } from './my-activities.ts';

describe('what is due', () => {
  const now = new Date('2026-11-22T21:30:00Z');

  it('is grouped by the day of whoever asks', () => {
    const soon = new Date('2026-11-22T22:30:00Z');
    expect(dueGroup(soon, now, 'UTC')).toBe('today');
    expect(dueGroup(soon, now, 'Europe/Berlin')).toBe('today');
    expect(dueGroup(soon, now, 'Europe/Moscow')).toBe('today');
    expect(dueGroup(new Date('2026-11-22T23:30:00Z'), now, 'Europe/Berlin')).toBe('upcoming');
    expect(dueGroup(new Date('2026-11-22T23:30:00Z'), now, 'Europe/Moscow')).toBe('today');
  });

  it('is overdue from the moment on, and nothing without one', () => {
    expect(dueGroup(now, now, 'UTC')).toBe('overdue');
    expect(dueGroup(null, now, 'UTC')).toBe('undated');
  });
});
