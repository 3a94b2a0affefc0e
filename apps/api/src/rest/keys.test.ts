import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { camelKeys, snakeKeys, toCamel, toSnake } from './keys.ts';

describe('keys of REST', () => {
  it('are snake_case outside and camelCase inside', () => {
    expect(snakeKeys({ nextFollowUpAt: 1, nested: [{ phoneE164: 2 }] })).toEqual({
      next_follow_up_at: 1,
      nested: [{ phone_e164: 2 }],
    });
    expect(camelKeys({ next_follow_up_at: 1, nested: [{ phone_e164: 2 }] })).toEqual({
      nextFollowUpAt: 1,
      nested: [{ phoneE164: 2 }],
    });
  });

  it('inside what belongs to others stay as they are', () => {
    expect(snakeKeys({ payload: { myKey: 1 }, custom: { myKey: 2 } })).toEqual({
      payload: { myKey: 1 },
      custom: { myKey: 2 },
    });
    expect(camelKeys({ custom: { my_key: 2 } })).toEqual({ custom: { my_key: 2 } });
  });

  it('never change values', () => {
    expect(snakeKeys({ a: 'camelCase', b: ['camelCase'], c: null })).toEqual({
      a: 'camelCase',
      b: ['camelCase'],
      c: null,
    });
  });

  it('come back as they went', () => {
    const name = fc.stringMatching(/^[a-z]+(?:[A-Z][a-z]+){0,3}$/u);
    fc.assert(
      fc.property(name, (key) => {
        expect(toCamel(toSnake(key))).toBe(key);
      }),
    );
  });
});
