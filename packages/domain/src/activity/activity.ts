import { z } from 'zod';
import type { Actor } from '../actor.ts';
import { extension } from '../extension.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import {
  abilities,
  id,
  isoDateTime,
  line,
  ownedBase,
  prose,
  queryBoolean,
  queryList,
  recordBase,
  searchText,
} from '../scalars.ts';
import { taggedFilter, taggedRow } from '../tag/tag-ref.ts';
import { subjectType } from '../timeline/timeline.ts';

export const activityTypes = ['call', 'meeting', 'email', 'task', 'note'] as const;
export const activityStatuses = ['scheduled', 'completed', 'cancelled'] as const;
export type ActivityStatus = (typeof activityStatuses)[number];
export const priorities = ['low', 'normal', 'high'] as const;

const fields = {
  type: z.enum(activityTypes),
  subject: line(300),
  body: prose(20_000).nullable().default(null),
  subjectType: subjectType.nullable().default(null),
  subjectId: id.nullable().default(null),
  dueAt: isoDateTime.nullable().default(null),
  startsAt: isoDateTime.nullable().default(null),
  endsAt: isoDateTime.nullable().default(null),
  remindAt: isoDateTime.nullable().default(null),
  outcome: line(500).nullable().default(null),
  direction: z.enum(['inbound', 'outbound']).nullable().default(null),
  durationSeconds: z.number().int().min(0).max(86_400).nullable().default(null),
  priority: z.enum(priorities).default('normal'),
  assignedTo: id.nullable().optional(),
};

/** A call, a meeting, an e-mail, a task or a note about a record. */
export const activity = defineResource({
  name: 'activity',
  path: 'activities',
  table: 'crm_activities',
  row: z.object({
    ...recordBase,
    ...ownedBase,
    ...taggedRow,
    ...extension.row,
    type: z.enum(activityTypes),
    subject: z.string(),
    body: z.string().nullable(),
    subjectType: subjectType.nullable(),
    subjectId: id.nullable(),
    /** The subject's name at the time of reading. */
    subjectName: z.string().nullable(),
    status: z.enum(activityStatuses),
    dueAt: isoDateTime.nullable(),
    startsAt: isoDateTime.nullable(),
    endsAt: isoDateTime.nullable(),
    remindAt: isoDateTime.nullable(),
    completedAt: isoDateTime.nullable(),
    outcome: z.string().nullable(),
    direction: z.enum(['inbound', 'outbound']).nullable(),
    durationSeconds: z.number().int().nullable(),
    priority: z.enum(priorities),
    abilities: abilities('update', 'delete', 'restore', 'assign', 'complete'),
  }),
  create: z.strictObject({
    ...fields,
    ...extension.create,
    /** A note is completed by nature; anything else is scheduled unless it is said to have happened. */
    status: z.enum(activityStatuses).optional(),
  }),
  example: { type: 'call', subject: 'Ask about the number of trucks', dueAt: '2027-01-12T09:00:00Z' },
  update: z.strictObject({ ...patchOf(fields), ...extension.update, status: z.enum(activityStatuses).optional() }),
  filter: z.strictObject({
    ...taggedFilter,
    ...extension.filter,
    type: queryList(z.enum(activityTypes)).optional(),
    status: queryList(z.enum(activityStatuses)).optional(),
    subjectType: subjectType.optional(),
    subjectId: id.optional(),
    assignedTo: queryList(id).optional(),
    teamId: queryList(id).optional(),
    dueFrom: isoDateTime.optional(),
    dueTo: isoDateTime.optional(),
    completedFrom: isoDateTime.optional(),
    completedTo: isoDateTime.optional(),
    overdue: queryBoolean.optional(),
    q: searchText.optional(),
  }),
  sortable: ['createdAt', 'updatedAt', 'dueAt'],
  permissions: crudPermissions('activity'),
});

export type ActivityRow = RowOf<typeof activity>;

const moves: Readonly<Record<ActivityStatus, readonly ActivityStatus[]>> = {
  scheduled: ['completed', 'cancelled'],
  completed: ['scheduled'],
  cancelled: ['scheduled'],
};

/** A cancelled activity cannot be completed: it must be scheduled again first (CONSOLE-043). */
export function canMoveActivity(from: ActivityStatus, to: ActivityStatus): boolean {
  return from === to || moves[from].includes(to);
}

/** A note is its author's: others read it, only the author and administrators change it (CONSOLE-048). */
export function mayChangeNote(actor: Pick<Actor, 'kind' | 'id' | 'role'>, authorId: string | null): boolean {
  return actor.kind !== 'user' || actor.role === 'admin' || actor.id === authorId;
}

export const completeInput = z.strictObject({ outcome: line(500).nullable().default(null) });
