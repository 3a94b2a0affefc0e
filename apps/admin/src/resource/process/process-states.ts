import type { ProcessState, stepStates } from '@crm/domain/process/process';
import type { GlyphState } from '@crm/ui/icons/state-glyph';

/** The drawing of each state of a process. */
export const processGlyphs = {
  queued: 'queued',
  running: 'running',
  waiting_human: 'human',
  waiting_timer: 'timer',
  retrying: 'retry',
  stuck: 'stuck',
  paused: 'hold',
  failed: 'failed',
  cancelled: 'cancelled',
  undone: 'undone',
  completed: 'done',
} as const satisfies Readonly<Record<ProcessState, GlyphState>>;

/** The drawing of each state of a step. */
export const stepGlyphs = {
  queued: 'queued',
  running: 'running',
  human: 'human',
  timer: 'timer',
  retry: 'retry',
  failed: 'failed',
  cancelled: 'cancelled',
  undone: 'undone',
  skipped: 'skipped',
  done: 'done',
} as const satisfies Readonly<Record<(typeof stepStates)[number], GlyphState>>;
