import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { Team } from '@crm/db/entities/team.entity';
import { database } from '@crm/db/orm';
import { DomainError, refuseFields } from '@crm/domain/errors';
import type { ListQuery, Page } from '@crm/domain/page';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import { team } from '@crm/domain/team/team';
import { misplacement, mostTeamLevels, type Misplacement } from '@crm/domain/team/team.rules';
import type { UserRow } from '@crm/domain/user/user';
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
import { userService } from '../user/user.service.ts';
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
    await lockTree(ctx);
    const id = randomUUIDv7();
    await refuseMisplaced(ctx, id, data.parentId);
    const record = ctx.em.create(Team, { ...newRecord(ctx, id), ...data });
    await saveCreated(ctx, 'team', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof team>, version?: number) {
    allow(ctx, 'team:update');
    if (data.parentId !== undefined) await lockTree(ctx);
    const record = await open(ctx, id, 'team:update', version);
    if (data.parentId !== undefined) await refuseMisplaced(ctx, id, data.parentId);
    await saveUpdated(ctx, 'team', record, assignChanges(record, data));
    return reads.get(ctx, id);
  },

  /** @throws DomainError `in_use` while people or teams belong to it */
  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    allow(ctx, 'team:delete');
    await lockTree(ctx);
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

  /** @throws DomainError `validation_failed` while the team above lies in the trash itself */
  async restore(ctx: ServiceContext, id: string) {
    allow(ctx, 'team:restore');
    await lockTree(ctx);
    const record = await open(ctx, id, 'team:restore');
    await refuseMisplaced(ctx, id, record.parentId);
    await saveRestored(ctx, 'team', record);
    return reads.get(ctx, id);
  },

  /**
   * The people of a team, with their roles.
   * @param below whether those of the teams below it are among them
   */
  async members(ctx: ServiceContext, id: string, below: boolean, query: ListQuery<never>): Promise<Page<UserRow>> {
    await reads.get(ctx, id);
    const teamId = below ? await teamsFrom(ctx, id) : [id];
    return userService.list(ctx, { ...query, filter: { teamId } });
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

const reasons: Readonly<Record<Misplacement, string>> = {
  unknown_parent: 'Choose a team above that exists.',
  cycle: 'A team cannot be below itself.',
  too_deep: `Teams lie at most ${mostTeamLevels} deep.`,
};

/** What reaches down the tree must end. */
async function refuseMisplaced(ctx: ServiceContext, id: string, parentId: string | null): Promise<void> {
  const teams = await database(ctx.em)
    .selectFrom('crm_teams')
    .select(['id', 'parentId'])
    .where('deletedAt', 'is', null)
    .execute();
  const code = misplacement(teams, id, parentId);
  if (code !== null) throw refuseFields([{ field: 'parentId', code, message: reasons[code] }]);
}

/**
 * Whoever changes the tree waits for the others who do; before any team is locked, since a team that is put below
 * another one needs that one's row too.
 */
async function lockTree(ctx: ServiceContext): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('crm.teams', 0))`.execute(database(ctx.em));
}

/** A team and all teams below it. */
async function teamsFrom(ctx: ServiceContext, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive own as (
      select id from crm_core.crm_teams where id = ${id}
      union
      select team.id from crm_core.crm_teams team join own on team.parent_id = own.id where team.deleted_at is null
    )
    select id from own`.execute(database(ctx.em));
  return rows.map((row) => row.id);
}
