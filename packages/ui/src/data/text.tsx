import type { ReactNode } from 'react';
import classes from './text.module.css';

interface TextProps {
  readonly level?: 1 | 2 | 3;
  readonly size?: 'xs' | 'sm' | 'md' | 'lg';
  readonly medium?: boolean;
  readonly tone?: 'good' | 'warn' | 'bad' | 'accent' | 'undo' | undefined;
  /** One line, cut with an ellipsis. */
  readonly cut?: boolean;
  readonly as?: 'span' | 'p' | 'div';
  readonly children: ReactNode;
}

/** Words at one of the three levels: 1 carries meaning, 2 names, 3 is for units, times and hints. */
export function Text(props: TextProps) {
  const { level, size, medium, tone, cut, as: Element = 'span', children } = props;
  return (
    <Element
      className={classes.text}
      data-level={level}
      data-size={size}
      data-medium={medium || undefined}
      data-tone={tone}
      data-cut={cut || undefined}
    >
      {children}
    </Element>
  );
}

/** An identifier or a code: monospaced, left to right in every language. */
export function Code({ children }: { readonly children: ReactNode }) {
  return <code className={classes.code}>{children}</code>;
}
