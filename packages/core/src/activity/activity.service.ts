import { randomUUIDv7 } from 'node:crypto';
import type { z } from 'zod';
import { Activity } from '@crm/db/entities/activity.entity';
import { database } from '@crm/db/orm';
import {
  activity,
  canMoveActivity,
  mayChangeNote,
  type ActivityStatus,
  type completeInput,
} from '@crm/domain/activity/activity';
import { DomainError, refusedAs, refuseFields } from '@crm/domain/errors';
import { activityChangedSignal } from '@crm/domain/processes/follow-up';
import { dealChangedSignal } from '@crm/domain/processes/opportunity-stage';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import type { ServiceContext } from '../context.ts';
import { emitCommand } from '../events.ts';
import { recordMentions } from '../mention/record-mentions.ts';
import { extensionAfter, extensionOfNew } from '../extension.ts';
import { leadTouched } from '../lead/lead-response.ts';
import { rescoreTouched } from '../lead/lead-scoring.ts';
import { lockLead } from '../lead/lead-lock.ts';
import { ownerOfNew, reassign } from '../owner.ts';
import { allow } from '../policy.ts';
import { signalProcess } from '../process/process-start.ts';
import { toDate } from '../present.ts';
import { makeReads } from '../reads.ts';
import {
  assignChanges,
  newRecord,
  openRecord,
  saveCreated,
  saveDeleted,
  saveRestored,
  saveUpdated,
} from '../record.ts';
import { requireSubject } from '../subject.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { presentActivity } from './activity.presenter.ts';
import { activityOrder, selectActivities } from './activity.queries.ts';

const reads = makeReads({
  name: 'activity',
  permission: activity.permissions.read,
  select: selectActivities,
  present: presentActivity,
  order: activityOrder,
  owned: true,
});

/** Calls, meetings, e-mails, tasks and notes. What is done to one is told on its subject's timeline. */
export const activityService = {
  ...reads,

  async create(ctx: ServiceContext, { confirmDuplicate, ...data }: CreateOf<typeof activity>) {
    allow(ctx, 'activity:create');
    await checkSubject(ctx, data.subjectType, data.subjectId);
    const owner = await ownerOfNew(ctx, data.assignedTo, 'activity:assign');
    const extension = await extensionOfNew(ctx, 'activity', { ...data, confirmDuplicate });
    const status = data.status ?? (data.type === 'note' ? 'completed' : 'scheduled');
    const record = ctx.em.create(Activity, {
      ...newRecord(ctx, randomUUIDv7()),
      ...data,
      ...extension,
      ...owner,
      ...dates(data),
      status,
      completedAt: status === 'completed' ? ctx.now : null,
    });
    await saveCreated(ctx, 'activity', record);
    await noteMentions(ctx, record);
    await tellSubject(ctx, record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof activity>, version?: number) {
    if (data.status !== undefined) await lockLeadFirst(ctx, id);
    const record = await openToChange(ctx, id, 'activity:update', version);
    const { assignedTo, status, ...plain } = data;
    if (plain.subjectType !== undefined || plain.subjectId !== undefined) {
      await checkSubject(ctx, plain.subjectType ?? record.subjectType, plain.subjectId ?? record.subjectId);
    }
    const changes = assignChanges(record, {
      ...plain,
      ...(await extensionAfter(ctx, 'activity', record, data)),
      ...dates(plain),
      ...moveTo(ctx, record.status, status),
      ...(await reassign(ctx, record, assignedTo, 'activity:assign')),
    });
    await saveUpdated(ctx, 'activity', record, changes);
    if (textFields.some((field) => field in changes)) await noteMentions(ctx, record);
    if ('status' in changes) await tellSubject(ctx, record);
    if ('status' in changes || 'dueAt' in changes) await wakeFollowUp(ctx, record);
    return reads.get(ctx, id);
  },

  /** @throws DomainError `invalid_transition` for a cancelled one */
  async complete(ctx: ServiceContext, id: string, { outcome }: z.output<typeof completeInput>, version?: number) {
    await lockLeadFirst(ctx, id);
    const record = await open(ctx, id, 'activity:complete', version);
    const changes = assignChanges(record, {
      ...moveTo(ctx, record.status, 'completed'),
      outcome: outcome ?? record.outcome,
    });
    await saveUpdated(ctx, 'activity', record, changes);
    if ('status' in changes) await tellSubject(ctx, record);
    await wakeFollowUp(ctx, record);
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await openToChange(ctx, id, 'activity:delete', version);
    await saveDeleted(ctx, 'activity', record);
    await wakeFollowUp(ctx, record);
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'activity', await open(ctx, id, 'activity:restore'));
    return reads.get(ctx, id);
  },
};

/**
 * What is done about a lead counts for its score. A conversion locks the lead before its activities, so this does too: of
 * two that lock the same in opposite orders one would fail.
 */
async function lockLeadFirst(ctx: ServiceContext, id: string): Promise<void> {
  const about = await database(ctx.em)
    .selectFrom('crm_activities')
    .select('subjectId')
    .where('id', '=', id)
    .where('subjectType', '=', 'lead')
    .executeTakeFirst();
  if (about?.subjectId) await lockLead(ctx, about.subjectId);
}

type Permission = `activity:${'update' | 'delete' | 'restore' | 'complete'}`;

function open(ctx: ServiceContext, id: string, permission: Permission, version?: number) {
  return openRecord(ctx, Activity, 'activity', { id, permission, read: 'activity:read', version });
}

/** @throws DomainError `forbidden` for somebody else's note */
async function openToChange(ctx: ServiceContext, id: string, permission: Permission, version?: number) {
  const record = await open(ctx, id, permission, version);
  if (record.type === 'note' && !mayChangeNote(ctx.actor, record.createdBy)) {
    throw new DomainError('forbidden', 'Only its author and administrators change a note.', { permission });
  }
  return record;
}

function dates(data: Partial<Pick<CreateOf<typeof activity>, 'dueAt' | 'startsAt' | 'endsAt' | 'remindAt'>>) {
  return {
    dueAt: toDate(data.dueAt),
    startsAt: toDate(data.startsAt),
    endsAt: toDate(data.endsAt),
    remindAt: toDate(data.remindAt),
  };
}

function moveTo(ctx: ServiceContext, from: ActivityStatus, to: ActivityStatus | undefined) {
  if (to === undefined || to === from) return {};
  if (!canMoveActivity(from, to)) {
    throw new DomainError(
      'invalid_transition',
      `An activity that is ${from} cannot become ${to}. Schedule it again first.`,
      {
        from,
        to,
      },
    );
  }
  return { status: to, completedAt: to === 'completed' ? ctx.now : null };
}

async function checkSubject(ctx: ServiceContext, type: SubjectType | null, id: string | null): Promise<void> {
  if (type === null && id === null) return;
  const issue = {
    field: 'subjectId',
    code: 'unknown_subject',
    message: 'Name a record that you can see, with its type.',
  };
  if (type === null || id === null) throw refuseFields([issue]);
  await requireSubject(ctx, type, id).catch(refusedAs(() => refuseFields([issue])));
}

/** A change of these may change whom a note mentions, or whether they may see it. */
const textFields = ['type', 'body', 'subjectType', 'subjectId'];

async function noteMentions(ctx: ServiceContext, { id, type, body, subjectType, subjectId }: Activity): Promise<void> {
  const text = type === 'note' ? body : null;
  await recordMentions(ctx, { type: 'note', id, text, subjectType, subjectId });
}

async function tellSubject(ctx: ServiceContext, record: Activity): Promise<void> {
  if (record.subjectType === null || record.subjectId === null) return;
  await wakeWatch(ctx, record.subjectType, record.subjectId);
  await recordTimeline(ctx, {
    subject: { type: record.subjectType, id: record.subjectId },
    kind: record.type,
    title: record.subject,
    payload: {
      status: record.status,
      outcome: record.outcome,
      durationSeconds: record.durationSeconds,
      direction: record.direction,
    },
    source: { type: 'activity', id: record.id },
  });
}

/** Who watches over a lead or a deal sees that something is being done about it. */
async function wakeWatch(ctx: ServiceContext, type: SubjectType, id: string): Promise<void> {
  if (type === 'lead') {
    await leadTouched(ctx, id);
    await rescoreTouched(ctx, id);
  }
  if (type === 'opportunity') await signalProcess(ctx, 'opportunity-stage', id, dealChangedSignal);
}

/** A follow-up's process looks at its activity again; for an activity without one the signal finds nobody. */
async function wakeFollowUp(ctx: ServiceContext, record: Activity): Promise<void> {
  await emitCommand(ctx, 'activity', record, {
    do: 'signal_process',
    kind: 'follow-up',
    subjectId: record.id,
    signal: activityChangedSignal,
  });
}
