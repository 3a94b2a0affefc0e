import { Menu as MantineMenu } from '@mantine/core';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { Kbd } from '../controls/kbd.tsx';
import { Anchor } from '../controls/link.tsx';
import { cx } from '../cx.ts';
import { Icon, type IconName } from '../icons/icon.tsx';
import classes from './menu.module.css';

/** One line of a menu: a verb, or a place when it has an address. */
export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName | undefined;
  readonly mark?: ReactNode;
  readonly kbd?: string | readonly string[] | undefined;
  readonly danger?: boolean;
  /** Draws a tick: this is what is chosen now. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly href?: string;
  readonly onSelect?: () => void;
}

/** Lines that belong together, parted from the next group by a line. */
export interface MenuGroup {
  readonly id: string;
  readonly label?: string;
  readonly entries: readonly MenuEntry[];
}

interface MenuProps {
  /** One button that takes a ref; it gets the state of the menu for screen readers. */
  readonly target: ReactElement;
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  readonly align?: 'start' | 'end';
  readonly head?: ReactNode;
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  const content = {
    className: cx(classes.item, entry.danger && classes.danger),
    leftSection: entry.mark ?? (entry.icon && <Icon name={entry.icon} />),
    rightSection: entry.checked ? <Icon name="check" size={14} /> : entry.kbd && <Kbd keys={entry.kbd} />,
    children: entry.label,
  };
  const classNames = { itemLabel: cx(classes.label), itemSection: cx(classes.section) };
  return entry.href ? (
    <MantineMenu.Item component={Anchor} href={entry.href} classNames={classNames} {...content} />
  ) : (
    <MantineMenu.Item
      classNames={classNames}
      disabled={entry.disabled ?? false}
      onClick={() => entry.onSelect?.()}
      {...content}
    />
  );
}

/** A short list of verbs or places under a button; arrows move, letters jump. */
export function Menu({ target, label, groups, align = 'end', head }: MenuProps) {
  const filled = groups.filter((group) => group.entries.length > 0);
  return (
    <MantineMenu
      unstyled
      position={align === 'end' ? 'bottom-end' : 'bottom-start'}
      offset={4}
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: cx(classes.dropdown) }}
    >
      <MantineMenu.Target>{target}</MantineMenu.Target>
      <MantineMenu.Dropdown aria-label={label}>
        {head && <div className={classes.head}>{head}</div>}
        {filled.map((group, index) => (
          <Fragment key={group.id}>
            {(index > 0 || head) && <MantineMenu.Divider className={classes.line} />}
            {group.label && <MantineMenu.Label className={classes.group}>{group.label}</MantineMenu.Label>}
            {group.entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </Fragment>
        ))}
      </MantineMenu.Dropdown>
    </MantineMenu>
  );
}
