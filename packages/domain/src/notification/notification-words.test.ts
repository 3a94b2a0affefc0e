import { expect, test } from 'vitest';
import { languages } from '../language.ts';
import { noticePath } from './notice-path.ts';
import { noticeText } from './notice-text.ts';
import { notificationKinds } from './notification-kinds.ts';
import { notificationWords } from './notification-words.ts';

const places = (text: string) => (text.match(/\{\{\w+\}\}/gu) ?? []).toSorted();

test.each(notificationKinds)('%s says the same in each language', (kind) => {
  const [english, ...others] = languages.map((language) => places(notificationWords[language][kind].text));
  for (const said of others) expect(said).toEqual(english);
});

const told = {
  kind: 'stage_moved',
  actor: { id: '1', name: 'Ada' },
  subjectType: 'opportunity',
  subjectId: '2',
  subjectName: 'شركة اللؤلؤة',
  params: { from: 'Qualified', to: 'Won' },
} as const;

test('names keep their direction in a sentence of another, and a sentence of one direction is left as it is', () => {
  expect(noticeText({ ...told, subjectName: 'Loggers' }, 'en', 'UTC')).toBe('Ada moved Loggers from Qualified to Won');
  expect(noticeText(told, 'en', 'UTC')).toContain('\u2068شركة اللؤلؤة\u2069');
  expect(noticeText(told, 'ar', 'UTC')).toContain('\u2068Ada\u2069');
});

test('what has no name is called by what it is, and what nobody did, by the system', () => {
  const draft = { ...told, kind: 'assigned', actor: null, subjectType: 'invoice', subjectName: null } as const;
  expect(noticeText(draft, 'en', 'UTC')).toBe('The CRM gave you an invoice');
});

test('it leads to its process, else to its record, else nowhere', () => {
  const run = '01a20888-2b8c-7fab-9459-69a09aceaac9';
  expect(noticePath({ ...told, params: { process: run } })).toBe(`/processes/${run}`);
  expect(noticePath(told)).toBe('/opportunities/2');
  expect(noticePath({ ...told, subjectType: null })).toBeNull();
});
