import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isAutomatic,
  messageIdsIn,
  plainSubject,
  ticketNumberIn,
  withoutQuoted,
  type MailHeaders,
} from './inbound-mail.rules.ts';

const headers = (of: Record<string, string>): MailHeaders => new Map(Object.entries({ from: 'a@b.example', ...of }));

describe('mails of machines', () => {
  const machines: readonly Record<string, string>[] = [
    { 'auto-submitted': 'auto-replied' },
    { 'auto-submitted': 'auto-generated; owner-email="a@b.example"' },
    { precedence: 'Bulk' },
    { 'list-id': '<news.example>' },
    { 'return-path': '<>' },
    { 'content-type': 'multipart/report; report-type=delivery-status' },
    { from: 'Mail Delivery <MAILER-DAEMON@mx.example>' },
    { from: 'no-reply@shop.example' },
  ];
  test.each(machines)('%o opens no ticket', (of) => {
    expect(isAutomatic(headers(of))).toBe(true);
  });

  const people: readonly Record<string, string>[] = [
    {},
    { 'auto-submitted': 'no' },
    { precedence: 'first-class' },
    { from: 'Noreen Plyer <noreen@b.example>' },
  ];
  test.each(people)('%o is a person’s', (of) => {
    expect(isAutomatic(headers(of))).toBe(false);
  });
});

test('a subject names its ticket, and is told without the marks of answers', () => {
  expect(ticketNumberIn('Re: AW: Sensor 7 [T-000123]')).toBe('T-000123');
  expect(ticketNumberIn('About T-000123')).toBeNull();
  expect(plainSubject('Re: AW: FWD:  Sensor 7   is offline [T-000123]')).toBe('Sensor 7 is offline');
  expect(plainSubject('Re[2]: Отв: Датчик')).toBe('Датчик');
  expect(plainSubject('Regarding sensor 7: offline')).toBe('Regarding sensor 7: offline');
});

test('what was quoted below an answer is left out', () => {
  const quoted =
    'It works now.\r\n\r\nOn Mon, 23 Nov 2026 at 10:00, Halden\r\n<crm@halden.example> wrote:\r\n> Try this.\r\n>\r\n> Halden\r\n';
  expect(withoutQuoted(quoted)).toBe('It works now.');
  expect(withoutQuoted('Danke!\n\n-----Ursprüngliche Nachricht-----\nVon: Halden\nAlles')).toBe('Danke!');
});

test('what was quoted in between stays, and so does a mail that is nothing but a quotation', () => {
  expect(withoutQuoted('> Which one?\nThe seventh.')).toBe('> Which one?\nThe seventh.');
  expect(withoutQuoted('> only this')).toBe('> only this');
});

test('text without quotations comes through as it is', () => {
  const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[>\-\r\n]/gu, ''));
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const text = lines.join('\n').trim();
      expect(withoutQuoted(text)).toBe(text);
    }),
  );
});

test('a header of references is taken apart', () => {
  expect(messageIdsIn(' <1@a.example>\r\n <2@b.example>, nonsense <>')).toEqual(['<1@a.example>', '<2@b.example>']);
});
