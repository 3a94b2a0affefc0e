import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import { Icon, type IconName } from '../icons/icon.tsx';
import { StateGlyph, type GlyphState } from '../icons/state-glyph.tsx';
import { Anchor } from '../controls/link.tsx';
import classes from './badge.module.css';

/** What a badge's ground means. */
export type Tone = 'idle' | 'accent' | 'good' | 'warn' | 'bad' | 'undo';

interface BadgeProps {
  readonly tone?: Tone;
  readonly state?: GlyphState;
  readonly icon?: IconName;
  /** A line round it instead of a ground. */
  readonly outlined?: boolean;
  readonly href?: string;
  readonly children: ReactNode;
}

/** A word with a ground. Where a state is meant, prefer `Status`. */
export function Badge({ tone = 'idle', state, icon, outlined, href, children }: BadgeProps) {
  const className = cx(classes.badge, classes[tone], outlined && classes.outlined);
  const content = (
    <>
      {state && <StateGlyph state={state} size={14} plain />}
      {icon && <Icon name={icon} size={14} />}
      <span className={classes.word}>{children}</span>
    </>
  );
  return href ? (
    <Anchor href={href} className={className}>
      {content}
    </Anchor>
  ) : (
    <span className={className}>{content}</span>
  );
}
