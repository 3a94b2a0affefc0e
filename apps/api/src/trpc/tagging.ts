import { z } from 'zod';
import { taggingService } from '@crm/core/tag/tagging.service';
import type { Permission } from '@crm/domain/permissions';
import { resources } from '@crm/domain/registry';
import { id } from '@crm/domain/scalars';
import { setTagsInput, type TaggableType } from '@crm/domain/tag/tag';
import { tagRef } from '@crm/domain/tag/tag-ref';
import { mutation } from './init.ts';

/** The verbs of everything that carries tags, to be spread into its router. */
export function tagging(type: TaggableType) {
  const { path } = resources[type];
  const permission: Permission = `${type}:update`;
  const one = `/${path}/:id/tags` as const;
  const at = z.strictObject({ id, tagId: id });

  return {
    tag: mutation
      .meta({
        permission,
        rest: { method: 'PUT', path: `${one}/:tagId`, status: 204, summary: `Put a tag on one ${type}` },
      })
      .input(at)
      .mutation(({ ctx, input }) => taggingService.tag(ctx.service, type, input.id, input.tagId)),

    untag: mutation
      .meta({
        permission,
        rest: { method: 'DELETE', path: `${one}/:tagId`, status: 204, summary: `Take a tag off one ${type}` },
      })
      .input(at)
      .mutation(({ ctx, input }) => taggingService.untag(ctx.service, type, input.id, input.tagId)),

    setTags: mutation
      .meta({
        permission,
        rest: { method: 'PUT', path: one, summary: `Give one ${type} these tags and no others` },
      })
      .input(z.strictObject({ id, data: setTagsInput }))
      .output(z.object({ tags: z.array(tagRef) }))
      .mutation(async ({ ctx, input }) => ({
        tags: await taggingService.setTags(ctx.service, type, input.id, input.data.tags),
      })),
  };
}
