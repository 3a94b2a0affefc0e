import { z } from 'zod';
import { id } from '../scalars.ts';
import { subjectType } from '../timeline/timeline.ts';

/** One record that a search found. */
export const searchHit = z.object({ type: subjectType, id, name: z.string(), detail: z.string().nullable() });
export type SearchHit = z.output<typeof searchHit>;
