import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import { StateGlyph, type GlyphState } from '../icons/state-glyph.tsx';
import classes from './note.module.css';

interface NoteProps {
  readonly tone?: 'idle' | 'accent' | 'warn' | 'bad';
  readonly icon?: IconName;
  readonly state?: GlyphState;
  /** Read out when it appears. */
  readonly live?: boolean;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What must be known before going on. */
export function Note({ tone = 'idle', icon, state, live, actions, children }: NoteProps) {
  return (
    <div className={classes.note} data-tone={tone} role={live ? 'alert' : undefined}>
      {icon && <Icon name={icon} className={classes.icon} />}
      {state && <StateGlyph state={state} className={classes.glyph} />}
      <div className={classes.body}>{children}</div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
