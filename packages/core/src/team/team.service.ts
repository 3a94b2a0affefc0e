import { randomUUIDv7 } from 'node:crypto';
import { Team } from '@crm/db/entities/team.entity';
import { database } from '@crm/db/orm';
import { DomainError, refuseFields } from '@crm/domain/errors';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import { team } from '@crm/domain/team/team';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { makeReads } from '../reads.ts';
import {
  assignChanges,
  newRecord,
  openRecord,
  saveCreated,
  saveDeleted,
  saveRestored,
  saveUpdated,
} from '../record.ts';
import { presentTeam, selectTeams, teamOrder } from './team.queries.ts';

const reads = makeReads({
  name: 'team',
  permission: team.permissions.read,
  select: selectTeams,
  present: presentTeam,
  order: teamOrder,
  owned: false,
});

/** Teams, one below the other. */
export const teamService = {
  ...reads,

  async create(ctx: ServiceContext, data: CreateOf<typeof team>) {
    allow(ctx, 'team:create');
    const record = ctx.em.create(Team, { ...newRecord(ctx, randomUUIDv7()), ...data });
    await saveCreated(ctx, 'team', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof team>, version?: number) {
    const record = await open(ctx, id, 'team:update', version);
    if (data.parentId) await refuseCycle(ctx, id, data.parentId);
    await saveUpdated(ctx, 'team', record, assignChanges(record, data));
    return reads.get(ctx, id);
  },

  /** @throws DomainError `in_use` while people or teams belong to it */
  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await open(ctx, id, 'team:delete', version);
    const db = database(ctx.em);
    const member = await db
      .selectFrom('crm_users')
      .select('id')
      .where('teamId', '=', id)
      .where('deletedAt', 'is', null)
      .limit(1)
      .executeTakeFirst();
    const child = await db
      .selectFrom('crm_teams')
      .select('id')
      .where('parentId', '=', id)
      .where('deletedAt', 'is', null)
      .limit(1)
      .executeTakeFirst();
    const category = await db
      .selectFrom('crm_ticket_categories')
      .select('id')
      .where('teamId', '=', id)
      .where('deletedAt', 'is', null)
      .limit(1)
      .executeTakeFirst();
    if (category)
      throw new DomainError('in_use', 'Tickets of a category come to this team. Send them elsewhere first.');
    if (member ?? child) throw new DomainError('in_use', 'People or teams belong to this team. Move them first.');
    await saveDeleted(ctx, 'team', record);
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'team', await open(ctx, id, 'team:restore'));
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `team:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, Team, 'team', { id, permission, read: 'team:read', version });
}

/** A team is never below itself: what reaches down the tree would not end. */
async function refuseCycle(ctx: ServiceContext, id: string, parentId: string): Promise<void> {
  const rows = await database(ctx.em)
    .selectFrom('crm_teams')
    .select(['id', 'parentId'])
    .where('deletedAt', 'is', null)
    .execute();
  const parents = new Map(rows.map((row) => [row.id, row.parentId]));
  for (let above: string | null = parentId; above !== null; above = parents.get(above) ?? null) {
    if (above === id) {
      throw refuseFields([{ field: 'parentId', code: 'cycle', message: 'A team cannot be below itself.' }]);
    }
  }
}
