import { z } from 'zod';
import { Lead } from '@crm/db/entities/lead.entity';
import { database } from '@crm/db/orm';
import type { OperableName, OperationInput } from '@crm/domain/operation/operation';
import { planUndo, turnOf, type Conflict, type Image, type ItemImages } from '@crm/domain/operation/operation.rules';
import { activityService } from '../activity/activity.service.ts';
import type { ServiceContext } from '../context.ts';
import { rescore } from '../lead/lead-scoring.ts';
import { refuseConverted } from '../lead/lead-write.ts';
import { allow } from '../policy.ts';
import { assignChanges, openRecord, saveUpdated } from '../record.ts';
import { taggingService } from '../tag/tagging.service.ts';
import { toColumns, type RecordImage } from './operation-images.ts';
import { definitionOf, targetOf } from './operation-targets.ts';

/** What an operation changed that lies beside the record's own columns. */
const besideShape = z
  .object({
    tagsAdded: z.array(z.string()),
    tagsRemoved: z.array(z.string()),
    activities: z.object({ ids: z.array(z.string()), from: z.string(), to: z.string() }),
  })
  .partial();
export type Beside = z.output<typeof besideShape>;

export interface ItemPlace {
  readonly id: string;
  readonly position: number;
}

/**
 * Does to one record what the operation is for, by the same calls as a single one. The version makes sure that the
 * record is still as its image shows it.
 * @throws DomainError what a single call would refuse with
 */
export async function changeRecord(
  ctx: ServiceContext,
  input: OperationInput,
  { id, position }: ItemPlace,
  image: RecordImage | undefined,
): Promise<Beside> {
  const { resource } = input;
  const { service } = targetOf(resource);
  switch (input.kind) {
    case 'export':
      return {};
    case 'edit': {
      const set = input.set ?? {};
      const { update } = definitionOf(resource);
      if (Object.keys(set).length > 0) await service.update(ctx, id, update.parse(set), image?.version);
      return changeTags(ctx, resource, id, input);
    }
    case 'reassign': {
      const to = turnOf(input.to ?? [], position) ?? '';
      await service.update(ctx, id, { assignedTo: to }, image?.version);
      const from = image?.fields['assignedTo'];
      return input.withActivities === true && typeof from === 'string' && from !== to
        ? moveActivities(ctx, { resource, id, from, to })
        : {};
    }
    case 'rescore':
      await rescoreLead(ctx, id, image?.version);
      return {};
  }
}

/** Scores a lead anew by the rules of today. */
async function rescoreLead(ctx: ServiceContext, id: string, version: number | undefined): Promise<void> {
  const record = await openRecord(ctx, Lead, 'lead', { id, permission: 'lead:update', read: 'lead:read', version });
  refuseConverted(record);
  await saveUpdated(ctx, 'lead', record, await rescore(ctx, record), ['score']);
}

async function changeTags(
  ctx: ServiceContext,
  resource: OperableName,
  id: string,
  { addTags = [], removeTags = [] }: OperationInput,
): Promise<Beside> {
  if (addTags.length + removeTags.length === 0) return {};
  const rows = await database(ctx.em)
    .selectFrom('crm_taggings')
    .select('tagId')
    .where('subjectId', '=', id)
    .where('subjectType', '=', resource)
    .execute();
  const carried = new Set(rows.map(({ tagId }) => tagId));
  const tagsAdded = addTags.filter((tag) => !carried.has(tag));
  const tagsRemoved = removeTags.filter((tag) => carried.has(tag));
  // Those that are there already too: what may not be tagged is refused, whatever it carries.
  for (const tag of addTags) await taggingService.tag(ctx, resource, id, tag);
  for (const tag of removeTags) await taggingService.untag(ctx, resource, id, tag);
  return { tagsAdded, tagsRemoved };
}

interface Move {
  readonly resource: OperableName;
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

async function moveActivities(ctx: ServiceContext, { resource, id, from, to }: Move): Promise<Beside> {
  const open = await database(ctx.em)
    .selectFrom('crm_activities')
    .select('id')
    .where((eb) => eb(eb.cast<string>('subjectType', 'text'), '=', resource))
    .where('subjectId', '=', id)
    .where('assignedTo', '=', from)
    .where('status', '=', 'scheduled')
    .where('deletedAt', 'is', null)
    .orderBy('id')
    .execute();
  for (const activity of open) await activityService.update(ctx, activity.id, { assignedTo: to });
  const ids = open.map((activity) => activity.id);
  return ids.length > 0 ? { activities: { ids, from, to } } : {};
}

export interface UndoCall {
  readonly input: OperationInput;
  readonly id: string;
  readonly change: ItemImages;
  readonly beside: unknown;
  readonly image: RecordImage | undefined;
  /** Writes over what was changed since. */
  readonly overwrite: boolean;
}

/**
 * Gives a record the values that it had before. All of them or none: where one was changed since, nothing is written
 * unless the caller has looked at it.
 * @returns what stands in the way
 * @throws DomainError what an update of the record would refuse with
 */
export async function restoreRecord(ctx: ServiceContext, call: UndoCall): Promise<readonly Conflict[]> {
  const { input, id, change, image, overwrite } = call;
  const { resource } = input;
  const permission = `${resource}:update` as const;
  const read = `${resource}:read` as const;
  const { entity } = targetOf(resource);
  const record = await openRecord(ctx, entity, resource, { id, permission, read, version: image?.version });
  const { restore, conflicts } = planUndo(change, image?.fields ?? {}, (field) => isAsked(input, field));
  if (conflicts.length > 0 && !overwrite) return conflicts;
  const disputed = conflicts.map(({ field }) => [field, change.before[field] ?? null] as const);
  const values: Image = { ...restore, ...Object.fromEntries(disputed) };
  if ('assignedTo' in values && resource !== 'product') allow(ctx, `${resource}:assign`);
  const changes = assignChanges(record, toColumns(ctx, resource, record, values));
  await saveUpdated(ctx, resource, record, changes);
  await restoreBeside(ctx, resource, id, besideShape.parse(call.beside ?? {}));
  return [];
}

/** Whether a field is one that the operation was for; others merely followed from it. */
function isAsked({ kind, set = {} }: OperationInput, field: string): boolean {
  if (kind === 'reassign') return field === 'assignedTo';
  if (kind === 'rescore') return field === 'score';
  return field in set || field.startsWith('custom.');
}

async function restoreBeside(
  ctx: ServiceContext,
  resource: OperableName,
  id: string,
  { tagsAdded = [], tagsRemoved = [], activities }: Beside,
): Promise<void> {
  for (const tag of tagsAdded) await taggingService.untag(ctx, resource, id, tag);
  for (const tag of tagsRemoved) await taggingService.tag(ctx, resource, id, tag);
  if (activities === undefined) return;
  const still = await database(ctx.em)
    .selectFrom('crm_activities')
    .select('id')
    .where('id', 'in', activities.ids)
    .where('assignedTo', '=', activities.to)
    .where('deletedAt', 'is', null)
    .execute();
  for (const activity of still) await activityService.update(ctx, activity.id, { assignedTo: activities.from });
}
