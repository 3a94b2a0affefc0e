import { inflateSync } from 'node:zlib';

/**
 * The words of a PDF, read back from its bytes: what each glyph stands for according to the tables inside it, in the
 * order in which it is drawn, a line per piece of text. Reads what the renderer writes, and no other PDF.
 */
export function readPdf(bytes: Uint8Array): {
  readonly pages: number;
  readonly text: string;
  readonly fonts: string[];
} {
  const raw = Buffer.from(bytes).toString('latin1');
  const objects = new Map(
    [...raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/gu)].map(([, id = '', body = '']) => [id, body]),
  );
  const alphabets = new Map<string, ReadonlyMap<string, string>>();
  for (const body of objects.values()) {
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/gu)) {
      const table = /\/ToUnicode (\d+) 0 R/u.exec(objects.get(id) ?? '')?.[1];
      alphabets.set(name, readAlphabet(streamOf(objects.get(table ?? '') ?? '')));
    }
  }
  const contents = [...raw.matchAll(/\/Contents (\d+) 0 R/gu)].map(([, id = '']) => streamOf(objects.get(id) ?? ''));
  return {
    pages: contents.length,
    text: contents.map((content) => readContent(content, alphabets)).join('\n'),
    fonts: [...new Set([...raw.matchAll(/\/BaseFont \/[A-Z]+\+([\w-]+)/gu)].map(([, name = '']) => name))].toSorted(
      (a, b) => a.localeCompare(b),
    ),
  };
}

function streamOf(body: string): string {
  const start = body.indexOf('stream\n');
  if (start < 0) return '';
  const data = Buffer.from(body.slice(start + 'stream\n'.length, body.lastIndexOf('\nendstream')), 'latin1');
  return (body.includes('/FlateDecode') ? inflateSync(data) : data).toString('latin1');
}

/** Codes of glyphs, as hex, and the text that each stands for. */
function readAlphabet(table: string): ReadonlyMap<string, string> {
  const alphabet = new Map<string, string>();
  for (const [, first = '', , list = ''] of table.matchAll(/<(\w{4})> <(\w{4})> \[([^\]]*)\]/gu)) {
    for (const [at, [, hex = '']] of [...list.matchAll(/<(\w*)>/gu)].entries()) {
      const code = (Number.parseInt(first, 16) + at).toString(16).padStart(4, '0');
      alphabet.set(code, Buffer.from(hex, 'hex').swap16().toString('utf16le'));
    }
  }
  return alphabet;
}

function readContent(content: string, alphabets: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  const pieces = content.split(/\bET\b/u).map((block) => {
    const font = /\/(F\d+) [\d.]+ Tf/u.exec(block)?.[1] ?? '';
    const glyphs = [...block.matchAll(/<([0-9a-f]+)>/gu)].flatMap(([, hex = '']) => hex.match(/.{4}/gu) ?? []);
    return glyphs.map((code) => alphabets.get(font)?.get(code) ?? '').join('');
  });
  return pieces.join('\n');
}
