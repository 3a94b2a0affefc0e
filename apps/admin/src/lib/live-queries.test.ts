import { expect, test } from 'vitest';
import { showsChange } from './live-queries.ts';

const changed = new Map([['account', new Set(['a1'])]] as const);

test('a list of the changed resource is old, a list of another is not', () => {
  expect(showsChange([['account', 'list'], { input: { limit: 50 }, type: 'infinite' }], changed)).toBe(true);
  expect(showsChange([['account', 'count'], { input: {}, type: 'query' }], changed)).toBe(true);
  expect(showsChange([['contact', 'list'], { input: {}, type: 'infinite' }], changed)).toBe(false);
});

test('a record that did not change is not read again', () => {
  expect(showsChange([['account', 'get'], { input: { id: 'a1' } }], changed)).toBe(true);
  expect(showsChange([['account', 'get'], { input: { id: 'a2' } }], changed)).toBe(false);
});

test('the timeline of the changed record is old, that of another is not', () => {
  const of = (subjectId: string) => [['timeline', 'list'], { input: { filter: { subjectId } } }];
  expect(showsChange(of('a1'), changed)).toBe(true);
  expect(showsChange(of('a2'), changed)).toBe(false);
});

test('a new activity may stand on any timeline', () => {
  const activity = new Map([['activity', new Set(['x'])]] as const);
  expect(showsChange([['timeline', 'list'], { input: { filter: { subjectId: 'a2' } } }], activity)).toBe(true);
});

test('a stage that changed shows on the board', () => {
  const stage = new Map([['stage', new Set(['s'])]] as const);
  expect(showsChange([['opportunity', 'board'], { input: { pipelineId: 'p' } }], stage)).toBe(true);
});

test('what is no query of the API is left alone', () => {
  expect(showsChange(['session'], changed)).toBe(false);
});
