import { Tooltip as MantineTooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { Kbd } from '../controls/kbd.tsx';
import classes from './tooltip.module.css';

interface TooltipProps {
  readonly label: string;
  readonly keys?: string | readonly string[] | undefined;
  /** One element that takes a ref. */
  readonly children: ReactElement;
}

/** A word over a control, on hover and on focus by key. Never the only place of a fact. */
export function Tooltip({ label, keys, children }: TooltipProps) {
  return (
    <MantineTooltip
      unstyled
      classNames={{ tooltip: classes.tooltip ?? '' }}
      label={
        <>
          {label}
          {keys && <Kbd keys={keys} />}
        </>
      }
      openDelay={400}
      transitionProps={{ duration: 0 }}
      events={{ hover: true, focus: true, touch: false }}
    >
      {children}
    </MantineTooltip>
  );
}
