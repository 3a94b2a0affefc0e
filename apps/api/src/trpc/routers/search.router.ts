import { z } from 'zod';
import { searchService } from '@crm/core/search/search.service';
import { searchHit, searchInput } from '@crm/domain/search/search';
import { query } from '../init.ts';

export const searchRouter = {
  find: query
    .meta({
      permission: 'search:read',
      rest: { method: 'GET', path: '/search', summary: 'Search everything that you may see' },
    })
    .input(searchInput)
    .output(z.object({ items: z.array(searchHit) }))
    .query(async ({ ctx, input }) => ({ items: await searchService.find(ctx.service, input) })),
};
