import { z } from 'zod';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { abilities, exampleId, id, recordBase, searchText } from '../scalars.ts';
import { subjectTypes } from '../timeline/timeline.ts';
import { cleanFileName } from './file-name.rules.ts';

/** What files can be attached to: whatever has a timeline, activities, and operations, whose files are what they export. */
export const attachableTypes = [...subjectTypes, 'activity', 'operation'] as const;
export type AttachableType = (typeof attachableTypes)[number];
const attachableType = z.enum(attachableTypes);

/**
 * `uploading`: the row announces the bytes before the first of them is stored, so that none are ever without a row.
 * `ready`: all of them are there. `failed`: they are to be removed, and could not be at once.
 */
export const attachmentStates = ['uploading', 'ready', 'failed'] as const;

/** A deleted file can be restored for so long; then its bytes are removed for good. */
export const attachmentTrashDays = 30;
/** An upload that takes longer is given up. */
export const uploadHours = 1;

const longestSentName = 1_000;
const fileName = z.string().min(1).max(longestSentName).transform(cleanFileName);

/** A file that belongs to a record. Who sees the record sees its files; who may change the record may add to them. */
export const attachment = defineResource({
  name: 'attachment',
  path: 'attachments',
  table: 'crm_attachments',
  row: z.object({
    ...recordBase,
    subjectType: attachableType,
    subjectId: id,
    /** The record's name at the time of reading. */
    subjectName: z.string().nullable(),
    fileName: z.string(),
    sizeBytes: z.number().int(),
    /** What the bytes are, as found in them. */
    contentType: z.string(),
    /** What the sender said they were; only told, never believed. */
    claimedType: z.string().nullable(),
    /** Of the bytes, in hexadecimal. */
    sha256: z.string(),
    state: z.enum(attachmentStates),
    /** Whether a browser may show it in place; everything else is only saved. */
    inline: z.boolean(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject({
    subjectType: attachableType,
    subjectId: id,
    fileName,
    claimedType: z.string().max(200).nullable().default(null),
  }),
  example: { subjectType: 'account', subjectId: exampleId, fileName: 'Offer.pdf' },
  update: z.strictObject({ fileName: fileName.optional() }),
  filter: z.strictObject({
    subjectType: attachableType.optional(),
    subjectId: id.optional(),
    q: searchText.optional(),
  }),
  sortable: ['createdAt', 'updatedAt', 'fileName', 'sizeBytes'],
  permissions: crudPermissions('attachment'),
});

export type AttachmentRow = RowOf<typeof attachment>;

export const dispositions = ['attachment', 'inline'] as const;
export type Disposition = (typeof dispositions)[number];

/** An address under which one file can be read by whoever has it, until it expires. */
export const attachmentLink = z.object({
  /** Relative to the address of the API. */
  url: z.string(),
  expiresAt: z.iso.datetime(),
});

/** What a form should know before it sends a file. */
export const uploadLimits = z.object({ maxBytes: z.number().int() });
