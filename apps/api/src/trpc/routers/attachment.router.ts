import { z } from 'zod';
import { attachmentService } from '@crm/core/attachment/attachment.service';
import { attachment, attachmentLink, dispositions, uploadLimits } from '@crm/domain/attachment/attachment';
import { id } from '@crm/domain/scalars';
import { crud } from '../crud.ts';
import { query } from '../init.ts';

/** A file is created by its bytes (`files/upload.ts`), and they never change: another file is another attachment. */
const { create: _create, replace: _replace, ...procedures } = crud(attachment, attachmentService);

export const attachmentRouter = {
  ...procedures,

  limits: query
    .meta({
      permission: null,
      rest: { method: 'GET', path: '/attachments/limits', summary: 'How large a file may be' },
    })
    .output(uploadLimits)
    .query(({ ctx }) => ({ maxBytes: ctx.files.maxBytes })),

  link: query
    .meta({
      permission: 'attachment:read',
      rest: { method: 'GET', path: '/attachments/:id/link', summary: 'A link to one file, for five minutes' },
    })
    .input(z.strictObject({ id, disposition: z.enum(dispositions).default('attachment') }))
    .output(attachmentLink)
    .query(async ({ ctx, input }) => {
      await attachmentService.get(ctx.service, input.id);
      return ctx.files.links.sign(input, ctx.service.now);
    }),
};
