import type { ReactNode } from 'react';
import { Anchor } from '../controls/link.tsx';
import { Avatar } from './avatar.tsx';
import classes from './named.module.css';
import { Tile } from './tile.tsx';

interface PersonProps {
  readonly name: string;
  /** A word behind the name: a role, a place. */
  readonly detail?: ReactNode;
}

/** A person with the round mark; the name is cut where the place is narrow. */
export function Person({ name, detail }: PersonProps) {
  return (
    <span className={classes.named} data-named="person" title={name}>
      <Avatar name={name} />
      <span className={classes.name} dir="auto">
        {name}
      </span>
      {detail && <span className={classes.detail}>{detail}</span>}
    </span>
  );
}

interface RecordNameProps {
  readonly name: string;
  readonly kind: 'company' | 'person' | 'plain';
  readonly href?: string | undefined;
}

/** The name of a record as the first cell of a row has it: mark, medium weight, a link. */
export function RecordName({ name, kind, href }: RecordNameProps) {
  const content = (
    <>
      {kind === 'company' && <Tile name={name} />}
      {kind === 'person' && <Avatar name={name} />}
      <span className={classes.recordName} dir="auto">
        {name}
      </span>
    </>
  );
  return href ? (
    <Anchor href={href} className={classes.record} tabIndex={-1}>
      {content}
    </Anchor>
  ) : (
    <span className={classes.record}>{content}</span>
  );
}
