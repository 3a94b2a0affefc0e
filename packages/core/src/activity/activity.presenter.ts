import type { Actor } from '@crm/domain/actor';
import { activity, canMoveActivity, mayChangeNote, type ActivityRow } from '@crm/domain/activity/activity';
import { can } from '../policy.ts';
import { iso, presentExtension, presentOwner, presentRecord, recordAbilities } from '../present.ts';
import type { ActivityColumns } from './activity.queries.ts';

export function presentActivity(row: ActivityColumns, actor: Actor): ActivityRow {
  const live = row.deletedAt === null;
  const usual = recordAbilities(actor, row, activity.permissions);
  const changeable = row.type !== 'note' || mayChangeNote(actor, row.createdBy);
  const open = row.status !== 'completed' && canMoveActivity(row.status, 'completed');
  return {
    ...presentRecord(row),
    ...presentOwner(row),
    tags: row.tags,
    ...presentExtension(row),
    type: row.type,
    subject: row.subject,
    body: row.body,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    subjectName: row.subjectName,
    status: row.status,
    dueAt: iso(row.dueAt),
    startsAt: iso(row.startsAt),
    endsAt: iso(row.endsAt),
    remindAt: iso(row.remindAt),
    completedAt: iso(row.completedAt),
    outcome: row.outcome,
    direction: row.direction,
    durationSeconds: row.durationSeconds,
    priority: row.priority,
    abilities: {
      ...usual,
      update: usual.update && changeable,
      delete: usual.delete && changeable,
      assign: live && can(actor, 'activity:assign', row),
      complete: live && open && can(actor, 'activity:complete', row),
    },
  };
}
