import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { cx } from '../cx.ts';
import { Icon, type IconName } from '../icons/icon.tsx';
import classes from './button.module.css';
import { Kbd } from './kbd.tsx';
import { Anchor } from './link.tsx';

/** `primary` at most once on a page; `ghost` in bars; `danger` for what takes away. */
export type ButtonVariant = 'plain' | 'primary' | 'ghost' | 'danger';

interface ButtonLook {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: 'normal' | 'small' | undefined;
  readonly icon?: IconName | undefined;
  /** An icon behind the word: a chevron where a menu opens. */
  readonly iconEnd?: IconName | undefined;
  /** The key that does the same, from the shortcut registry. */
  readonly kbd?: string | readonly string[] | undefined;
  readonly block?: boolean | undefined;
  /** Takes all the width its row gives. */
  readonly grow?: boolean | undefined;
  /** On a phone only the icon is drawn; the word stays for screen readers. */
  readonly collapses?: boolean | undefined;
  /** Left out on a phone: a verb that belongs to a desk. */
  readonly wideOnly?: boolean | undefined;
}

export interface ButtonProps extends ButtonLook, ButtonHTMLAttributes<HTMLButtonElement> {
  /** Stays focusable and says why it cannot be used, through `title` or a tooltip. */
  readonly unavailable?: boolean;
  /** The verb is under way: the button keeps its width and takes no second press. */
  readonly busy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

interface ButtonLinkProps extends ButtonLook {
  readonly href: string;
  readonly target?: string;
  readonly rel?: string;
  readonly children: ReactNode;
}

function classesOf(look: ButtonLook, className?: string) {
  return cx(
    classes.button,
    classes[look.variant ?? 'plain'],
    look.size === 'small' && classes.small,
    look.block && classes.block,
    look.grow && classes.grow,
    look.collapses && classes.collapses,
    look.wideOnly && classes.wideOnly,
    className,
  );
}

function ButtonContent({ icon, iconEnd, kbd, children }: ButtonLook & { children: ReactNode }) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span className={classes.label}>{children}</span>
      {iconEnd && <Icon name={iconEnd} size={12} />}
      {kbd && <Kbd keys={kbd} />}
    </>
  );
}

/** A verb that names its result. */
export function Button(props: ButtonProps) {
  const {
    variant,
    size,
    icon,
    iconEnd,
    kbd,
    block,
    grow,
    collapses,
    wideOnly,
    unavailable = false,
    busy = false,
    className,
    children,
    onClick,
    type = 'button',
    ...rest
  } = props;
  return (
    <button
      {...rest}
      type={type}
      className={classesOf({ variant, size, block, grow, collapses, wideOnly }, className)}
      aria-disabled={unavailable || busy || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (unavailable || busy) {
          event.preventDefault();
          return;
        }
        onClick?.(event);
      }}
    >
      <ButtonContent icon={icon} iconEnd={iconEnd} kbd={kbd}>
        {children}
      </ButtonContent>
    </button>
  );
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function ButtonLink(props: ButtonLinkProps) {
  const { href, target, rel, icon, iconEnd, kbd, children } = props;
  return (
    <Anchor href={href} target={target} rel={rel} className={classesOf(props)}>
      <ButtonContent icon={icon} iconEnd={iconEnd} kbd={kbd}>
        {children}
      </ButtonContent>
    </Anchor>
  );
}
