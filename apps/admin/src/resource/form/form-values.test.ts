import { expect, test } from 'vitest';
import { changedKeys, pickValues } from './form-values.ts';

const before = { name: 'A', email: null, address: { city: 'Malmö' } };

test('only what differs is sent', () => {
  const after = { ...before, name: 'B', address: { city: 'Malmö' } };
  expect(changedKeys(before, after)).toEqual(['name']);
  expect(pickValues(after, ['name'])).toEqual({ name: 'B' });
});

test('nothing and null are the same to a person', () => {
  expect(changedKeys({ owner: undefined }, { owner: undefined })).toEqual([]);
  expect(changedKeys<{ owner: string | null | undefined }>({ owner: undefined }, { owner: null })).toEqual([]);
});
