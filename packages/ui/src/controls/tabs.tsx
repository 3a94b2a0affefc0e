import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import { Anchor } from './link.tsx';
import classes from './tabs.module.css';

/** One tab. Its place is in the address, so a tab is a link. */
export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly href: string;
  readonly count?: ReactNode;
  readonly icon?: IconName;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly current: string;
  /** A last thing in the row: "new view". */
  readonly end?: ReactNode;
}

/** Views of a list or parts of a record, as links: they can be opened, shared and gone back to. */
export function Tabs({ label, tabs, current, end }: TabsProps) {
  return (
    <nav className={classes.root} aria-label={label}>
      {tabs.map((tab) => (
        <Anchor
          key={tab.id}
          href={tab.href}
          className={classes.tab}
          aria-current={tab.id === current ? 'page' : undefined}
        >
          {tab.icon && <Icon name={tab.icon} size={tab.icon === 'pin' ? 12 : 14} />}
          {tab.label}
          {tab.count !== undefined && <span className={classes.count}>{tab.count}</span>}
        </Anchor>
      ))}
      {end}
    </nav>
  );
}
