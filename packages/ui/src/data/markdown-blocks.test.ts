import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMarkdown, type Block, type Inline } from './markdown-blocks.ts';

const text = (value: string): Inline => ({ kind: 'text', text: value });

test('headings, paragraphs, lists, quotes and code are told apart', () => {
  expect(readMarkdown('## When\n\nFirst\nsecond\n\n2. two\n3. three\n- dot\n> said\n\n```\n# a\n```\n---')).toEqual([
    { kind: 'heading', level: 2, parts: [text('When')] },
    { kind: 'paragraph', lines: [[text('First')], [text('second')]] },
    { kind: 'list', ordered: true, start: 2, items: [[text('two')], [text('three')]] },
    { kind: 'list', ordered: false, start: 1, items: [[text('dot')]] },
    { kind: 'quote', lines: [[text('said')]] },
    { kind: 'code', text: '# a' },
    { kind: 'rule' },
  ]);
});

test('emphasis, code and links stand inside lines', () => {
  expect(readMarkdown('**See *this*** `a*b` [page](/knowledge/1) https://halden.example/a.')[0]).toEqual({
    kind: 'paragraph',
    lines: [
      [
        { kind: 'strong', parts: [text('See '), { kind: 'em', parts: [text('this')] }] },
        text(' '),
        { kind: 'code', text: 'a*b' },
        text(' '),
        { kind: 'link', href: '/knowledge/1', parts: [text('page')] },
        text(' '),
        { kind: 'link', href: 'https://halden.example/a', parts: [text('https://halden.example/a')] },
        text('.'),
      ],
    ],
  });
});

test.each(['[x](javascript:alert(1))', '[x](//evil.example)', '[x](data:text/html,1)', '<b>x</b>', '2 * 3 * 4'])(
  '%s stays the text that it is',
  (source) => {
    expect(linksIn(readMarkdown(source))).toEqual([]);
    expect(wordsOf(readMarkdown(source))).toBe(source);
  },
);

test('no word of any text is lost, and reading it always ends', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/u);
  const mark = fc.constantFrom(
    '# ',
    '- ',
    '1. ',
    '> ',
    '**',
    '*',
    '`',
    '[',
    '](',
    ')',
    '\n',
    '\n\n',
    ' ',
    '```\n',
    '---\n',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(word, mark), { maxLength: 40 }), (parts) => {
      const source = parts.join('');
      const shown = JSON.stringify(readMarkdown(source));
      for (const part of source.match(/[a-z]+/gu) ?? []) expect(shown).toContain(part);
    }),
  );
});

function inlinesIn(blocks: readonly Block[]): readonly Inline[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') return block.parts;
    if (block.kind === 'list') return block.items.flat();
    return 'lines' in block ? block.lines.flat() : [];
  });
}

function linksIn(blocks: readonly Block[]): readonly Inline[] {
  return inlinesIn(blocks).filter(({ kind }) => kind === 'link');
}

function wordsOf(blocks: readonly Block[]): string {
  return inlinesIn(blocks)
    .map((part) => ('text' in part ? part.text : ''))
    .join('');
}
