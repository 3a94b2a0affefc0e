import { z } from 'zod';
import { id, line, queryList } from '../scalars.ts';
import { typeNames } from '../type-names.ts';

/** The colours that a tag can have; screens draw them in light and dark. */
export const tagColours = ['grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const;
export type TagColour = (typeof tagColours)[number];

/** Without commas, so that tags can be listed in one line: `?tags=vip,cold chain`. */
export const tagName = line(50, ',');

/** A tag as the rows that carry it show it. */
export const tagRef = z
  .object({ id, name: z.string(), colour: z.enum(tagColours) })
  .register(typeNames, { name: 'TagRef' });
export type TagRef = z.output<typeof tagRef>;

/** Part of the row of everything that carries tags, in the order of their names. */
export const taggedRow = { tags: z.array(tagRef) };

/** Ids or names of tags, any of which will do. */
export const taggedFilter = { tags: queryList(line(50)).optional() };
