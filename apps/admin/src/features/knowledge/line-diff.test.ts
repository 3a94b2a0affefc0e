import { expect, test } from 'vitest';
import { diffLines } from './line-diff.ts';

const shown = (before: string, after: string) =>
  diffLines(before, after).map(({ side, text }) => `${{ same: ' ', removed: '-', added: '+' }[side]}${text}`);

test('a changed line is the old one and the new one, and all around it stays', () => {
  expect(shown('a\nb\nc', 'a\nx\nc')).toEqual([' a', '-b', '+x', ' c']);
});

test('what moved is told with as few lines as can be', () => {
  expect(shown('a\nb\nc\nd', 'b\nc\nd\na')).toEqual(['-a', ' b', ' c', ' d', '+a']);
});

test.each([
  ['', ''],
  ['', 'a\nb'],
  ['a\nb', ''],
  ['a\na\na', 'a\nb\na'],
  ['one\n\ntwo', 'two\n\none'],
])('both texts can be read from the difference of %j and %j', (before, after) => {
  const lines = diffLines(before, after);
  const side = (left: 'removed' | 'added') =>
    lines
      .filter((line) => line.side !== left)
      .map(({ text }) => text)
      .join('\n');
  expect(side('added')).toBe(before);
  expect(side('removed')).toBe(after);
});
