import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import type { IconSize } from './icon.tsx';
import classes from './state-glyph.module.css';

const ring = <circle cx="8" cy="8" r="5.75" />;

// One ring, and inside it what tells the states apart: the shape says the state, colour repeats it.
const drawings = {
  queued: <circle cx="8" cy="8" r="5.75" strokeDasharray="2 2.01" />,
  running: (
    <>
      <circle cx="8" cy="8" r="5.75" opacity="0.3" />
      <path d="M8 2.25A5.75 5.75 0 0 1 13.75 8" />
      <circle cx="8" cy="8" r="1.5" fill="currentColor" stroke="none" />
    </>
  ),
  human: (
    <>
      {ring}
      <circle cx="8" cy="6.5" r="1.6" />
      <path d="M5 10.9c.5-1.3 1.6-1.9 3-1.9s2.5.6 3 1.9" />
    </>
  ),
  timer: (
    <>
      {ring}
      <path d="M8 5v3l2 1.25" />
    </>
  ),
  external: (
    <>
      {ring}
      <path d="m6.25 9.75 3.5-3.5M7 6.25h2.75V9" />
    </>
  ),
  retry: <path d="M13.25 5.75A5.75 5.75 0 1 0 13.75 8M13.75 2.75V6H10.5M8 5.25v3M8 10.5v.01" />,
  stuck: (
    <>
      {ring}
      <path d="M5.75 8h4.5" />
    </>
  ),
  failed: (
    <>
      {ring}
      <path d="m6 6 4 4M10 6l-4 4" />
    </>
  ),
  cancelled: (
    <>
      {ring}
      <path d="m4 12 8-8" />
    </>
  ),
  undone: (
    <>
      {ring}
      <path d="M7 5.75 5.25 7.5 7 9.25M5.25 7.5H9a1.6 1.6 0 0 1 0 3.2H8" />
    </>
  ),
  done: (
    <>
      {ring}
      <path d="M5.5 8.25 7.25 10l3.25-3.75" />
    </>
  ),
  unknown: (
    <>
      <circle cx="8" cy="8" r="5.75" strokeDasharray="3.2 1.3" />
      <path d="M6.5 6.6c.1-1 .8-1.5 1.6-1.5.9 0 1.6.6 1.6 1.4 0 1.2-1.6 1.2-1.6 2.4M8.1 11v.01" />
    </>
  ),
  hold: (
    <>
      {ring}
      <path d="M6.25 7.75h3.5v2.5h-3.5zM7 7.75V6.5a1 1 0 0 1 2 0v1.25" />
    </>
  ),
  skipped: (
    <>
      {ring}
      <path d="M6 5.75 8.75 8 6 10.25M10.25 5.75v4.5" />
    </>
  ),
} satisfies Record<string, ReactNode>;

/** A state that a process or one of its steps can be in. */
export type GlyphState = keyof typeof drawings;

interface StateGlyphProps {
  readonly state: GlyphState;
  readonly size?: IconSize;
  /** Takes the colour of the text around it instead of the state's own. */
  readonly plain?: boolean;
  readonly className?: string | undefined;
}

/** The glyph of a state. Always beside a word that names the state. */
export function StateGlyph({ state, size = 16, plain = false, className }: StateGlyphProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={cx(classes.glyph, className)}
      data-state={plain ? undefined : state}
      data-turns={state === 'running' || undefined}
      data-size={size}
    >
      {drawings[state]}
    </svg>
  );
}
