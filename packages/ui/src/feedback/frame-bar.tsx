import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import classes from './frame-bar.module.css';

interface FrameBarProps {
  readonly icon: IconName;
  /** What is the matter, in a few words. */
  readonly what: string;
  readonly more?: string | undefined;
  /** The way out. */
  readonly children: ReactNode;
}

/** Above every page while something holds for all of them. */
export function FrameBar({ icon, what, more, children }: FrameBarProps) {
  return (
    <div className={classes.bar} role="status">
      <Icon name={icon} />
      <span className={classes.words}>
        <b className={classes.what}>{what}</b> {more && <span className={classes.more}>{more}</span>}
      </span>
      {children}
    </div>
  );
}
