import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkMentions, plainText, readMentions, splitMentions, writeMention } from './mention.rules.ts';

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

test('a text comes apart into words and people, and nothing of it is lost', () => {
  expect(splitMentions(`Ask ${writeMention(ben)}, then ${writeMention(ada)}`)).toEqual(['Ask ', ben, ', then ', ada]);
  const words = fc.string({ maxLength: 40, unit: 'grapheme' });
  fc.assert(
    fc.property(fc.array(fc.oneof(words, person.map(writeMention))), (parts) => {
      const text = parts.join('');
      const shown = splitMentions(text).map((part) => (typeof part === 'string' ? part : `@${part.name}`));
      expect(shown.join('')).toBe(plainText(text));
    }),
  );
});

test('names that were chosen while typing become mentions, the longer of two that begin alike', () => {
  const long = { id: ada.id, name: 'Ben Ali' };
  expect(linkMentions('@Ben Ali and @Ben, once more', [ben, long])).toBe(
    `${writeMention(long)} and ${writeMention(ben)}, once more`,
  );
  expect(linkMentions('@Ada is only a word', [ben])).toBe('@Ada is only a word');
});
