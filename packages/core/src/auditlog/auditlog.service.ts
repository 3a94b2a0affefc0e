import { database } from '@crm/db/orm';
import type { z } from 'zod';
import type { auditlogFilter, AuditlogRow } from '@crm/domain/auditlog/auditlog';
import type { ListQuery, Page } from '@crm/domain/page';
import type { ServiceContext } from '../context.ts';
import { changesSeenBy, splitCustom, type ShowChanges } from '../custom-field/custom-view.ts';
import { readPage } from '../page.ts';
import { allow } from '../policy.ts';
import { iso } from '../present.ts';

type Filter = z.output<typeof auditlogFilter>;

const order = { table: 'entry', columns: { id: { column: 'entry.id' } }, fallback: '-id' } as const;

function selectEntries(ctx: ServiceContext, filter: Filter) {
  return database(ctx.em)
    .selectFrom('crm_auditlog as entry')
    .leftJoin('crm_users as actor', 'actor.id', 'entry.actorId')
    .selectAll('entry')
    .select('actor.name as actorName')
    .where((eb) =>
      eb.and([
        ...(filter.resource ? [eb('entry.resource', 'in', filter.resource)] : []),
        ...(filter.recordId ? [eb('entry.recordId', '=', filter.recordId)] : []),
        ...(filter.actorId ? [eb('entry.actorId', '=', filter.actorId)] : []),
        ...(filter.requestId ? [eb('entry.requestId', '=', filter.requestId)] : []),
        ...(filter.processId ? [eb('entry.processId', '=', filter.processId)] : []),
        ...(filter.occurredFrom ? [eb('entry.occurredAt', '>=', new Date(filter.occurredFrom))] : []),
        ...(filter.occurredTo ? [eb('entry.occurredAt', '<', new Date(filter.occurredTo))] : []),
      ]),
    );
}

type EntryColumns = Awaited<ReturnType<ReturnType<typeof selectEntries>['execute']>>[number];

/** Who changed what. Written by the database alone; nobody can change it. */
export const auditlogService = {
  async list(ctx: ServiceContext, query: ListQuery<Filter>): Promise<Page<AuditlogRow>> {
    allow(ctx, 'auditlog:read');
    const show = await changesSeenBy(ctx);
    const present = (row: EntryColumns) => splitEntry(show, presentEntry(row));
    return readPage(selectEntries(ctx, query.filter ?? {}), query, order, present);
  },
};

/** The column `custom` as the fields that the caller sees, each with its old and new value. */
function splitEntry(show: ShowChanges, row: AuditlogRow): AuditlogRow {
  const { custom, ...changes } = row.changes;
  if (custom === undefined) return row;
  const shown = show(row.resource, splitCustom(custom.old, custom.new));
  const single = Object.entries(shown).map(([field, [was, is]]) => [field, { old: was, new: is }]);
  return { ...row, changes: { ...changes, ...Object.fromEntries(single) } };
}

function presentEntry(row: EntryColumns): AuditlogRow {
  return {
    id: row.id,
    resource: row.resource,
    recordId: row.recordId,
    action: row.action,
    changes: wholeChanges(row.changes),
    actorKind: row.actorKind,
    actorId: row.actorId,
    actorName: row.actorName,
    occurredAt: iso(row.occurredAt),
    requestId: row.requestId,
    processId: row.processId,
    via: row.via,
  };
}

/** A verb on a process has nothing that was before it, and its row no key for that. */
function wholeChanges(changes: AuditlogRow['changes']): AuditlogRow['changes'] {
  const whole = Object.entries(changes).map(([field, change]) => [field, { ...nothing, ...change }]);
  return Object.fromEntries(whole);
}

const nothing = { old: null, new: null };
