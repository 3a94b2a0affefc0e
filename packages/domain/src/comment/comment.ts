import { z } from 'zod';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import {
  abilities,
  exampleId,
  id,
  isoDateTime,
  namedRef,
  prose,
  queryBoolean,
  queryList,
  recordBase,
  searchText,
} from '../scalars.ts';
import { subjectType } from '../timeline/timeline.ts';

/** What can be answered: a note, or an entry of a timeline. */
export const commentParents = ['note', 'entry'] as const;
export const mentionSources = ['note', 'comment'] as const;

const body = prose(5_000).min(1);

/** An answer below a note or a timeline entry, seen by whoever sees the record that it is about. */
export const comment = defineResource({
  name: 'comment',
  path: 'comments',
  table: 'crm_comments',
  row: z.object({
    ...recordBase,
    /** Taken from what is answered. */
    subjectType,
    subjectId: id,
    parentType: z.enum(commentParents),
    parentId: id,
    /** Mentions stand in it as `@[Name](user-id)`. */
    body: z.string(),
    mentions: z.array(namedRef),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject({ parentType: z.enum(commentParents), parentId: id, body }),
  example: { parentType: 'note', parentId: exampleId, body: 'They decide in March.' },
  update: z.strictObject(patchOf({ body })),
  filter: z.strictObject({
    subjectType: subjectType.optional(),
    subjectId: id.optional(),
    parentType: z.enum(commentParents).optional(),
    parentId: queryList(id).optional(),
    q: searchText.optional(),
  }),
  sortable: ['createdAt'],
  permissions: crudPermissions('comment'),
});
export type CommentRow = RowOf<typeof comment>;

/** That somebody was mentioned, as the one who was reads it. */
export const mentionRow = z.object({
  id,
  createdAt: isoDateTime,
  mentionedBy: namedRef.nullable(),
  readAt: isoDateTime.nullable(),
  subjectType,
  subjectId: id,
  subjectName: z.string().nullable(),
  sourceType: z.enum(mentionSources),
  sourceId: id,
  /** The note or comment, as it reads now. */
  text: z.string(),
});
export type MentionRow = z.output<typeof mentionRow>;

export const mentionFilter = z.strictObject({ unread: queryBoolean.optional() });
export type MentionFilter = z.output<typeof mentionFilter>;

/** Those that were read; all of them when left out. */
export const readMentionsInput = z.strictObject({ ids: z.array(id).min(1).max(200).optional() });
