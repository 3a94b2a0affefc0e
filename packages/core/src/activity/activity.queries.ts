import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { activity } from '@crm/domain/activity/activity';
import type { FilterOf } from '@crm/domain/resource';
import { subjectName } from '../subject.ts';
import { tagsOf } from '../tag/tagging.queries.ts';
import { userName } from '../user/user.queries.ts';

/** Every read of activities. */
export function selectActivities(db: Kysely<Database>, filter: FilterOf<typeof activity>) {
  return db
    .selectFrom('crm_activities as activity')
    .selectAll('activity')
    .select([
      userName('activity.assignedTo').as('assigneeName'),
      tagsOf('activity', 'activity').as('tags'),
      userName('activity.createdBy').as('createdByName'),
      userName('activity.updatedBy').as('updatedByName'),
      subjectName('activity').as('subjectName'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.type ? [eb('activity.type', 'in', filter.type)] : []),
        ...(filter.status ? [eb('activity.status', 'in', filter.status)] : []),
        ...(filter.subjectType ? [eb('activity.subjectType', '=', filter.subjectType)] : []),
        ...(filter.subjectId ? [eb('activity.subjectId', '=', filter.subjectId)] : []),
        ...(filter.assignedTo ? [eb('activity.assignedTo', 'in', filter.assignedTo)] : []),
        ...(filter.teamId ? [eb('activity.teamId', 'in', filter.teamId)] : []),
        ...(filter.dueFrom ? [eb('activity.dueAt', '>=', new Date(filter.dueFrom))] : []),
        ...(filter.dueTo ? [eb('activity.dueAt', '<', new Date(filter.dueTo))] : []),
        ...(filter.completedFrom ? [eb('activity.completedAt', '>=', new Date(filter.completedFrom))] : []),
        ...(filter.completedTo ? [eb('activity.completedAt', '<', new Date(filter.completedTo))] : []),
        ...(filter.overdue === true
          ? [eb('activity.dueAt', '<', new Date()), eb('activity.status', '=', 'scheduled')]
          : []),
        ...(filter.q ? [eb('activity.subject', 'ilike', `%${filter.q.replace(/[\\%_]/gu, String.raw`\$&`)}%`)] : []),
      ]),
    );
}

export type ActivityColumns = Awaited<ReturnType<ReturnType<typeof selectActivities>['execute']>>[number];

export const activityOrder = {
  table: 'activity',
  columns: {
    createdAt: { column: 'activity.createdAt' },
    updatedAt: { column: 'activity.updatedAt' },
    dueAt: { column: 'activity.dueAt', nullable: true },
  },
  fallback: '-createdAt',
} as const;
