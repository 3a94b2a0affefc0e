import { z } from 'zod';
import type { ResourceName } from '../permissions.ts';
import { id, queryList, searchText } from '../scalars.ts';
import { typeNames } from '../type-names.ts';

/** What one search looks through, in the order of its answer. A resource joins here and in `search-sources.ts` of core. */
export const searchTypes = [
  'account',
  'contact',
  'opportunity',
  'lead',
  'ticket',
  'quote',
  'invoice',
  'subscription',
  'campaign',
  'product',
  'kb_article',
] as const satisfies ResourceName[];
export type SearchType = (typeof searchTypes)[number];

const usualHits = 5;
const mostHits = 20;
const searchType = z.enum(searchTypes).register(typeNames, { name: 'SearchType' });

export const searchInput = z.strictObject({
  q: searchText,
  /** All that the caller may read when left out. */
  types: queryList(searchType).optional(),
  /** Hits of each type. Who wants more pages through the search of the type itself. */
  limit: z.coerce.number().int().min(1).max(mostHits).default(usualHits),
});
export type SearchQuery = z.output<typeof searchInput>;

/** One record that a search found. */
export const searchHit = z
  .object({ type: searchType, id, name: z.string(), detail: z.string().nullable() })
  .register(typeNames, { name: 'SearchHit' });
export type SearchHit = z.output<typeof searchHit>;
