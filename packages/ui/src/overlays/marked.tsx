import classes from './marked.module.css';

/** A text with the part that was searched for set off. Case and accents do not matter. */
export function Marked({ text, query }: { readonly text: string; readonly query: string }) {
  const wanted = fold(query.trim());
  const at = wanted ? fold(text).indexOf(wanted) : -1;
  // Folding keeps the length only while every letter is one code unit; else nothing is set off.
  if (at < 0 || fold(text).length !== text.length) return <bdi>{text}</bdi>;
  return (
    <bdi>
      {text.slice(0, at)}
      <mark className={classes.mark}>{text.slice(at, at + wanted.length)}</mark>
      {text.slice(at + wanted.length)}
    </bdi>
  );
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase();
}
