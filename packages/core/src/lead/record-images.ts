import { z } from 'zod';
import { database } from '@crm/db/orm';
import type { ServiceContext } from '../context.ts';

/** A record's columns as JSON, at one moment. */
const image = z.record(z.string(), z.unknown());
export type RecordImage = z.output<typeof image>;

/** How the records that a conversion touches looked before it; only linked ones were there. */
export const imagesBefore = z.object({
  account: image.nullable(),
  contact: image.nullable(),
  /** Open activities of the lead, which move to the opportunity. */
  activities: z.array(z.uuid()),
});
export type ImagesBefore = z.output<typeof imagesBefore>;

/** How they looked right after it: what differs now was changed since by somebody. */
export const imagesAfter = z.object({ account: image, contact: image, opportunity: image, activity: image });
export type ImagesAfter = z.output<typeof imagesAfter>;

const tables = {
  account: 'crm_accounts',
  contact: 'crm_contacts',
  opportunity: 'crm_opportunities',
  activity: 'crm_activities',
} as const;
export type ImagedResource = keyof typeof tables;

/** What a record looks like now, or `null` when there is none. */
export async function takeImage(
  ctx: ServiceContext,
  resource: ImagedResource,
  id: string,
): Promise<RecordImage | null> {
  const row = await database(ctx.em).selectFrom(tables[resource]).selectAll().where('id', '=', id).executeTakeFirst();
  return row ? image.parse(JSON.parse(JSON.stringify(row))) : null;
}

/** Bookkeeping, and columns that follow from others: a change in them is no change that somebody made. */
const unseen = new Set(
  (
    'id version createdAt createdBy updatedAt updatedBy deletedAt searchText teamId ' +
    'emailNormalized emailStatus phoneE164 websiteDomain nameNormalized stageEnteredAt'
  ).split(' '),
);

/** Whether a column means nothing to a reader. */
export function isUnseen(column: string): boolean {
  return unseen.has(column);
}

export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly now: unknown;
}

/** The fields in which two images of a record differ, without what nobody sees. */
export function compareImages(before: RecordImage, now: RecordImage): FieldChange[] {
  return changedColumns(before, now)
    .filter((field) => !unseen.has(field))
    .map((field) => ({ field, before: before[field] ?? null, now: now[field] ?? null }));
}

/** All columns in which two images differ. */
export function changedColumns(before: RecordImage, now: RecordImage): string[] {
  return Object.keys(now).filter((column) => JSON.stringify(before[column]) !== JSON.stringify(now[column]));
}
