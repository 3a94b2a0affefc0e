import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Markdown } from './markdown.tsx';

const draw = (text: string) => renderToStaticMarkup(createElement(Markdown, { text }));

test('headings begin below those of the page', () => {
  expect(draw('## When\n### Where')).toMatch(/<h3 dir="auto">When<\/h3>\s*<h4 dir="auto">Where<\/h4>/u);
});

test('a line that was broken stays broken', () => {
  expect(draw('First\nsecond')).toMatch(/First<br\/>\s*second/u);
});

test('links lead on: inside the product here, elsewhere in a tab of their own', () => {
  expect(draw('[page](/knowledge/1)')).toMatch(/<a href="\/knowledge\/1" class="[^"]*">page<\/a>/u);
  expect(draw('https://halden.example/a')).toMatch(
    /<a href="https:\/\/halden.example\/a" target="_blank" rel="noreferrer"/u,
  );
});

test.each(['[x](javascript:alert(1))', '[x](//evil.example)', '[x](data:text/html,1)', '<b onclick="run()">x</b>'])(
  '%s leads nowhere and is no element',
  (source) => {
    expect(draw(source)).not.toMatch(/<a|<b[ >]|href|evil|javascript:/u);
    expect(draw(source)).toContain('x');
  },
);

test('a picture from elsewhere is not fetched', () => {
  expect(draw('![map](https://halden.example/map.png)')).not.toContain('<img');
});

test('whatever the text, nothing but known elements is drawn', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/u);
  const mark = fc.constantFrom(
    '# ',
    '- ',
    '1. ',
    '> ',
    '**',
    '`',
    '](',
    ')',
    '\n',
    '\n\n',
    ' ',
    '```\n',
    '---\n',
    '<',
    '>',
    '<script>',
    '&lt;',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(word, mark), { maxLength: 40 }), (pieces) => {
      const drawn = draw(pieces.join(''));
      const elements = [...drawn.matchAll(/<([a-z0-9]+)/gu)].map(([, name = '']) => name);
      expect(elements.filter((name) => !known.has(name))).toEqual([]);
    }),
  );
});

const known = new Set(
  'div p h2 h3 h4 ul ol li blockquote pre code strong em del a br hr table thead tbody tr th td'.split(' '),
);
