import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { cleanFileName } from '@crm/domain/attachment/file-name.rules';
import { contentDisposition } from './content-disposition.ts';
import { readRange } from './range.ts';

describe('Content-Disposition', () => {
  test('carries any clean name whole, and in ASCII for those who cannot read it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }).map(cleanFileName), (name) => {
        const header = contentDisposition('attachment', name);
        expect(header).toMatch(/^attachment; filename="[\x20-\x21\x23-\x7e]+"; filename\*=UTF-8''[\w.~%$&+^`|{}#-]+$/u);
        const [, encoded = ''] = header.split("filename*=UTF-8''");
        expect(decodeURIComponent(encoded)).toBe(name);
      }),
    );
  });
});

describe('Range', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=5-', { start: 5, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-30', { start: 0, end: 9 }],
    ['bytes=3-300', { start: 3, end: 9 }],
    ['bytes=10-', 'beyond'],
    ['bytes=-0', 'beyond'],
    ['bytes=5-3', 'all'],
    ['bytes=0-1,3-4', 'all'],
    ['lines=0-1', 'all'],
    ['bytes=-', 'all'],
    ['bytes=a-b', 'all'],
    [undefined, 'all'],
  ])('%s of ten bytes', (header, range) => {
    expect(readRange(header, 10)).toEqual(range);
  });

  test('never leads out of the file', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 1_000_000 }), (first, last, size) => {
        const range = readRange(`bytes=${first}-${last}`, size);
        if (typeof range === 'string') return;
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThan(size);
      }),
    );
  });
});
