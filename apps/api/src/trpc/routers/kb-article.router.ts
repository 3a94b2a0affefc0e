import { z } from 'zod';
import { kbArticleService } from '@crm/core/knowledge/article.service';
import { articleVersionRow, kbArticle, restoreVersionInput } from '@crm/domain/knowledge/article';
import { listInput } from '@crm/domain/page';
import { id, version } from '@crm/domain/scalars';
import { crud } from '../crud.ts';
import { mutation, query } from '../init.ts';

const versions = listInput(z.strictObject({}), ['number'], '-number')
  .omit({ filter: true, trash: true })
  .extend({ id });

export const kbArticleRouter = {
  ...crud(kbArticle, kbArticleService),

  publish: mutation
    .meta({
      permission: 'kb_article:publish',
      rest: { method: 'POST', path: '/kb_articles/:id/publish', summary: 'Show readers the text as it is now' },
    })
    .input(z.strictObject({ id, version: version.optional() }))
    .output(kbArticle.row)
    .mutation(({ ctx, input }) => kbArticleService.publish(ctx.service, input.id, input.version)),

  archive: mutation
    .meta({
      permission: 'kb_article:archive',
      rest: { method: 'POST', path: '/kb_articles/:id/archive', summary: 'Take one article from readers' },
    })
    .input(z.strictObject({ id }))
    .output(kbArticle.row)
    .mutation(({ ctx, input }) => kbArticleService.archive(ctx.service, input.id)),

  versions: query
    .meta({
      permission: 'kb_article:update',
      rest: { method: 'GET', path: '/kb_articles/:id/versions', summary: 'What was published of one article' },
    })
    .input(versions)
    .output(z.object({ items: z.array(articleVersionRow), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { id: articleId, ...paging } }) => kbArticleService.versions(ctx.service, articleId, paging)),

  restoreVersion: mutation
    .meta({
      permission: 'kb_article:update',
      rest: {
        method: 'POST',
        path: '/kb_articles/:id/restore_version',
        summary: 'Make an earlier text of one article the draft again',
      },
    })
    .input(z.strictObject({ id, data: restoreVersionInput }))
    .output(kbArticle.row)
    .mutation(({ ctx, input }) => kbArticleService.restoreVersion(ctx.service, input.id, input.data)),
};
