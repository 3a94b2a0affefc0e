import { z } from 'zod';
import { tagService } from '@crm/core/tag/tag.service';
import { id } from '@crm/domain/scalars';
import { mergeTagInput, tag } from '@crm/domain/tag/tag';
import { crud } from '../crud.ts';
import { mutation } from '../init.ts';

export const tagRouter = {
  ...crud(tag, tagService),

  merge: mutation
    .meta({
      permission: 'tag:merge',
      rest: { method: 'POST', path: '/tags/:id/merge', summary: 'Make one tag of two' },
    })
    .input(z.strictObject({ id, data: mergeTagInput }))
    .output(tag.row)
    .mutation(({ ctx, input }) => tagService.merge(ctx.service, input.id, input.data.into)),
};
