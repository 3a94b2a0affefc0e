import { randomUUIDv7 } from 'node:crypto';
import { Activity } from '@crm/db/entities/activity.entity';
import type { Opportunity } from '@crm/db/entities/opportunity.entity';
import { database } from '@crm/db/orm';
import { followUpSubject, nextFollowUp } from '@crm/domain/activity/follow-up.rules';
import { officeHours } from '@crm/domain/lead/lead-assignment.rules';
import type { Subject } from '@crm/domain/timeline/timeline';
import type { ServiceContext } from '../context.ts';
import { emitChange } from '../events.ts';
import type { Owned } from '../policy.ts';
import { startProcess } from '../process/process-start.ts';
import { newRecord, saveCreated } from '../record.ts';

/** What is still to be done with the lead is done with the deal. @returns the ids of what moved */
export async function moveOpenActivities(
  ctx: ServiceContext,
  leadId: string,
  opportunityId: string,
): Promise<string[]> {
  const open = await database(ctx.em)
    .selectFrom('crm_activities')
    .select('id')
    .where('subjectType', '=', 'lead')
    .where('subjectId', '=', leadId)
    .where('status', '=', 'scheduled')
    .where('deletedAt', 'is', null)
    .forUpdate()
    .execute();
  const ids = open.map(({ id }) => id);
  await putActivities(ctx, ids, { type: 'opportunity', id: opportunityId });
  return ids;
}

/** Puts activities under another record. */
export async function putActivities(ctx: ServiceContext, ids: readonly string[], subject: Subject): Promise<void> {
  if (ids.length === 0) return;
  const moved = await database(ctx.em)
    .updateTable('crm_activities')
    .set((eb) => ({
      subjectType: subject.type,
      subjectId: subject.id,
      version: eb('version', '+', 1),
      updatedAt: ctx.now,
      updatedBy: ctx.actor.id,
    }))
    .where('id', 'in', ids)
    .returning(['id', 'assignedTo', 'teamId'])
    .execute();
  for (const activity of moved) await emitChange(ctx, 'activity', activity, 'updated');
}

/** The first follow-up: a task for the owner on the next working day, and the process that reminds of it. */
export async function scheduleFollowUp(ctx: ServiceContext, opportunity: Opportunity, owner: Owned): Promise<string> {
  const person = await findPerson(ctx, owner.assignedTo);
  const record = ctx.em.create(Activity, {
    ...newRecord(ctx, randomUUIDv7()),
    ...owner,
    type: 'task',
    subject: followUpSubject(person?.locale ?? 'en', opportunity.name).slice(0, 300),
    body: null,
    subjectType: 'opportunity',
    subjectId: opportunity.id,
    status: 'scheduled',
    dueAt: nextFollowUp(ctx.now, (person?.workingHours ?? officeHours).days, person?.timeZone ?? 'UTC'),
    startsAt: null,
    endsAt: null,
    remindAt: null,
    completedAt: null,
    outcome: null,
    direction: null,
    durationSeconds: null,
    priority: 'normal',
  });
  await saveCreated(ctx, 'activity', record);
  await startProcess(ctx, {
    kind: 'follow-up',
    subject: { type: 'opportunity', id: opportunity.id, ...owner },
    runsFor: record.id,
  });
  return record.id;
}

async function findPerson(ctx: ServiceContext, userId: string | null) {
  if (userId === null) return null;
  const found = await database(ctx.em)
    .selectFrom('crm_users')
    .select(['locale', 'timeZone', 'workingHours'])
    .where('id', '=', userId)
    .executeTakeFirst();
  return found ?? null;
}
