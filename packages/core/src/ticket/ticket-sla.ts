import type { Ticket } from '@crm/db/entities/ticket.entity';
import { database } from '@crm/db/orm';
import type { WorkingCalendar } from '@crm/domain/calendar/working-time.rules';
import { refuseFields } from '@crm/domain/errors';
import { choosePolicy } from '@crm/domain/sla/choose-policy.rules';
import { dueTimes, type DueTimes } from '@crm/domain/ticket/ticket-clocks.rules';
import type { TicketPriority } from '@crm/domain/ticket/ticket-status.rules';
import { loadWorkingCalendar } from '../calendar/working-calendar.ts';
import type { ServiceContext } from '../context.ts';

/** What decides which policy a ticket has, and when it is due. */
interface Scheduled {
  readonly createdAt: Date;
  readonly priority: TicketPriority;
  readonly categoryId: string | null;
  readonly accountId: string | null;
  readonly slaPausedMinutes: number;
}

/** The policy of a ticket, and when it is due by it. */
type Schedule = { readonly slaPolicyId: string | null } & DueTimes;

const unscheduled: Schedule = {
  slaPolicyId: null,
  firstResponseWarnAt: null,
  firstResponseDueAt: null,
  resolutionWarnAt: null,
  resolutionDueAt: null,
};

/**
 * Schedules a ticket from its beginning, time for which its clock stood still included.
 * @param wanted the policy that somebody named; else the one whose conditions fit best
 * @throws DomainError `validation_failed` for an unknown policy
 */
export async function scheduleTicket(
  ctx: ServiceContext,
  ticket: Scheduled,
  wanted: string | undefined,
): Promise<Schedule> {
  const policy = await findPolicy(ctx, ticket, wanted);
  if (policy === null) return unscheduled;
  const calendar = await loadWorkingCalendar(ctx, policy.calendarId);
  const target = policy.targets[ticket.priority];
  return { slaPolicyId: policy.id, ...dueTimes(ticket.createdAt, ticket.slaPausedMinutes, target, calendar) };
}

/** The calendar that a ticket's clocks run by. */
export async function calendarOf(
  ctx: ServiceContext,
  { slaPolicyId }: Pick<Ticket, 'slaPolicyId'>,
): Promise<WorkingCalendar | null> {
  if (slaPolicyId === null) return null;
  const { calendarId } = await database(ctx.em)
    .selectFrom('crm_sla_policies')
    .select('calendarId')
    .where('id', '=', slaPolicyId)
    .executeTakeFirstOrThrow();
  return loadWorkingCalendar(ctx, calendarId);
}

async function findPolicy(ctx: ServiceContext, ticket: Scheduled, wanted: string | undefined) {
  const policies = await database(ctx.em)
    .selectFrom('crm_sla_policies')
    .select(['id', 'calendarId', 'targets', 'isDefault', 'position', 'categoryId', 'priority', 'industry'])
    .where('deletedAt', 'is', null)
    .execute();
  if (wanted === undefined) {
    const { categoryId, priority } = ticket;
    return choosePolicy(policies, { categoryId, priority, industry: await industryOf(ctx, ticket.accountId) });
  }
  const named = policies.find(({ id }) => id === wanted);
  if (!named) {
    throw refuseFields([
      { field: 'slaPolicyId', code: 'unknown_policy', message: 'Choose an existing service level.' },
    ]);
  }
  return named;
}

async function industryOf(ctx: ServiceContext, accountId: string | null): Promise<string | null> {
  if (accountId === null) return null;
  const account = await database(ctx.em)
    .selectFrom('crm_accounts')
    .select('industry')
    .where('id', '=', accountId)
    .executeTakeFirst();
  return account?.industry ?? null;
}
