import { defineEntity, p } from '@mikro-orm/core';
import { activityStatuses, activityTypes, priorities } from '@crm/domain/activity/activity';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import { extensionColumns, moment, openEnum, ownerColumns, recordColumns, schema } from './columns.ts';
import {
  externalIdIndex,
  externalIdUnique,
  liveIndex,
  nullableSortIndexes,
  ownerIndexes,
  sortIndex,
  trashIndex,
  trigramIndex,
} from './indexes.ts';
import { Team } from './team.entity.ts';
import { User } from './user.entity.ts';

const ActivitySchema = defineEntity({
  name: 'Activity',
  tableName: 'crm_activities',
  schema,
  properties: {
    ...recordColumns(() => User),
    ...ownerColumns(
      () => User,
      () => Team,
    ),
    ...extensionColumns(),
    type: p.enum(activityTypes),
    subject: p.text(),
    body: p.text().strictNullable(),
    subjectType: openEnum<SubjectType>().strictNullable(),
    subjectId: p.uuid().strictNullable(),
    status: p.enum(activityStatuses).default('scheduled'),
    dueAt: moment().strictNullable(),
    startsAt: moment().strictNullable(),
    endsAt: moment().strictNullable(),
    remindAt: moment().strictNullable(),
    /** The reminder that was told; one that is later is still to be told. */
    remindedAt: moment().nullable(),
    completedAt: moment().strictNullable(),
    outcome: p.text().strictNullable(),
    direction: p.enum(['inbound', 'outbound']).strictNullable(),
    durationSeconds: p.integer().strictNullable(),
    priority: p.enum(priorities).default('normal'),
  },
  indexes: [
    sortIndex('crm_activities_created_at', 'createdAt'),
    sortIndex('crm_activities_updated_at', 'updatedAt'),
    ...nullableSortIndexes('crm_activities_due_at', 'dueAt'),
    ...ownerIndexes('crm_activities'),
    trashIndex('crm_activities'),
    externalIdIndex('crm_activities'),
    liveIndex('crm_activities_type', 'type', 'createdAt', 'id'),
    liveIndex('crm_activities_status', 'status', 'createdAt', 'id'),
    liveIndex('crm_activities_completed_at', 'completedAt', 'id'),
    trigramIndex('crm_activities_subject_text', 'crm_activities', 'subject'),
    liveIndex('crm_activities_subject', 'subjectType', 'subjectId', 'createdAt', 'id'),
    openIndex('crm_activities_open_due_at', 'dueAt', 'id'),
    openIndex('crm_activities_open_assigned_to', 'assignedTo', 'dueAt', 'id'),
    openIndex('crm_activities_open_team_id', 'teamId', 'dueAt', 'id'),
    {
      name: 'crm_activities_remind_at',
      properties: ['remindAt'],
      where: "status = 'scheduled' and deleted_at is null and (reminded_at is null or reminded_at < remind_at)",
    },
  ],
  uniques: [externalIdUnique('crm_activities')],
});

/** An index on what is still to be done. */
function openIndex<const Property extends string>(name: string, ...properties: Property[]) {
  return { name, properties, where: "status = 'scheduled' and deleted_at is null" };
}

/** A call, a meeting, an e-mail, a task or a note about a record. */
export class Activity extends ActivitySchema.class {}
ActivitySchema.setClass(Activity);
