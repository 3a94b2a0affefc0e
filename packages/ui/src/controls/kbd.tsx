import classes from './kbd.module.css';

/** Keys that do the same as the control beside them. Hidden from screen readers: `aria-keyshortcuts` says it. */
export function Kbd({ keys }: { readonly keys: string | readonly string[] }) {
  const list = typeof keys === 'string' ? [keys] : keys;
  return (
    <span className={classes.keys} aria-hidden="true" data-kbd="">
      {list.map((key, index) => (
        <kbd key={index} className={classes.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
