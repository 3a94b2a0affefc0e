import { z } from 'zod';
import { id } from '../scalars.ts';
import { subjectType } from '../timeline/timeline.ts';
import { typeNames } from '../type-names.ts';

/** One record that a search found. */
export const searchHit = z
  .object({ type: subjectType, id, name: z.string(), detail: z.string().nullable() })
  .register(typeNames, { name: 'SearchHit' });
export type SearchHit = z.output<typeof searchHit>;
