import type { ReactNode } from 'react';
import { StateGlyph, type GlyphState } from '../icons/state-glyph.tsx';
import type { IconSize } from '../icons/icon.tsx';
import classes from './status.module.css';

interface StatusProps {
  readonly state: GlyphState;
  readonly size?: IconSize;
  readonly children: ReactNode;
}

/** A state: its glyph and its words, cut with an ellipsis where the place is narrow. */
export function Status({ state, size = 16, children }: StatusProps) {
  return (
    <span className={classes.status}>
      <StateGlyph state={state} size={size} />
      <span className={classes.words} dir="auto">
        {children}
      </span>
    </span>
  );
}
