import { expect, test } from 'vitest';
import { foldName } from '../normalize/name.ts';
import { slugOf } from './article.ts';
import { wordStems } from './article-words.rules.ts';

test('endings do not keep a word from being found, in each of the languages', () => {
  for (const [asked, written] of [
    ['The sensors are offline', 'A sensor is offline: what to do'],
    ['Прошу калибровку логгеров', 'Калибровка логгера'],
    ['معايرة المسجلات', 'المسجل ومعايرته'],
  ] as const) {
    const text = foldName(written);
    expect(wordStems(asked).filter((stem) => text.includes(stem)).length).toBeGreaterThanOrEqual(1);
  }
});

test('short words say nothing, each word counts once, and there are never many', () => {
  expect(wordStems('Is our hub on? It is on!')).toEqual([]);
  expect(wordStems('Gateway gateways GATEWAY')).toEqual(['gatew']);
  const alphabet = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(97 + index));
  expect(wordStems(alphabet.map((letter) => letter.repeat(4)).join(' '))).toHaveLength(12);
});

test('a title gives an address in its own script', () => {
  expect(slugOf(foldName('Reset the gateway!'))).toBe('reset-the-gateway');
  expect(slugOf(foldName('Калибровка: раз в год'))).toBe('калибровка-раз-в-год');
  expect(slugOf(foldName('???'))).toBe('article');
});
