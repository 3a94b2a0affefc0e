import { z } from 'zod';
import { auditlogService } from '@crm/core/auditlog/auditlog.service';
import { auditlogFilter, auditlogRow } from '@crm/domain/auditlog/auditlog';
import { listInput } from '@crm/domain/page';
import { query } from '../init.ts';

export const auditlogRouter = {
  list: query
    .meta({
      permission: 'auditlog:read',
      rest: { method: 'GET', path: '/auditlog', summary: 'Who changed what, newest first' },
    })
    .input(listInput(auditlogFilter, ['id'], '-id').omit({ trash: true }))
    .output(z.object({ items: z.array(auditlogRow), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => auditlogService.list(ctx.service, input)),
};
