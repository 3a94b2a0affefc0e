import classes from './avatar.module.css';

interface AvatarProps {
  readonly name: string;
  readonly size?: 'small' | 'large';
}

const grounds = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** The two letters that stand for a name, in any alphabet. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.]+/u).filter((word) => /\p{L}/u.test(word));
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words[words.length - 1] ?? '') : '';
  const letter = (word: string) => /\p{L}\p{M}*/u.exec(word)?.[0] ?? '';
  return (letter(first) + letter(last)).toLocaleUpperCase();
}

function groundOf(name: string): string {
  let sum = 0;
  for (const sign of name) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973;
  return grounds[sum % grounds.length] ?? 'a';
}

/** A person: round, with initials on a ground that stays the same for the name. Always beside the name. */
export function Avatar({ name, size = 'small' }: AvatarProps) {
  return (
    <span className={classes.avatar} data-size={size} data-ground={groundOf(name)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
