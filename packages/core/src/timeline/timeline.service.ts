import { database } from '@crm/db/orm';
import { z } from 'zod';
import type { ListQuery, Page } from '@crm/domain/page';
import type { timelineFilter, TimelineRow } from '@crm/domain/timeline/timeline';
import type { ServiceContext } from '../context.ts';
import { readPage, readPages, type Parents } from '../page.ts';
import { changesSeenBy } from '../custom-field/custom-view.ts';
import { allow } from '../policy.ts';
import { iso } from '../present.ts';
import { requireSubject, subjectVisible } from '../subject.ts';

type Filter = z.output<typeof timelineFilter>;

const order = {
  table: 'entry',
  columns: { occurredAt: { column: 'entry.occurredAt' } },
  fallback: '-occurredAt',
} as const;

function selectEntries(ctx: ServiceContext, filter: Filter) {
  return database(ctx.em)
    .selectFrom('crm_timeline as entry')
    .leftJoin('crm_users as actor', 'actor.id', 'entry.actorId')
    .selectAll('entry')
    .select('actor.name as actorName')
    .where((eb) =>
      eb.and([
        ...(filter.subjectType ? [eb('entry.subjectType', '=', filter.subjectType)] : []),
        ...(filter.subjectId ? [eb('entry.subjectId', '=', filter.subjectId)] : []),
        ...(filter.kind ? [eb('entry.kind', 'in', filter.kind)] : []),
        ...(filter.occurredFrom ? [eb('entry.occurredAt', '>=', new Date(filter.occurredFrom))] : []),
        ...(filter.occurredTo ? [eb('entry.occurredAt', '<', new Date(filter.occurredTo))] : []),
      ]),
    );
}

type EntryColumns = Awaited<ReturnType<ReturnType<typeof selectEntries>['execute']>>[number];

/** One stream of what happened. Read-only; it follows its subjects, and is seen by whoever sees them. */
export const timelineService = {
  /** @throws DomainError `not_found` for a subject outside the caller's scope */
  async list(ctx: ServiceContext, query: ListQuery<Filter>): Promise<Page<TimelineRow>> {
    allow(ctx, 'timeline:read');
    const filter = query.filter ?? {};
    if (filter.subjectType && filter.subjectId) {
      await requireSubject(ctx, filter.subjectType, filter.subjectId);
      return readPage(selectEntries(ctx, filter), query, order, await presenter(ctx));
    }
    const visible = selectEntries(ctx, filter).where(subjectVisible(ctx, 'entry'));
    return readPage(visible, query, order, await presenter(ctx));
  },

  /** The same page of each of many subjects' entries, in one statement; nothing of those outside the caller's scope. */
  async listFor(ctx: ServiceContext, parents: Parents, query: ListQuery<Filter>) {
    allow(ctx, 'timeline:read');
    const entries = selectEntries(ctx, query.filter ?? {}).where(subjectVisible(ctx, 'entry'));
    return readPages(entries, query, order, await presenter(ctx), parents);
  },

  defaultSort: order.fallback,
};

/** Edits of custom fields are told to those who see the fields. */
async function presenter(ctx: ServiceContext): Promise<(row: EntryColumns) => TimelineRow> {
  const show = await changesSeenBy(ctx);
  return (row) => {
    const edited = row.kind === 'edited' ? edits.safeParse(row.payload) : undefined;
    if (edited?.success !== true) return presentEntry(row);
    return presentEntry({ ...row, payload: { ...row.payload, changes: show(row.subjectType, edited.data.changes) } });
  };
}

const edits = z.object({ changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])) });

function presentEntry(row: EntryColumns): TimelineRow {
  return {
    id: row.id,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    kind: row.kind,
    occurredAt: iso(row.occurredAt),
    actorKind: row.actorKind,
    actorId: row.actorId,
    actorName: row.actorName,
    title: row.title,
    payload: row.payload,
    sourceType: row.sourceType,
    sourceId: row.sourceId,
    processId: row.processId,
    requestId: row.requestId,
    pinned: row.pinned,
  };
}
