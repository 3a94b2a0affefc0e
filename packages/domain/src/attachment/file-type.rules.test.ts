import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isInline, isProgram, servedType, sniffText } from './file-type.rules.ts';

describe('content types', () => {
  test.each([
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'application/xml',
    'text/xml',
    'text/javascript',
    'application/javascript',
    'text/css',
  ])('%s is sent as bytes without a meaning', (contentType) => {
    expect(servedType(contentType)).toBe('application/octet-stream');
    expect(isInline(contentType)).toBe(false);
  });

  test('others are sent as what they are, text with its encoding', () => {
    expect(servedType('text/plain')).toBe('text/plain; charset=utf-8');
    expect(servedType('application/pdf')).toBe('application/pdf');
    expect(servedType('application/zip')).toBe('application/zip');
  });

  test('only pictures and PDFs are shown in place', () => {
    expect(['image/png', 'image/webp', 'application/pdf'].every(isInline)).toBe(true);
    expect(['text/plain', 'video/mp4', 'application/octet-stream', 'application/zip'].some(isInline)).toBe(false);
  });
});

describe('programs', () => {
  test.each(['setup.EXE', 'a.pdf.bat', 'x.js', 'x.vbs', 'x.lnk', 'x.jar', 'x.sh', 'x.ps1', 'x.hta'])(
    '%s is one by its name',
    (fileName) => expect(isProgram({ fileName })).toBe(true),
  );

  test.each(['offer.pdf', 'exe', 'notes.txt', 'page.html', 'data.zip', 'sheet.xlsx', 'disk.bin'])(
    '%s is none by its name',
    (fileName) => expect(isProgram({ fileName })).toBe(false),
  );

  test('whatever the name, the content tells', () => {
    expect(isProgram({ fileName: 'holiday.png', contentType: 'application/x-elf' })).toBe(true);
    expect(isProgram({ fileName: 'holiday.png', contentType: 'image/png' })).toBe(false);
  });
});

describe('text', () => {
  it('is told by a word that is known, whatever the bytes are', () => {
    const answers = [null, 'text/plain', 'text/html', 'image/svg+xml', 'application/xml', 'application/x-shellscript'];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(answers).toContain(sniffText(bytes));
      }),
    );
  });

  it('that holds a page after blanks and comments is a page, in any case of letters', () => {
    const before = fc.array(fc.constantFrom(' ', '\n', '\t', '<!-- a -->', '<!---->'), { maxLength: 20 });
    const start = fc.constantFrom(
      '<!DOCTYPE html>',
      '<html>',
      '<Script src=x>',
      '<IFRAME >',
      '<body\nonload=x>',
      '<img src=x>',
    );
    fc.assert(
      fc.property(before, start, (blanks, tag) => {
        expect(sniffText(new TextEncoder().encode(`${blanks.join('')}${tag}`))).toBe('text/html');
      }),
    );
  });
});
