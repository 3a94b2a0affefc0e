import { Icon } from '../icons/icon.tsx';
import classes from './consequences.module.css';

/** One thing that a verb will take back, or that it cannot. */
export interface Consequence {
  readonly id: string;
  readonly kind: 'undone' | 'stays';
  /** A sentence; what stays begins with saying so. */
  readonly text: string;
}

/** What will happen if a verb is used: violet arrows for what is taken back, grey for what stays. */
export function Consequences({ items }: { readonly items: readonly Consequence[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.id} className={classes.item} data-kind={item.kind}>
          <Icon name={item.kind === 'undone' ? 'undo' : 'lock'} size={14} />
          <span>{item.text}</span>
        </li>
      ))}
    </ul>
  );
}
