import { createElement } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkBreaks from 'remark-breaks';
import remarkGfm from 'remark-gfm';
import { Link } from '../controls/link.tsx';
import classes from './markdown.module.css';

interface MarkdownProps {
  readonly text: string;
  /** Which heading the first level of the text is; below the title of the page. */
  readonly level?: 2 | 3;
}

/** A line that was broken in an answer stays broken; tables, crossed out words and bare addresses as people know them. */
const plugins = [remarkBreaks, remarkGfm];
/** Only where a reader is led to another page or a mailbox: no address runs anything. */
const safe = /^(?:https?:\/\/|mailto:|\/(?!\/))/iu;

/** A text that was written in Markdown, drawn from elements of our own: no HTML of it reaches the page. */
export function Markdown({ text, level = 3 }: MarkdownProps) {
  return (
    <div className={classes.prose} dir="auto">
      <ReactMarkdown
        remarkPlugins={plugins}
        components={level === 2 ? belowPage : belowSection}
        urlTransform={(href) => (safe.test(href) ? href : '')}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}

const parts: Components = {
  p: ({ children }) => <p dir="auto">{children}</p>,
  li: ({ children, className }) => (
    <li dir="auto" className={className}>
      {children}
    </li>
  ),
  blockquote: ({ children }) => <blockquote dir="auto">{children}</blockquote>,
  code: ({ children }) => <code dir="ltr">{children}</code>,
  // A long line scrolls, so it must be reachable by keyboard.
  pre: ({ children }) => (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre dir="ltr" tabIndex={0}>
      {children}
    </pre>
  ),
  a: ({ href, children }) => {
    if (href === undefined || href === '') return <>{children}</>;
    return href.startsWith('/') ? (
      <Link href={href}>{children}</Link>
    ) : (
      <Link href={href} target="_blank" rel="noreferrer">
        {children}
      </Link>
    );
  },
  // A picture from elsewhere would tell its host who reads: it is named and led to instead.
  img: ({ src, alt }) =>
    typeof src === 'string' && src !== '' ? (
      <Link href={src} target="_blank" rel="noreferrer">
        {alt}
      </Link>
    ) : (
      alt
    ),
};

/** `##` is the usual first level of an article; deeper ones end at the fourth. */
function headings(first: 2 | 3): Components {
  const drawn = (level: number): Components['h1'] => {
    const tag = `h${Math.min(4, first + Math.max(0, level - 2))}`;
    return ({ children }) => createElement(tag, { dir: 'auto' }, children);
  };
  return { h1: drawn(1), h2: drawn(2), h3: drawn(3), h4: drawn(4), h5: drawn(5), h6: drawn(6) };
}

const belowPage: Components = { ...parts, ...headings(2) };
const belowSection: Components = { ...parts, ...headings(3) };
