import type { Permission } from '@crm/domain/permissions';
import { searchTypes, type SearchHit, type SearchQuery, type SearchType } from '@crm/domain/search/search';
import type { ServiceContext } from '../context.ts';
import { allow, isAllowed } from '../policy.ts';
import { searchSources } from './search-sources.ts';

/** Kinds that are looked through at the same time: each takes a connection. */
const atOnce = 4;

/** One box over everything that the caller may see: the newest few of each kind that match. */
export const searchService = {
  async find(ctx: ServiceContext, { q, types, limit }: SearchQuery): Promise<SearchHit[]> {
    allow(ctx, 'search:read');
    const asked = searchTypes.filter((type) => types?.includes(type) ?? true);
    const open = asked.filter((type) => isAllowed(ctx.actor, readPermission(type)));
    const hits: SearchHit[] = [];
    for (let at = 0; at < open.length; at += atOnce) {
      const some = open.slice(at, at + atOnce).map(async (type) => {
        const found = await searchSources[type](ctx, q, limit);
        return found.map((hit): SearchHit => ({ type, ...hit }));
      });
      hits.push(...(await Promise.all(some)).flat());
    }
    return hits;
  },
};

function readPermission(type: SearchType): Permission {
  return `${type}:read`;
}
