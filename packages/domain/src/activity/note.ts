import { z } from 'zod';
import { abilities, id, isoDateTime, namedRef, prose, recordBase } from '../scalars.ts';
import { subjectType } from '../timeline/timeline.ts';

const body = prose(20_000).min(1);

/** What somebody wrote down about a record: an activity of type `note` (DIFF-015), without what a note has no use for. */
export const noteRow = z.object({
  id,
  version: recordBase.version,
  body: z.string(),
  author: namedRef.nullable(),
  subjectType: subjectType.nullable(),
  subjectId: id.nullable(),
  subjectName: z.string().nullable(),
  createdAt: isoDateTime,
  updatedAt: isoDateTime,
  abilities: abilities('update', 'delete'),
});
export type NoteRow = z.output<typeof noteRow>;

export const noteCreate = z.strictObject({ subjectType, subjectId: id, body });
export const noteUpdate = z.strictObject({ body });
export const noteFilter = z.strictObject({ subjectType: subjectType.optional(), subjectId: id.optional() });
