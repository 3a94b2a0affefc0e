import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { sampleBytes, sniff } from './sniff.ts';

const bytesOf = (...values: number[]) => Uint8Array.from(values);
const textOf = (text: string) => Buffer.from(text);

it.each([
  [
    'a PNG',
    bytesOf(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52),
    'image/png',
  ],
  ['a JPEG', bytesOf(0xff, 0xd8, 0xff, 0xe0, 0, 0x10), 'image/jpeg'],
  ['a PDF', textOf('%PDF-1.7\n'), 'application/pdf'],
  ['a Windows program', textOf('MZ\u0090'), 'application/x-msdownload'],
  ['a script', textOf('#!/usr/bin/env node\n'), 'application/x-shellscript'],
  ['a page', textOf('\uFEFF\n<!-- hello --><HTML>'), 'text/html'],
  ['a page in XML', textOf('<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>'), 'text/html'],
  ['a page in UTF-16', Buffer.from('\uFEFF<script>', 'utf16le'), 'text/html'],
  ['a drawing', textOf('<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE svg PUBLIC "x">\n<svg>'), 'image/svg+xml'],
  ['a drawing with a prefix', textOf('<s:svg xmlns:s="http://www.w3.org/2000/svg">'), 'image/svg+xml'],
  ['XML', textOf('<?xml version="1.0"?><order/>'), 'application/xml'],
  ['text', textOf('Hello, Ёлка'), 'text/plain'],
  ['text that begins like a page', textOf('<3 this <b>product</b>'), 'text/plain'],
  ['bytes', bytesOf(1, 2, 3, 4, 5), 'application/octet-stream'],
  ['text whose last character is cut off', textOf('Ёлка').subarray(0, 7), 'text/plain'],
  ['what is neither UTF-8 nor marked', bytesOf(0x41, 0xe9, 0x41), 'application/octet-stream'],
])('knows %s', async (_what, sample, contentType) => {
  expect(await sniff(sample)).toBe(contentType);
});

it('knows a Word document by what is in it, also when only its beginning is looked at', async () => {
  const types =
    '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
  const document = Buffer.concat([
    zipEntry('[Content_Types].xml', types),
    zipEntry('word/document.xml', 'x'.repeat(200_000)),
  ]);
  expect(await sniff(document.subarray(0, sampleBytes))).toBe(
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  );
});

/** One entry of a ZIP file, as its local header tells it. */
function zipEntry(name: string, text: string): Buffer {
  const packed = deflateRawSync(text);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(text.length, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), packed]);
}
