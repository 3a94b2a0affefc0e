import type { ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import classes from './tag-chip.module.css';

interface TagChipProps {
  /** A name of the product's palette; an unknown one is grey. */
  readonly colour: string;
  readonly children: ReactNode;
  /** Takes the tag off. */
  readonly onRemove?: (() => void) | undefined;
  /** What the button says: "Take off VIP". */
  readonly removeLabel?: string;
}

/** A word that people put on a record. The colour is a dot beside it: it helps to find the word again, and says nothing alone. */
export function TagChip({ colour, children, onRemove, removeLabel }: TagChipProps) {
  return (
    <span className={classes.tag}>
      <span className={classes.dot} data-colour={colour} aria-hidden="true" />
      <span className={classes.name} dir="auto">
        {children}
      </span>
      {onRemove && (
        <button type="button" className={classes.remove} aria-label={removeLabel} onClick={onRemove}>
          <Icon name="close" size={12} />
        </button>
      )}
    </span>
  );
}
