import classes from './progress-line.module.css';

/** A thin bar over what is being read again. */
export function ProgressLine({ label }: { readonly label: string }) {
  return (
    <div className={classes.track} role="progressbar" aria-label={label}>
      <div className={classes.part} />
    </div>
  );
}
