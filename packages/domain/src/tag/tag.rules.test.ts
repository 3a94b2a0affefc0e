import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldTagName } from './tag.rules.ts';

test('one name is one tag, in whatever case, width and spacing it is written', () => {
  expect(foldTagName(' vip ')).toBe(foldTagName('VIP'));
  expect(foldTagName('Ключевой  клиент')).toBe(foldTagName('КЛЮЧЕВОЙ КЛИЕНТ'));
  expect(foldTagName('ＶＩＰ')).toBe('vip');
});

test('different names stay different, punctuation included', () => {
  expect(new Set(['C', 'C++', 'C#', 'c-d', 'cd'].map(foldTagName)).size).toBe(5);
});

test('folding twice is folding once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(foldTagName(foldTagName(name))).toBe(foldTagName(name));
    }),
  );
});
