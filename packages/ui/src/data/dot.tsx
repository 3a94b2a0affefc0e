import classes from './dot.module.css';

/** A dot of state beside a word: live, healthy, late. */
export function Dot({ tone = 'idle' }: { readonly tone?: 'idle' | 'good' | 'warn' | 'bad' | 'accent' }) {
  return <span className={classes.dot} data-tone={tone} aria-hidden="true" />;
}
