import { isDeepStrictEqual } from 'node:util';
import { LockMode, type EntityClass, type FilterQuery } from '@crm/db/orm';
import { DomainError, refuseUnknown } from '@crm/domain/errors';
import { isExtensible } from '@crm/domain/extension';
import type { Permission, ResourceName } from '@crm/domain/permissions';
import { subjectTypes, type SubjectType } from '@crm/domain/timeline/timeline';
import type { ServiceContext } from './context.ts';
import { splitCustom } from './custom-field/custom-view.ts';
import { refuseTaken } from './custom-field/taken.ts';
import { emitChange } from './events.ts';
import { fireRules } from './workflow/fire-rules.ts';
import type { Extension } from './extension.ts';
import { tellAssigned } from './notification/tell-assigned.ts';
import { allow, allowOn, isAllowed, reaches, type Owned } from './policy.ts';
import { scopeOf } from '@crm/domain/permissions';
import { recordTimeline } from './timeline/record-timeline.ts';

/** What every record that people change has in common. */
export interface RecordEntity extends Partial<Owned>, Partial<Extension> {
  id: string;
  version: number;
  createdAt: Date;
  createdBy: string | null;
  updatedAt: Date;
  updatedBy: string | null;
  deletedAt: Date | null;
}

/** The columns that a new record starts with. */
export function newRecord(ctx: ServiceContext, id: string) {
  return {
    id,
    createdAt: ctx.now,
    createdBy: ctx.actor.id,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.id,
    deletedAt: null,
  };
}

export interface OpenOptions {
  readonly id: string;
  /** What will be done to the record. */
  readonly permission: Permission;
  /** What lets the caller see it at all. */
  readonly read: Permission;
  /** The version that the caller saw, from `If-Match`. */
  readonly version?: number | undefined;
}

/**
 * Loads a record to change it, locked until the transaction ends, so that two writers take turns. What is to be restored
 * is looked for in the trash, everything else outside of it.
 * @throws DomainError `forbidden` for an action that the role lacks or that is not allowed on this record, `not_found`
 * outside the caller's scope, `version_conflict` when the record is no longer what the caller saw
 */
export async function openRecord<E extends RecordEntity>(
  ctx: ServiceContext,
  entity: EntityClass<E>,
  resource: ResourceName,
  options: OpenOptions,
): Promise<E> {
  allow(ctx, options.permission);
  const where: FilterQuery<RecordEntity> = { id: options.id };
  const record = await ctx.em.findOne(entity, where as FilterQuery<E>, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const inTrash = options.permission.endsWith(':restore');
  if (!record || (record.deletedAt !== null) !== inTrash || !isVisible(ctx, options.read, record)) {
    throw refuseUnknown(resource, options.id);
  }
  allowOn(ctx, options.permission, ownership(record));
  refuseStale(record, options.version);
  return record;
}

/** @throws DomainError `version_conflict` when the record is no longer what the caller saw */
export function refuseStale(record: { readonly version: number }, version: number | undefined): void {
  if (version === undefined || version === record.version) return;
  throw new DomainError('version_conflict', 'Somebody changed this record since you read it. Compare and send again.', {
    current_version: record.version,
    your_version: version,
  });
}

function isVisible(ctx: ServiceContext, read: Permission, record: RecordEntity): boolean {
  const scope = scopeOf(ctx.actor.role, read);
  return scope !== null && isAllowed(ctx.actor, read) && reaches(scope, ctx.actor, ownership(record));
}

/** Records without an owner (pipelines, teams) have none; only scope `all` reaches them. */
function ownership(record: Partial<Owned>): Owned {
  return { assignedTo: record.assignedTo ?? null, teamId: record.teamId ?? null };
}

/** Field → what it was and what it became. */
export type Changes = Readonly<Record<string, readonly [unknown, unknown]>>;

/**
 * Puts new values into a record. Keys that are `undefined` are left alone.
 * @returns what really changed; empty when nothing did
 */
export function assignChanges<E extends RecordEntity>(record: E, values: Partial<E>): Changes {
  const changes: Record<string, readonly [unknown, unknown]> = {};
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const before: unknown = Reflect.get(record, field);
    if (isSame(before, value)) continue;
    changes[field] = [before, value];
    Reflect.set(record, field, value);
  }
  return changes;
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return isDeepStrictEqual(asJson(a), asJson(b));
}

/** As the database gives it back: it keeps the keys of an object in an order of its own. */
function asJson(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Writes a new record with its event and, if it has a timeline, its first entry. */
export async function saveCreated(ctx: ServiceContext, resource: ResourceName, record: RecordEntity): Promise<void> {
  ctx.em.persist(record);
  await ctx.em.flush();
  await emitChange(ctx, resource, record, 'created');
  await fireRules(ctx, resource, record.id, { kind: 'created', changes: {} });
  await tell(ctx, resource, record.id, 'created', {});
  // What a process makes for somebody, it tells of by itself.
  if (ctx.actor.kind === 'user') await tellAssigned(ctx, resource, record);
}

/** Columns that follow from others and mean nothing to a reader. */
const derived = new Set([
  'emailNormalized',
  'nameNormalized',
  'companyNormalized',
  'phoneE164',
  'websiteDomain',
  'teamId',
  'scoreReasons',
  'emailStatus',
]);

/**
 * Writes what changed, with event and timeline; does nothing when nothing changed.
 * @param told entries that the caller writes in words of its own, so that they are not repeated as an edit
 */
export async function saveUpdated(
  ctx: ServiceContext,
  resource: ResourceName,
  record: RecordEntity,
  changes: Changes,
  told: readonly string[] = [],
): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  record.updatedAt = ctx.now;
  record.updatedBy = ctx.actor.id;
  await ctx.em.flush();
  await emitChange(ctx, resource, record, 'updated');
  await fireRules(ctx, resource, record.id, { kind: 'updated', changes });
  if ('assignedTo' in changes) await tellAssigned(ctx, resource, record);
  const plain = Object.entries(changes).filter(([field]) => !derived.has(field) && !told.includes(field));
  if (plain.length === 0) return;
  const { custom, ...fields } = Object.fromEntries(plain);
  const edits = custom ? { ...fields, ...splitCustom(...custom) } : fields;
  await tell(ctx, resource, record.id, 'edited', { changes: edits });
}

/** Moves a record to the trash: it is out of lists, counts and searches, and can be restored. */
export async function saveDeleted(ctx: ServiceContext, resource: ResourceName, record: RecordEntity): Promise<void> {
  record.deletedAt = ctx.now;
  record.updatedAt = ctx.now;
  record.updatedBy = ctx.actor.id;
  await ctx.em.flush();
  await emitChange(ctx, resource, record, 'deleted');
  await tell(ctx, resource, record.id, 'deleted', {});
}

/**
 * Brings a record back from the trash.
 * @throws DomainError `duplicate` when another record has taken its external id or a unique custom value
 */
export async function saveRestored(ctx: ServiceContext, resource: ResourceName, record: RecordEntity): Promise<void> {
  const { id, externalId = null, custom } = record;
  if (custom !== undefined && isExtensible(resource)) await refuseTaken(ctx, resource, { externalId, custom }, { id });
  record.deletedAt = null;
  record.updatedAt = ctx.now;
  record.updatedBy = ctx.actor.id;
  await ctx.em.flush();
  await emitChange(ctx, resource, record, 'restored');
  await tell(ctx, resource, record.id, 'restored', {});
}

async function tell(
  ctx: ServiceContext,
  resource: ResourceName,
  id: string,
  kind: 'created' | 'edited' | 'deleted' | 'restored',
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (hasTimeline(resource)) await recordTimeline(ctx, { subject: { type: resource, id }, kind, payload });
}

function hasTimeline(resource: ResourceName): resource is SubjectType & ResourceName {
  return subjectTypes.some((type) => type === resource);
}
