import classes from './skeleton.module.css';

interface SkeletonProps {
  readonly shape?: 'line' | 'round' | 'square';
  /** CSS pixels. */
  readonly width?: number;
  /** Stands at the end of its place, as figures do. */
  readonly end?: boolean;
}

/** Stands where something will be, at its true size. */
export function Skeleton({ shape = 'line', width, end }: SkeletonProps) {
  return (
    <span className={classes.skeleton} data-skeleton data-shape={shape} data-end={end || undefined} style={{ width }} />
  );
}
