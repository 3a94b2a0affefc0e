import { database } from '@crm/db/orm';
import type { UndoConflict } from '@crm/domain/lead/lead-conversion';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import type { ServiceContext } from '../context.ts';
import { changesSeenBy, splitCustom } from '../custom-field/custom-view.ts';
import type { Conversion } from './lead-conversion-row.ts';
import {
  compareImages,
  imagesAfter,
  imagesBefore,
  takeImage,
  type FieldChange,
  type ImagedResource,
  type ImagesAfter,
  type ImagesBefore,
  type RecordImage,
} from './record-images.ts';

/** More than this nobody reads; that it is in use is clear by then. */
const shownUses = 20;

/** A conversion that is done, with all that undoing it has to look at. */
export interface UndoPlan {
  readonly conversion: Conversion;
  readonly ids: {
    readonly account: string;
    readonly contact: string;
    readonly opportunity: string;
    readonly activity: string;
  };
  readonly before: ImagesBefore;
  /** `null` for a conversion that was brought in from elsewhere, of which nobody took pictures. */
  readonly after: ImagesAfter | null;
  readonly conflicts: readonly UndoConflict[];
}

/**
 * What stands in the way of undoing a conversion: fields that were changed since on what it made, linked or moved, and
 * newer things that hang on what it made.
 */
export async function planUndo(ctx: ServiceContext, conversion: Conversion, ids: UndoPlan['ids']): Promise<UndoPlan> {
  const before = imagesBefore.safeParse(conversion.before).data ?? { account: null, contact: null, activities: [] };
  const after = imagesAfter.safeParse(conversion.after).data ?? null;
  const made = [
    { resource: 'account', created: conversion.accountCreated === true, uses: () => usesOfAccount(ctx, ids) },
    { resource: 'contact', created: conversion.contactCreated === true, uses: () => usesOfContact(ctx, ids) },
    { resource: 'opportunity', created: true, uses: () => usesOfOpportunity(ctx, ids, before.activities) },
    { resource: 'activity', created: true, uses: () => [] },
  ] as const;
  const conflicts: UndoConflict[] = [];
  for (const { resource, created, uses } of made) {
    const now = await takeImage(ctx, resource, ids[resource]);
    if (now === null || now['deletedAt'] !== null) continue;
    const record = { resource, id: ids[resource], name: nameOf(now) };
    const changes = await showFields(ctx, resource, changesSince(resource, before, after, now, created));
    conflicts.push(...changes.map((change) => ({ ...record, ...change })));
    if (created) conflicts.push(...(await uses()).map((use) => ({ ...record, field: '*', before: null, now: use })));
  }
  conflicts.push(...(await movedAway(ctx, before.activities, ids.opportunity)));
  return { conversion, ids, before, after, conflicts };
}

/** On a linked record only those fields count that the conversion changed: all others are left alone anyway. */
function changesSince(
  resource: ImagedResource,
  before: ImagesBefore,
  after: ImagesAfter | null,
  now: RecordImage,
  created: boolean,
) {
  if (after === null) return [];
  const changes = compareImages(after[resource], now);
  if (created) return changes;
  const image = resource === 'account' ? before.account : before.contact;
  const touched = new Set(image === null ? [] : compareImages(image, after[resource]).map(({ field }) => field));
  return changes.filter(({ field }) => touched.has(field));
}

/** Custom values one by one; of those that the caller does not see, only that something is in the way. */
async function showFields(ctx: ServiceContext, resource: ImagedResource, changes: readonly FieldChange[]) {
  const custom = changes.find(({ field }) => field === 'custom');
  if (custom === undefined) return changes;
  const show = await changesSeenBy(ctx);
  const shown = show(resource, splitCustom(custom.before, custom.now));
  const single = Object.entries(shown).map(([field, [before, now]]): FieldChange => ({ field, before, now }));
  const rest = changes.filter(({ field }) => field !== 'custom');
  return [...rest, ...(single.length > 0 ? single : [{ field: 'custom', before: null, now: null }])];
}

interface Use {
  readonly resource: string;
  readonly id: string;
  readonly name: string;
}

async function usesOfAccount(ctx: ServiceContext, { account, contact, opportunity }: UndoPlan['ids']): Promise<Use[]> {
  const db = database(ctx.em);
  const contacts = await db
    .selectFrom('crm_contacts')
    .select(['id', 'name'])
    .where('accountId', '=', account)
    .where('id', '!=', contact)
    .where('deletedAt', 'is', null)
    .limit(shownUses)
    .execute();
  const deals = await db
    .selectFrom('crm_opportunities')
    .select(['id', 'name'])
    .where('accountId', '=', account)
    .where('id', '!=', opportunity)
    .where('deletedAt', 'is', null)
    .limit(shownUses)
    .execute();
  return [
    ...asUses('contact', contacts),
    ...asUses('opportunity', deals),
    ...(await activitiesOf(ctx, 'account', account, [])),
  ];
}

async function usesOfContact(ctx: ServiceContext, { contact, opportunity }: UndoPlan['ids']): Promise<Use[]> {
  const deals = await database(ctx.em)
    .selectFrom('crm_opportunities')
    .select(['id', 'name'])
    .where('primaryContactId', '=', contact)
    .where('id', '!=', opportunity)
    .where('deletedAt', 'is', null)
    .limit(shownUses)
    .execute();
  return [...asUses('opportunity', deals), ...(await activitiesOf(ctx, 'contact', contact, []))];
}

function usesOfOpportunity(
  ctx: ServiceContext,
  { opportunity, activity }: UndoPlan['ids'],
  moved: readonly string[],
): Promise<Use[]> {
  return activitiesOf(ctx, 'opportunity', opportunity, [...moved, activity]);
}

async function activitiesOf(
  ctx: ServiceContext,
  type: SubjectType,
  id: string,
  except: readonly string[],
): Promise<Use[]> {
  const rows = await database(ctx.em)
    .selectFrom('crm_activities')
    .select(['id', 'subject as name'])
    .where('subjectType', '=', type)
    .where('subjectId', '=', id)
    .where('deletedAt', 'is', null)
    .$if(except.length > 0, (select) => select.where('id', 'not in', except))
    .limit(shownUses)
    .execute();
  return asUses('activity', rows);
}

/** Activities that somebody has put under another record since they moved to the deal. */
async function movedAway(ctx: ServiceContext, moved: readonly string[], opportunity: string): Promise<UndoConflict[]> {
  if (moved.length === 0) return [];
  const rows = await database(ctx.em)
    .selectFrom('crm_activities')
    .select(['id', 'subject', 'subjectId'])
    .where('id', 'in', moved)
    .where('deletedAt', 'is', null)
    .where((eb) => eb.or([eb('subjectId', '!=', opportunity), eb('subjectId', 'is', null)]))
    .execute();
  return rows.map((row) => ({
    resource: 'activity',
    id: row.id,
    name: row.subject,
    field: 'subjectId',
    before: opportunity,
    now: row.subjectId,
  }));
}

function asUses(resource: string, rows: readonly { readonly id: string; readonly name: string }[]): Use[] {
  return rows.map(({ id, name }) => ({ resource, id, name }));
}

function nameOf(image: RecordImage): string {
  const name = image['name'] ?? image['subject'];
  return typeof name === 'string' ? name : '';
}
