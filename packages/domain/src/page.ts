import { z } from 'zod';
import { longestCursor, maxPageSize } from './page-limits.ts';
import { queryBoolean } from './scalars.ts';
import { typeNames } from './type-names.ts';

/**
 * What every list takes besides its own filter. `cursor` is opaque and belongs to one sort and filter.
 * @param defaultSort the order of a list that names none
 */
export function listInput<F extends z.ZodObject>(
  filter: F,
  sortable: readonly [string, ...string[]],
  defaultSort: string,
) {
  return z.strictObject({
    filter: filter.optional(),
    sort: sortInput(sortable, filter).default(defaultSort),
    limit: z.coerce.number().int().min(1).max(maxPageSize).optional(),
    cursor: z.string().max(longestCursor).optional(),
    /** Only what lies in the trash, instead of only what does not. */
    trash: queryBoolean.optional(),
  });
}

/** `name` ascending, `-name` descending, of the allow-list; also `custom.region` where there are custom fields. */
function sortInput(sortable: readonly [string, ...string[]], filter: z.ZodObject) {
  const [first, ...rest] = sortable.flatMap((key) => [key, `-${key}`]);
  const own = z.enum([first ?? sortable[0], ...rest]);
  if (!('custom' in filter.shape)) return own;
  const message = `Sort by one of ${sortable.join(', ')} or by custom.<key>`;
  return z.union([own, z.string().regex(/^-?custom\.[A-Za-z]\w{0,49}$/)], message);
}

export interface ListQuery<Filter> {
  readonly filter?: Filter | undefined;
  readonly sort?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly trash?: boolean | undefined;
}

export interface Page<Row> {
  readonly items: Row[];
  readonly nextCursor: string | null;
}

export const countRow = z
  .object({
    count: z.number().int(),
    /** `true`: there are at least `count`, shown as "10,000+". */
    capped: z.boolean(),
  })
  .register(typeNames, { name: 'Count' });
export type Count = z.output<typeof countRow>;
