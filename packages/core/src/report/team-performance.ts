import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import { performanceDays, type TeamPerformance, type TeamPerformanceInput } from '@crm/domain/report/report';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { iso, ref } from '../present.ts';
import { sumUp } from './deals-report.ts';
import { reportScope, type ReportScope } from './report-scope.ts';

const dayMs = 86_400_000;

interface Period {
  readonly from: Date;
  readonly to: Date;
}

/**
 * What each person of the teams has in hand and did (CONSOLE-010). Four questions to the database, however many people.
 * @throws DomainError `forbidden` for who does not report on people, and for a team that the caller does not lead
 */
export async function readTeamPerformance(ctx: ServiceContext, input: TeamPerformanceInput): Promise<TeamPerformance> {
  const scope = reportScope(ctx, 'report:team');
  const to = input.to === undefined ? ctx.now : new Date(input.to);
  const from = input.from === undefined ? new Date(to.getTime() - performanceDays * dayMs) : new Date(input.from);
  const period = { from, to };
  const people = await findPeople(ctx, await findTeams(ctx, input.teamId));
  const ids = people.map(({ id }) => id);
  const [deals, activities, answers] = await Promise.all([
    countDeals(ctx, scope, ids, period),
    countActivities(ctx, scope, ids, period),
    measureAnswers(ctx, scope, ids, period),
  ]);
  return {
    from: iso(from),
    to: iso(to),
    items: people.map(({ id, name, teamId, teamName }) => {
      const own = deals.filter(({ assignedTo }) => assignedTo === id);
      const done = activities.get(id);
      const answered = answers.get(id);
      const assignedTo = [id];
      const closed = { closedFrom: iso(from), closedTo: iso(to) };
      const completed = { completedFrom: iso(from), completedTo: iso(to) };
      return {
        person: { id, name },
        team: ref(teamId, teamName),
        openDeals: {
          ...sumUp(own.filter(({ status }) => status === 'open')),
          list: scope.list('opportunity', { assignedTo, status: ['open'] }),
        },
        wonDeals: {
          ...sumUp(own.filter(({ status }) => status === 'won')),
          list: scope.list('opportunity', { assignedTo, status: ['won'], ...closed }),
        },
        activitiesDone: {
          count: done?.done ?? 0,
          list: scope.list('activity', { assignedTo, status: ['completed'], ...completed }),
        },
        activitiesOverdue: {
          count: done?.overdue ?? 0,
          list: scope.list('activity', { assignedTo, overdue: true }),
        },
        responseMinutes: answered?.minutes ?? null,
        answeredLeads: answered?.leads ?? 0,
      };
    }),
  };
}

/** The team with those below it; `null`: everybody. */
async function findTeams(ctx: ServiceContext, teamId: string | undefined): Promise<readonly string[] | null> {
  const reach = allow(ctx, 'report:team') === 'all' ? null : ctx.actor.teamIds;
  if (teamId === undefined) return reach;
  if (reach !== null && !reach.includes(teamId)) {
    throw new DomainError('forbidden', 'You report on your own teams only.', { permission: 'report:team' });
  }
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select id from crm_core.crm_teams where id = ${teamId} and deleted_at is null
      union
      select t.id from crm_core.crm_teams t join below on t.parent_id = below.id where t.deleted_at is null
    )
    select id from below`.execute(database(ctx.em));
  return rows.map(({ id }) => id);
}

function findPeople(ctx: ServiceContext, teams: readonly string[] | null) {
  return database(ctx.em)
    .selectFrom('crm_users as user')
    .leftJoin('crm_teams as team', 'team.id', 'user.teamId')
    .select(['user.id', 'user.name', 'user.teamId', 'team.name as teamName'])
    .where('user.role', 'in', ['manager', 'sales_rep'])
    .where('user.status', '=', 'active')
    .where('user.deletedAt', 'is', null)
    .$if(teams !== null, (select) => select.where(sql<boolean>`"user".team_id = any(${[...(teams ?? [])]}::uuid[])`))
    .orderBy('user.name')
    .orderBy('user.id')
    .execute();
}

function countDeals(ctx: ServiceContext, scope: ReportScope, people: readonly string[], { from, to }: Period) {
  return database(ctx.em)
    .selectFrom('crm_opportunities as deal')
    .select((eb) => [
      'deal.assignedTo',
      'deal.status',
      'deal.currency',
      eb.fn.countAll<number>().as('count'),
      sql<string>`coalesce(sum(deal.amount_minor), 0)`.as('amount'),
    ])
    .where(assignedToAnyOf('deal', people))
    .where((eb) =>
      eb.or([
        eb('deal.status', '=', 'open'),
        eb.and([eb('deal.status', '=', 'won'), eb('deal.closedAt', '>=', from), eb('deal.closedAt', '<', to)]),
      ]),
    )
    .where('deal.deletedAt', 'is', null)
    .where(scope.within('deal'))
    .groupBy(['deal.assignedTo', 'deal.status', 'deal.currency'])
    .execute();
}

async function countActivities(
  ctx: ServiceContext,
  scope: ReportScope,
  people: readonly string[],
  { from, to }: Period,
) {
  const rows = await database(ctx.em)
    .selectFrom('crm_activities as activity')
    .select([
      'activity.assignedTo',
      sql<number>`count(*) filter (where activity.status = 'completed')`.as('done'),
      sql<number>`count(*) filter (where activity.status = 'scheduled')`.as('overdue'),
    ])
    .where(assignedToAnyOf('activity', people))
    .where((eb) =>
      eb.or([
        eb.and([eb('activity.status', '=', 'scheduled'), eb('activity.dueAt', '<', ctx.now)]),
        eb.and([
          eb('activity.status', '=', 'completed'),
          eb('activity.completedAt', '>=', from),
          eb('activity.completedAt', '<', to),
        ]),
      ]),
    )
    .where('activity.deletedAt', 'is', null)
    .where(scope.within('activity'))
    .groupBy('activity.assignedTo')
    .execute();
  return new Map(rows.map((row) => [row.assignedTo, row]));
}

/** How long leads that came in the period waited until something was done about them. */
async function measureAnswers(
  ctx: ServiceContext,
  scope: ReportScope,
  people: readonly string[],
  { from, to }: Period,
) {
  const { rows } = await sql<{ assignedTo: string; leads: number; minutes: number }>`
    select lead.assigned_to as "assignedTo", count(*) as leads,
      round(percentile_cont(0.5) within group (
        order by extract(epoch from first.completed_at - lead.created_at) / 60))::int as minutes
    from crm_core.crm_leads as lead
      cross join lateral (
        select min(activity.completed_at) as completed_at from crm_core.crm_activities as activity
        where activity.subject_type = 'lead' and activity.subject_id = lead.id and activity.status = 'completed'
          and activity.completed_at >= lead.created_at and activity.deleted_at is null
      ) as first
    where lead.created_at >= ${from} and lead.created_at < ${to} and lead.deleted_at is null
      and ${assignedToAnyOf('lead', people)} and ${scope.within('lead')} and first.completed_at is not null
    group by lead.assigned_to`.execute(database(ctx.em));
  return new Map(rows.map((row) => [row.assignedTo, row]));
}

function assignedToAnyOf(table: string, people: readonly string[]) {
  return sql<boolean>`${sql.ref(`${table}.assignedTo`)} = any(${[...people]}::uuid[])`;
}
