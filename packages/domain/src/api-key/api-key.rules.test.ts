import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiKeyState, beyond, overlapEnd } from './api-key.rules.ts';

const now = new Date('2026-11-23T10:00:00Z');
const date = fc.date({ noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2040-01-01') });

describe('an API key', () => {
  it('is revoked before it is expired, and expired from the very moment on', () => {
    expect(apiKeyState({ deletedAt: null, expiresAt: null }, now)).toBe('active');
    expect(apiKeyState({ deletedAt: null, expiresAt: new Date(now.getTime() + 1) }, now)).toBe('active');
    expect(apiKeyState({ deletedAt: null, expiresAt: now }, now)).toBe('expired');
    expect(apiKeyState({ deletedAt: now, expiresAt: now }, now)).toBe('revoked');
  });

  it('never lets an old secret live longer by a rotation, nor longer than the overlap', () => {
    fc.assert(
      fc.property(date, fc.nat(10_080), fc.option(date), (at, minutes, end) => {
        const until = overlapEnd(at, minutes, end);
        expect(until.getTime()).toBeLessThanOrEqual(at.getTime() + minutes * 60_000);
        if (end !== null) expect(until.getTime()).toBeLessThanOrEqual(end.getTime());
      }),
    );
  });

  it('is told exactly the scopes that go too far', () => {
    expect(beyond(['crm:leads:read', 'crm:users:write'], ['crm:leads:read', 'crm:leads:write'])).toEqual([
      'crm:users:write',
    ]);
    expect(beyond(['crm:leads:read'], ['crm:leads:read'])).toEqual([]);
  });
});
