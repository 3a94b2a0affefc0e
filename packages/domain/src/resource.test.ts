import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listInput } from './page.ts';
import { resources } from './registry.ts';
import { patchOf } from './patch.ts';
import { canMoveActivity } from './activity/activity.ts';
import { line, prose, queryList } from './scalars.ts';

describe('a patch', () => {
  it('leaves out what is not sent, defaults included', () => {
    const patch = z.strictObject(patchOf({ name: line(10), note: line(10).nullable().default(null) }));
    expect(patch.parse({})).toEqual({});
    expect(patch.parse({ note: null })).toEqual({ note: null });
    expect(patch.safeParse({ name: null }).success).toBe(false);
  });

  it('of every resource can be empty, while a create cannot', () => {
    for (const { update, create } of Object.values(resources)) {
      expect(update.parse({})).toEqual({});
      expect(create.safeParse({}).success).toBe(false);
    }
  });
});

describe('texts', () => {
  it('refuse control characters, blanks only, and halves of characters', () => {
    for (const wrong of ['', '   ', 'a\nb', 'a\u0000b', 'a\ud800b'])
      expect(line(10).safeParse(wrong).success).toBe(false);
    for (const wrong of ['a\u0000b', 'a\ud800b']) expect(prose(10).safeParse(wrong).success).toBe(false);
    expect(line(10).parse(' Ёлка 🎄 ')).toBe('Ёлка 🎄');
    expect(prose(10).parse('a\nb')).toBe('a\nb');
  });
});

describe('what lists take', () => {
  const filter = z.strictObject({ status: queryList(z.enum(['a', 'b'])).optional() });
  const input = listInput(filter, ['createdAt', 'name'], '-createdAt');

  it('reads words of a query string', () => {
    expect(input.parse({ limit: '50', trash: 'true', filter: { status: 'a,b' } })).toEqual({
      limit: 50,
      trash: true,
      sort: '-createdAt',
      filter: { status: ['a', 'b'] },
    });
  });

  it('refuses what is not in the allow-list', () => {
    for (const wrong of [
      { sort: 'password' },
      { limit: 201 },
      { limit: 0 },
      { filter: { other: 1 } },
      { filter: { status: 'c' } },
    ]) {
      expect(input.safeParse(wrong).success).toBe(false);
    }
    expect(input.parse({ sort: '-name' })).toEqual({ sort: '-name' });
  });
});

describe('activities', () => {
  it('that are cancelled are scheduled again before they are completed', () => {
    expect(canMoveActivity('cancelled', 'completed')).toBe(false);
    expect(canMoveActivity('cancelled', 'scheduled')).toBe(true);
    expect(canMoveActivity('scheduled', 'completed')).toBe(true);
  });
});
