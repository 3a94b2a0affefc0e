import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import type { ProcessSubject } from '@crm/domain/process/process';
import { subjectTypes, type SubjectType, type TimelineKind } from '@crm/domain/timeline/timeline';
import type { ServiceContext } from '../context.ts';

export interface TimelineEntry {
  /** An operation has no timeline, only a page of its own: nothing is written of it. */
  readonly subject: ProcessSubject;
  readonly kind: TimelineKind;
  readonly title?: string | null;
  /** Facts for the screen's sentence: changed fields, stages, scores. */
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly source?: { readonly type: string; readonly id: string };
  readonly occurredAt?: Date;
}

/** Writes what happened to a record's timeline, in the transaction in which it happens. */
export async function recordTimeline(ctx: ServiceContext, ...all: readonly TimelineEntry[]): Promise<void> {
  const entries = all.flatMap(({ subject: { type, id }, ...entry }) =>
    hasTimeline(type) ? [{ ...entry, subject: { type, id } }] : [],
  );
  if (entries.length === 0) return;
  await database(ctx.em)
    .insertInto('crm_timeline')
    .values(
      entries.map((entry) => ({
        id: randomUUIDv7(),
        subjectType: entry.subject.type,
        subjectId: entry.subject.id,
        kind: entry.kind,
        occurredAt: entry.occurredAt ?? ctx.now,
        actorKind: ctx.actor.kind,
        actorId: ctx.actor.id,
        title: entry.title ?? null,
        payload: sql`${JSON.stringify(entry.payload ?? {})}::jsonb`,
        sourceType: entry.source?.type ?? null,
        sourceId: entry.source?.id ?? null,
        processId: ctx.actor.processId ?? null,
        requestId: ctx.requestId,
        pinned: false,
      })),
    )
    .execute();
}

function hasTimeline(type: string): type is SubjectType {
  return subjectTypes.some((known) => known === type);
}
