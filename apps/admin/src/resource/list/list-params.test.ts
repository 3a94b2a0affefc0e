import { expect, test } from 'vitest';
import { toViewQuery, viewHref } from './list-params.ts';

test('two lists with the same conditions are the same view, however they were clicked together', () => {
  const one = toViewQuery({ values: { status: 'new', assignedTo: 'me' }, sort: '-score', columns: undefined });
  const two = toViewQuery({ values: { assignedTo: 'me', status: 'new' }, sort: '-score', columns: undefined });
  expect(one).toBe(two);
});

test('a saved filter is a link with all of it in the address', () => {
  expect(viewHref('v1', 'status=new&sort=-score')).toBe('?status=new&sort=-score&tab=v1');
  expect(viewHref('all', '')).toBe('?');
});
