import type { Actor } from '@crm/domain/actor';
import type { Permission } from '@crm/domain/permissions';
import type { NamedRef } from '@crm/domain/scalars';
import type { ServiceContext } from './context.ts';
import type { Extension } from './extension.ts';
import { can, type Owned } from './policy.ts';

export function iso(date: Date): string;
export function iso(date: Date | null): string | null;
export function iso(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}

/** A wire date as a column's value; `undefined` stays, for what a PATCH does not mention. */
export function toDate(value: string | null): Date | null;
export function toDate(value: string | null | undefined): Date | null | undefined;
export function toDate(value: string | null | undefined): Date | null | undefined {
  return typeof value === 'string' ? new Date(value) : value;
}

/** The calendar day of a call, in UTC. */
export function today({ now }: Pick<ServiceContext, 'now'>): string {
  return iso(now).slice(0, 'yyyy-mm-dd'.length);
}

/** An id with its name, or nothing when there is no id. */
export function ref(id: string | null, name: string | null): NamedRef | null {
  return id === null ? null : { id, name: name ?? '' };
}

/** The columns of every record as a query gives them, with the names of the people in them. */
export interface RecordColumns {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly createdByName: string | null;
  readonly updatedAt: Date;
  readonly updatedBy: string | null;
  readonly updatedByName: string | null;
  readonly deletedAt: Date | null;
}

export function presentRecord(row: RecordColumns) {
  return {
    id: row.id,
    version: row.version,
    createdAt: iso(row.createdAt),
    createdBy: ref(row.createdBy, row.createdByName),
    updatedAt: iso(row.updatedAt),
    updatedBy: ref(row.updatedBy, row.updatedByName),
    deletedAt: iso(row.deletedAt),
  };
}

export function presentOwner(row: Owned & { readonly assigneeName: string | null }) {
  return { assignedTo: row.assignedTo, assignee: ref(row.assignedTo, row.assigneeName), teamId: row.teamId };
}

/** Custom values are shown as `makeReads` has left them: without what the caller's role does not see. */
export function presentExtension({ externalId, custom }: Extension): {
  externalId: string | null;
  custom: Record<string, unknown>;
} {
  return { externalId, custom: { ...custom } };
}

/** Whether the actor may do each of the usual things to this row: a record in the trash can only be restored. */
export function recordAbilities(
  actor: Actor,
  row: { readonly deletedAt: Date | null } & Partial<Owned>,
  permissions: { readonly update: Permission; readonly delete: Permission; readonly restore: Permission },
) {
  const owned = { assignedTo: row.assignedTo ?? null, teamId: row.teamId ?? null };
  const live = row.deletedAt === null;
  return {
    update: live && can(actor, permissions.update, owned),
    delete: live && can(actor, permissions.delete, owned),
    restore: !live && can(actor, permissions.restore, owned),
  };
}
