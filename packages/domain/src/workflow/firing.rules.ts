import type { WorkflowTrigger } from './workflow.ts';

/** Rules that fire one another are stopped after so many turns: nobody writes a longer chain on purpose. */
export const mostDepth = 5;
/** A rule that runs more often than this within an hour is stopped, unless it says another number. */
export const usualRunsPerHour = 1_000;

/** What happened to a record. */
export interface RecordEvent {
  readonly kind: 'created' | 'updated' | 'form_posted';
  /** Field → what it was and what it became; empty for a new record. */
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

/** Whether something that happened to a record is what a rule waits for. */
export function firesOn(trigger: WorkflowTrigger, { kind, changes }: RecordEvent): boolean {
  switch (trigger.on) {
    case 'created':
    case 'updated':
    case 'form_posted':
      return kind === trigger.on;
    case 'field_changed':
      return kind === 'updated' && trigger.field in changes;
    case 'status_changed': {
      const [from, to] = changes['status'] ?? [];
      if (kind !== 'updated' || typeof to !== 'string') return false;
      return includes(trigger.from, from) && includes(trigger.to, to);
    }
    case 'date_reached':
    case 'schedule':
    case 'webhook':
    case 'manual':
      return false;
  }
}

/** Any, where nothing is named. */
function includes(named: readonly string[] | undefined, value: unknown): boolean {
  return named === undefined || named.some((each) => each === value);
}
