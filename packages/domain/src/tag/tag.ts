import { z } from 'zod';
import type { ResourceName } from '../permissions.ts';
import { countRow } from '../page.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { abilities, id, line, prose, queryList, recordBase, searchText } from '../scalars.ts';
import { subjectTypes } from '../timeline/timeline.ts';
import { tagColours, tagName } from './tag-ref.ts';

/** What can carry tags: everything that has a timeline, activities and products. */
export const taggableTypes = [...subjectTypes, 'activity', 'product'] as const satisfies ResourceName[];
export type TaggableType = (typeof taggableTypes)[number];

const fields = {
  name: tagName,
  colour: z.enum(tagColours).default('grey'),
  /** What it is meant for, so that people use it alike. */
  description: prose(500).nullable().default(null),
};

/** A word that people put on records to find them again. One name is one tag, however it is written (PLAN-016). */
export const tag = defineResource({
  name: 'tag',
  path: 'tags',
  table: 'crm_tags',
  row: z.object({
    ...recordBase,
    name: z.string(),
    colour: z.enum(tagColours),
    description: z.string().nullable(),
    /** How many records carry it, also beyond the caller's reach and in the trash: what deleting it would change. */
    records: countRow,
    abilities: abilities('update', 'delete', 'restore', 'merge'),
  }),
  create: z.strictObject(fields),
  example: { name: 'Key account' },
  update: z.strictObject(patchOf(fields)),
  filter: z.strictObject({ colour: queryList(z.enum(tagColours)).optional(), q: searchText.optional() }),
  sortable: ['name', 'createdAt'],
  permissions: crudPermissions('tag'),
});
export type TagRow = RowOf<typeof tag>;

/** The tag that the other one becomes. */
export const mergeTagInput = z.strictObject({ into: id });

/** All tags that a record shall have from now on, by id or name. */
export const setTagsInput = z.strictObject({ tags: z.array(line(50)).max(50) });
