import { z } from 'zod';
import { teamService } from '@crm/core/team/team.service';
import { listInput } from '@crm/domain/page';
import { id, queryBoolean } from '@crm/domain/scalars';
import { team } from '@crm/domain/team/team';
import { user } from '@crm/domain/user/user';
import { crud } from '../crud.ts';
import { query } from '../init.ts';

const members = listInput(z.strictObject({}), ['name', 'createdAt'], 'name')
  .omit({ filter: true, trash: true })
  .extend({ id, below: queryBoolean.default(false) });

export const teamRouter = {
  ...crud(team, teamService),

  members: query
    .meta({
      permission: 'team:read',
      rest: { method: 'GET', path: '/teams/:id/members', summary: 'The people of one team, and of those below it' },
    })
    .input(members)
    .output(z.object({ items: z.array(user.row), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { id: of, below, ...paging } }) => teamService.members(ctx.service, of, below, paging)),
};
