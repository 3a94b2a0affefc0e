import type { ItemState, OperationState } from '@crm/domain/operation/operation';
import type { GlyphState } from '@crm/ui/icons/state-glyph';

/** The drawing of each state of an operation. */
export const operationGlyphs = {
  selecting: 'queued',
  running: 'running',
  paused: 'hold',
  completed: 'done',
  cancelled: 'cancelled',
  undone: 'undone',
  failed: 'failed',
} as const satisfies Readonly<Record<OperationState, GlyphState>>;

/** The drawing of what became of a record. */
export const itemGlyphs = {
  pending: 'queued',
  done: 'done',
  failed: 'failed',
  skipped: 'skipped',
  undoing: 'queued',
  undone: 'undone',
  conflict: 'human',
} as const satisfies Readonly<Record<ItemState, GlyphState>>;
