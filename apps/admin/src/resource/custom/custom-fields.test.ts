import { expect, test } from 'vitest';
import { customValueOf, labelIn, nestCustom } from './custom-fields.ts';

test('values are sent as the API takes them', () => {
  expect(nestCustom({ name: 'Nordfrost', 'custom.region': 'north', 'custom.beds': null })).toEqual({
    name: 'Nordfrost',
    custom: { region: 'north', beds: null },
  });
  expect(nestCustom({ name: 'Nordfrost' })).toEqual({ name: 'Nordfrost' });
});

test('a record without a value holds nothing', () => {
  expect(customValueOf({ custom: { beds: 3 } }, { key: 'beds' })).toBe(3);
  for (const row of [{ custom: {} }, {}, undefined]) expect(customValueOf(row, { key: 'beds' })).toBeNull();
});

test('a name is in the language of the reader, or in English', () => {
  expect(labelIn({ en: 'Region', ru: 'Регион' }, 'ru')).toBe('Регион');
  expect(labelIn({ en: 'Region', ru: 'Регион' }, 'ar')).toBe('Region');
});
