import type { TimelineKind } from '@crm/domain/timeline/timeline';

/** The kinds that can be shown alone, and what each stands for. */
export const kindGroups = {
  all: undefined,
  call: ['call'],
  meeting: ['meeting'],
  note: ['note', 'commented'],
  email: ['email'],
  task: ['task'],
  steps: [
    'stage_moved',
    'qualified',
    'converted',
    'conversion_undone',
    'scored',
    'quote',
    'invoice',
    'subscription',
    'status_changed',
  ],
  process: ['process'],
  edits: [
    'created',
    'edited',
    'assigned',
    'attached',
    'deleted',
    'restored',
    'tagged',
    'untagged',
    'merged',
    'unmerged',
    'duplicate_confirmed',
  ],
} as const satisfies Readonly<Record<string, readonly TimelineKind[] | undefined>>;

export type KindGroup = keyof typeof kindGroups;

export const groupNames = [
  'all',
  'call',
  'meeting',
  'note',
  'email',
  'task',
  'steps',
  'process',
  'edits',
] as const satisfies readonly KindGroup[];
