import { Menu as MantineMenu } from '@mantine/core';
import { cloneElement, Fragment, useEffect, useRef, useState } from 'react';
import { Kbd } from '../controls/kbd.tsx';
import { Anchor } from '../controls/link.tsx';
import { cx } from '../cx.ts';
import { Icon } from '../icons/icon.tsx';
import type { MenuEntry, MenuProps } from './menu.tsx';
import classes from './menu.module.css';

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

/** The list itself; drawn open, because a press has asked for it. */
export function MenuDropdown({ target, label, groups, align = 'end', head }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);

  // The button was drawn anew with this list: it takes the focus back first, so that the list
  // knows where to return it.
  useEffect(() => {
    button.current?.focus();
    const frame = requestAnimationFrame(() => setOpened(true));
    return () => cancelAnimationFrame(frame);
  }, []);

  const filled = groups.filter((group) => group.entries.length > 0);
  return (
    <MantineMenu
      unstyled
      opened={opened}
      onChange={setOpened}
      withInitialFocusPlaceholder={false}
      // Fixed and in place: not cut by a region that scrolls, and inside the landmark of its button.
      withinPortal={false}
      floatingStrategy="fixed"
      position={align === 'end' ? 'bottom-end' : 'bottom-start'}
      offset={4}
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: cx(classes.dropdown) }}
    >
      <MantineMenu.Target>{cloneElement(target, { ref: button })}</MantineMenu.Target>
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
