import { expect, test } from 'vitest';
import { languages } from '../language.ts';
import { mailOfMessageId, messageIdOf, nextTry, triedForMs } from './mail.rules.ts';
import { mailTemplates } from './mail-templates.ts';

const now = new Date('2026-11-23T10:00:00Z');

test('tries come later and later, an hour apart at most, and end after three days', () => {
  let [at, attempts] = [now, 0];
  const pauses: number[] = [];
  for (;;) {
    attempts += 1;
    const next = nextTry(attempts, now, at);
    if (next === null) break;
    pauses.push((next.getTime() - at.getTime()) / 1_000);
    at = next;
  }
  expect(pauses.slice(0, 8)).toEqual([30, 60, 120, 240, 480, 960, 1_920, 3_600]);
  expect(Math.max(...pauses)).toBe(3_600);
  expect(at.getTime() - now.getTime()).toBeLessThanOrEqual(triedForMs);
  expect(pauses.length).toBe(77);
});

test('a Message-ID of ours tells its mail, one of somebody else does not', () => {
  const id = '01a20888-2b8c-7fab-9459-69a09aceaac9';
  expect(messageIdOf(id, 'halden.example')).toBe(`<${id}@halden.example>`);
  expect(mailOfMessageId(`<${id}@Halden.example>`, 'halden.example')).toBe(id);
  expect(mailOfMessageId(`<${id}@elsewhere.example>`, 'halden.example')).toBeNull();
  expect(mailOfMessageId('<CAB+x1@mail.example>', 'halden.example')).toBeNull();
});

test.each(Object.entries(mailTemplates))('%s speaks of the same in each language', (_, template) => {
  const places = languages.map((language) => {
    const { subject, paragraphs, action } = template[language];
    return [...new Set([subject, ...paragraphs, action ?? ''].join(' ').match(/\{\{\w+\}\}/gu))].sort();
  });
  for (const said of places) expect(said).toEqual(places[0]);
});
