import { Fragment, useMemo, type ReactNode } from 'react';
import { Link } from '../controls/link.tsx';
import { readMarkdown, type Block, type Inline } from './markdown-blocks.ts';
import classes from './markdown.module.css';

interface MarkdownProps {
  readonly text: string;
  /** Which heading the first level of the text is; below the title of the page. */
  readonly level?: 2 | 3;
}

/** A text that was written in Markdown, drawn from elements of our own: no HTML of it reaches the page. */
export function Markdown({ text, level = 3 }: MarkdownProps) {
  const blocks = useMemo(() => readMarkdown(text), [text]);
  return (
    <div className={classes.prose} dir="auto">
      {blocks.map((block, at) => (
        <BlockView key={at} block={block} level={level} />
      ))}
    </div>
  );
}

function BlockView({ block, level }: { readonly block: Block; readonly level: 2 | 3 }) {
  switch (block.kind) {
    case 'heading': {
      // `##` is the usual first level of an article.
      const Heading = ([`h${level}`, 'h3', 'h4'] as const)[Math.max(0, Math.min(2, block.level - 2))] ?? 'h4';
      return <Heading dir="auto">{inlines(block.parts)}</Heading>;
    }
    case 'list': {
      const items = block.items.map((parts, at) => (
        <li key={at} dir="auto">
          {inlines(parts)}
        </li>
      ));
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'quote':
      return <blockquote dir="auto">{linesOf(block.lines)}</blockquote>;
    case 'code':
      return (
        // A long line scrolls, so it must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre dir="ltr" tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'rule':
      return <hr />;
    default:
      return <p dir="auto">{linesOf(block.lines)}</p>;
  }
}

function linesOf(lines: readonly (readonly Inline[])[]): ReactNode {
  return lines.map((parts, at) => (
    <Fragment key={at}>
      {at > 0 && <br />}
      {inlines(parts)}
    </Fragment>
  ));
}

function inlines(parts: readonly Inline[]): ReactNode {
  return parts.map((part, at) => <InlineView key={at} part={part} />);
}

function InlineView({ part }: { readonly part: Inline }) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code dir="ltr">{part.text}</code>;
    case 'strong':
      return <strong>{inlines(part.parts)}</strong>;
    case 'em':
      return <em>{inlines(part.parts)}</em>;
    default:
      return part.href.startsWith('/') ? (
        <Link href={part.href}>{inlines(part.parts)}</Link>
      ) : (
        <Link href={part.href} target="_blank" rel="noreferrer">
          {inlines(part.parts)}
        </Link>
      );
  }
}
