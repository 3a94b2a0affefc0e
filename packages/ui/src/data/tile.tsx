import classes from './tile.module.css';

/** A company: square, with the first letter of its name. Always beside the name. */
export function Tile({ name, size = 'small' }: { readonly name: string; readonly size?: 'small' | 'large' }) {
  const letter = /[\p{L}\p{N}]\p{M}*/u.exec(name)?.[0] ?? '';
  return (
    <span className={classes.tile} data-size={size} aria-hidden="true">
      {letter.toLocaleUpperCase()}
    </span>
  );
}
