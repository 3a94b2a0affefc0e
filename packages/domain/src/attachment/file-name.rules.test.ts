import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { cleanFileName, extensionOf } from './file-name.rules.ts';

it.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ada\\Offer.pdf', 'Offer.pdf'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['a\u0000b\r\nc.txt', 'abc.txt'],
  ['what? "this": <that>|*.txt', 'what_ _this__ _that___.txt'],
  ['  .htaccess  ', 'htaccess'],
  ['evil.exe . .', 'evil.exe'],
  ['Договор №7.docx', 'Договор №7.docx'],
  ['نامه‌ها.pdf', 'نامه‌ها.pdf'],
  ['e\u0301.txt', '\u00E9.txt'],
  ['', 'file'],
  ['..', 'file'],
  ['/', 'file'],
])('%j becomes %j', (name, clean) => {
  expect(cleanFileName(name)).toBe(clean);
});

it('a long name keeps its extension', () => {
  const clean = cleanFileName(`${'long '.repeat(100)}.pdf`);
  expect(clean.length).toBeLessThanOrEqual(200);
  expect(clean).toMatch(/\.pdf$/u);
});

describe('whatever a name is,', () => {
  const names = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(fc.constantFrom('.', '/', '\\', ' ', '\u202E', '\u0000', 'a', '.exe', '\uD83D', '😀', 'é'), {
        maxLength: 300,
      })
      .map((parts) => parts.join('')),
  );

  test('it is neither empty nor long, has no path, no controls, and nothing that turns the writing', () => {
    fc.assert(
      fc.property(names, (name) => {
        const clean = cleanFileName(name);
        expect(clean.length).toBeGreaterThan(0);
        expect(clean.length).toBeLessThanOrEqual(200);
        expect(clean).not.toMatch(/[/\\\p{Cc}\u202A-\u202E\u2066-\u2069"<>:|?*]/u);
        expect(clean).not.toMatch(/^[\s.]|[\s.]$/u);
        expect(clean.isWellFormed()).toBe(true);
      }),
    );
  });

  test('cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(cleanFileName(cleanFileName(name))).toBe(cleanFileName(name));
      }),
    );
  });
});

it('an extension is what follows the last dot', () => {
  expect(['Offer.PDF', 'a.tar.gz', 'none'].map(extensionOf)).toEqual(['pdf', 'gz', '']);
});
