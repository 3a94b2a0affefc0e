import { Popover as MantinePopover } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { cx } from '../cx.ts';
import classes from './popover.module.css';

interface PopoverProps {
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  /** One element that takes a ref. */
  readonly target: ReactElement;
  readonly label: string;
  readonly children: ReactNode;
  readonly align?: 'start' | 'end';
  /** No padding of its own: a calendar, a list. */
  readonly bare?: boolean;
  /** Focus moves inside and stays there. Off where the target keeps the focus. */
  readonly trapFocus?: boolean;
  /** The target is no control: it says nothing about being expanded. */
  readonly isPassiveTarget?: boolean;
}

/** A small form or picker beside what it changes. Esc and a press outside close it. */
export function Popover(props: PopoverProps) {
  const { opened, onChange, target, label, children, align = 'start', bare, trapFocus = true, isPassiveTarget } = props;
  return (
    <MantinePopover
      unstyled
      withRoles={!isPassiveTarget}
      opened={opened}
      onChange={onChange}
      position={align === 'end' ? 'bottom-end' : 'bottom-start'}
      offset={6}
      trapFocus={trapFocus}
      returnFocus={trapFocus}
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: cx(classes.dropdown, bare && classes.bare) }}
    >
      <MantinePopover.Target>{target}</MantinePopover.Target>
      <MantinePopover.Dropdown role="dialog" aria-label={label}>
        {children}
      </MantinePopover.Dropdown>
    </MantinePopover>
  );
}
