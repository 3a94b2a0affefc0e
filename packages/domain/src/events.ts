import type { ProcessKind } from './process/process.ts';
import type { ResourceName } from './permissions.ts';

/** What happened to a record, as the live stream and the relay hear of it. Ids only. */
export const eventKinds = ['created', 'updated', 'deleted', 'restored'] as const;
export type EventKind = (typeof eventKinds)[number];

/**
 * A row of the outbox, written in the transaction of the change it tells of. The owner and team say who may hear it.
 */
export interface RecordEvent {
  readonly resource: ResourceName;
  readonly recordId: string;
  readonly kind: EventKind;
  readonly assignedTo: string | null;
  readonly teamId: string | null;
}

/** What the relay must do about a change, exactly once in effect: each command has a deterministic id at its target. */
export type OutboxCommand =
  | { readonly do: 'start_process'; readonly kind: ProcessKind; readonly processId: string; readonly subjectId: string }
  | { readonly do: 'signal_process'; readonly kind: ProcessKind; readonly subjectId: string; readonly signal: string }
  | { readonly do: 'cancel_process'; readonly kind: ProcessKind; readonly subjectId: string }
  /** What waits for its next try is tried at once. */
  | { readonly do: 'retry_process'; readonly kind: ProcessKind; readonly subjectId: string }
  /** The run that failed goes on from where this activity was called. */
  | {
      readonly do: 'restart_process';
      readonly kind: ProcessKind;
      readonly processId: string;
      readonly subjectId: string;
      readonly activity: string;
    }
  | {
      readonly do: 'terminate_process';
      readonly kind: ProcessKind;
      readonly processId: string;
      readonly subjectId: string;
    };
