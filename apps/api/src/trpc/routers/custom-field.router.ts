import { z } from 'zod';
import { customFieldService } from '@crm/core/custom-field/custom-field.service';
import { customField, renameInput } from '@crm/domain/custom-field/custom-field';
import { id, version } from '@crm/domain/scalars';
import { crud } from '../crud.ts';
import { mutation } from '../init.ts';

export const customFieldRouter = {
  ...crud(customField, customFieldService),

  rename: mutation
    .meta({
      permission: 'custom_field:rename',
      rest: { method: 'POST', path: '/custom_fields/:id/rename', summary: 'Give one custom field another key' },
    })
    .input(z.strictObject({ id, version: version.optional(), data: renameInput }))
    .output(customField.row)
    .mutation(({ ctx, input }) => customFieldService.rename(ctx.service, input.id, input.data.key, input.version)),
};
