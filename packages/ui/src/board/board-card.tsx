import type { KeyboardEventHandler, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../a11y/visually-hidden.tsx';
import { Anchor } from '../controls/link.tsx';
import { Avatar } from '../data/avatar.tsx';
import { Icon, type IconName } from '../icons/icon.tsx';
import classes from './board-card.module.css';

/** The next step of a deal, and how it stands. */
export interface CardNext {
  readonly icon: IconName;
  readonly label: string;
  readonly tone?: 'warn' | 'bad';
}

interface BoardCardProps {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  /** The company. */
  readonly above: string;
  /** How long in the stage: "6 d". */
  readonly age: string;
  readonly amount: ReactNode;
  /** The same in the deal's own currency, where it differs. */
  readonly amountNote?: ReactNode;
  readonly next?: CardNext | undefined;
  readonly owner: string;
  /** Longer in the stage than most that were won. */
  readonly isStale?: boolean;
  /** It is picked up; drawn where it will land. */
  readonly isHeld?: boolean;
  /** It is picked up; drawn where it came from. */
  readonly isLeft?: boolean;
  /** The server has not answered to its move yet. */
  readonly isPending?: boolean;
  /** "Move to…", for those who do not drag. */
  readonly menu?: ReactNode;
  readonly onKeyDown?: KeyboardEventHandler<HTMLElement>;
  readonly ref?: Ref<HTMLElement>;
}

/** A deal on the board. The article takes the focus: Space picks it up, Enter opens it. */
export function BoardCard(props: BoardCardProps) {
  const { t } = useTranslation('ui');
  const { next, ref } = props;
  return (
    // A card is picked up and moved by key: the article is the handle.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      className={classes.card}
      data-card={props.id}
      data-stale={props.isStale || undefined}
      data-held={props.isHeld || undefined}
      data-left={props.isLeft || undefined}
      aria-busy={props.isPending || undefined}
      tabIndex={props.isLeft ? -1 : 0}
      aria-label={`${props.title}, ${props.above}`}
      onKeyDown={props.onKeyDown}
      ref={ref}
    >
      <p className={classes.above}>
        <span className={classes.cut} dir="auto">
          {props.above}
        </span>
        <span className={classes.age}>
          {props.isStale && <VisuallyHidden>{t('board.stale')}</VisuallyHidden>}
          {props.age}
        </span>
      </p>
      <h3 className={classes.title} dir="auto">
        <Anchor href={props.href} className={classes.link} tabIndex={-1} draggable={false}>
          {props.title}
        </Anchor>
      </h3>
      <div className={classes.foot}>
        <span className={classes.amount}>{props.amount}</span>
        {props.amountNote && <span className={classes.amountNote}>{props.amountNote}</span>}
        {next && (
          <span className={classes.next} data-tone={next.tone}>
            <Icon name={next.icon} size={14} />
            <span className={classes.cut}>{next.label}</span>
          </span>
        )}
        <span className={classes.owner} title={props.owner}>
          <Avatar name={props.owner} />
          <VisuallyHidden>{props.owner}</VisuallyHidden>
        </span>
        {props.menu}
      </div>
    </article>
  );
}
