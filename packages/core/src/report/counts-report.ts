import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import { accountStatuses } from '@crm/domain/account/account';
import { dueSoonDays, mostSources, type Overview } from '@crm/domain/report/report';
import { ticketStatuses } from '@crm/domain/ticket/ticket-status.rules';
import type { ServiceContext } from '../context.ts';
import type { ReportScope } from './report-scope.ts';

const dayMs = 86_400_000;

/** Every status, also those that no customer has. */
export async function customersByStatus(
  ctx: ServiceContext,
  scope: ReportScope,
): Promise<Overview['customersByStatus']> {
  const rows = await database(ctx.em)
    .selectFrom('crm_accounts as account')
    .select((eb) => ['account.status', eb.fn.countAll<number>().as('count')])
    .where('account.deletedAt', 'is', null)
    .where(scope.within('account'))
    .groupBy('account.status')
    .execute();
  const counts = new Map(rows.map(({ status, count }) => [status, count]));
  return accountStatuses.map((status) => ({
    status,
    count: counts.get(status) ?? 0,
    list: scope.list('account', { status: [status] }),
  }));
}

export async function leadsBySource(ctx: ServiceContext, scope: ReportScope): Promise<Overview['leadsBySource']> {
  const rows = await database(ctx.em)
    .selectFrom('crm_leads as lead')
    .select((eb) => [
      'lead.source',
      eb.fn.countAll<number>().as('count'),
      sql<number>`count(*) filter (where lead.status = 'converted')`.as('converted'),
    ])
    .where('lead.deletedAt', 'is', null)
    .where(scope.within('lead'))
    .groupBy('lead.source')
    .orderBy('count', 'desc')
    .orderBy('lead.source')
    .limit(mostSources)
    .execute();
  return rows.map((row) => ({ ...row, list: scope.list('lead', { source: [row.source] }) }));
}

export async function ticketsByStatus(ctx: ServiceContext, scope: ReportScope): Promise<Overview['ticketsByStatus']> {
  const rows = await database(ctx.em)
    .selectFrom('crm_tickets as ticket')
    .select((eb) => ['ticket.status', eb.fn.countAll<number>().as('count')])
    .where('ticket.deletedAt', 'is', null)
    .where(scope.within('ticket'))
    .groupBy('ticket.status')
    .execute();
  const counts = new Map(rows.map(({ status, count }) => [status, count]));
  return ticketStatuses.map((status) => ({
    status,
    count: counts.get(status) ?? 0,
    list: scope.list('ticket', { status: [status] }),
  }));
}

/** What is late, and what comes next. */
export async function openActivities(ctx: ServiceContext, scope: ReportScope): Promise<Overview['activities']> {
  const soon = new Date(ctx.now.getTime() + dueSoonDays * dayMs);
  const row = await database(ctx.em)
    .selectFrom('crm_activities as activity')
    .select([
      sql<number>`count(*) filter (where activity.due_at < ${ctx.now})`.as('overdue'),
      sql<number>`count(*) filter (where activity.due_at >= ${ctx.now})`.as('dueSoon'),
    ])
    .where('activity.status', '=', 'scheduled')
    .where('activity.dueAt', '<', soon)
    .where('activity.deletedAt', 'is', null)
    .where(scope.within('activity'))
    .executeTakeFirstOrThrow();
  const status = ['scheduled'];
  const now = ctx.now.toISOString();
  return {
    overdue: { count: row.overdue, list: scope.list('activity', { overdue: true }) },
    dueSoon: { count: row.dueSoon, list: scope.list('activity', { status, dueFrom: now, dueTo: soon.toISOString() }) },
  };
}
