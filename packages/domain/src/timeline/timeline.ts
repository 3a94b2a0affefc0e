import { z } from 'zod';
import type { ResourceName } from '../permissions.ts';
import { id, isoDateTime, queryList } from '../scalars.ts';
import { typeNames } from '../type-names.ts';

/** What has a timeline, activities and processes of its own. */
export const subjectTypes = [
  'account',
  'contact',
  'lead',
  'opportunity',
  'quote',
  'invoice',
  'subscription',
  'ticket',
  'campaign',
] as const satisfies ResourceName[];
export type SubjectType = (typeof subjectTypes)[number];
export const subjectType = z.enum(subjectTypes).register(typeNames, { name: 'SubjectType' });

export interface Subject {
  readonly type: SubjectType;
  readonly id: string;
}

export const timelineKinds = [
  'created',
  'edited',
  'assigned',
  'scored',
  'qualified',
  'stage_moved',
  'converted',
  'conversion_undone',
  'call',
  'meeting',
  'email',
  'task',
  'note',
  'attached',
  'deleted',
  'restored',
  'duplicate_confirmed',
  'tagged',
  'untagged',
  'commented',
  'quote',
  'invoice',
  'subscription',
  'process',
  'status_changed',
  'merged',
  'unmerged',
  'ticket_created',
  'ticket_resolved',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** One thing that happened to a record, as its page tells it. `payload` holds the facts, the screen the words. */
export const timelineRow = z
  .object({
    id,
    subjectType,
    subjectId: id,
    kind: z.enum(timelineKinds),
    occurredAt: isoDateTime,
    actorKind: z.enum(['user', 'process', 'system']),
    actorId: id.nullable(),
    actorName: z.string().nullable(),
    title: z.string().nullable(),
    payload: z.record(z.string(), z.unknown()),
    sourceType: z.string().nullable(),
    sourceId: id.nullable(),
    processId: id.nullable(),
    requestId: z.string().nullable(),
    pinned: z.boolean(),
  })
  .register(typeNames, { name: 'TimelineEntry' });
export type TimelineRow = z.output<typeof timelineRow>;

export const timelineFilter = z.strictObject({
  subjectType: subjectType.optional(),
  subjectId: id.optional(),
  kind: queryList(z.enum(timelineKinds)).optional(),
  occurredFrom: isoDateTime.optional(),
  occurredTo: isoDateTime.optional(),
});
