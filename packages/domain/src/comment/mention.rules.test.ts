import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText, readMentions, writeMention } from './mention.rules.ts';

const ada = { id: '019353a1-0000-7000-8000-00000000000a', name: 'Ada Byron' };
const ben = { id: '019353a1-0000-7000-8000-00000000000b', name: 'Ben' };

test('those who are mentioned, each once, in their order', () => {
  const text = `Ask ${writeMention(ben)} and ${writeMention(ada)}, then ${writeMention(ben)} again.`;
  expect(readMentions(text)).toEqual([ben.id, ada.id]);
  expect(plainText(text)).toBe('Ask @Ben and @Ada Byron, then @Ben again.');
});

test('the id says who is meant, in whatever case it is written', () => {
  expect(readMentions(`@[Somebody](${ada.id.toUpperCase()})`)).toEqual([ada.id]);
});

test.each(['', null, '@Ada', '[Ada](x)', '@[Ada](not-an-id)', `@[](${ada.id})`, `@[A\nB](${ada.id})`, `(${ada.id})`])(
  'nobody is mentioned in %j',
  (text) => expect(readMentions(text)).toEqual([]),
);

const person = fc.record({ id: fc.uuid(), name: fc.string({ maxLength: 100, unit: 'grapheme' }) });

test('whoever is written into any text is read from it, and nobody else', () => {
  const words = fc.string({ maxLength: 40, unit: 'grapheme' }).map((text) => text.replace(/[@[\]()]/gu, ''));
  fc.assert(
    fc.property(fc.array(fc.tuple(words, person)), words, (parts, rest) => {
      const text = parts.map(([before, who]) => before + writeMention(who)).join('') + rest;
      expect(readMentions(text)).toEqual([...new Set(parts.map(([, { id }]) => id))]);
    }),
  );
});
