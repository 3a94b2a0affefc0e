import { database } from '@crm/db/orm';
import type { WorkingCalendar } from '@crm/domain/calendar/working-time.rules';
import { refuseFields } from '@crm/domain/errors';
import { choosePolicy } from '@crm/domain/sla/choose-policy.rules';
import {
  awaitsAnswer,
  dueTimes,
  nextResponseDue,
  type DueTimes,
  type NextResponse,
} from '@crm/domain/ticket/ticket-clocks.rules';
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
  readonly waits: NextResponse;
}

/** The policy of a ticket, and when it is due by it. */
type Schedule = { readonly slaPolicyId: string | null } & DueTimes & NextResponse;

const unscheduled: { readonly slaPolicyId: null } & DueTimes = {
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
  const { waits } = ticket;
  if (policy === null) return { ...unscheduled, ...waits, nextResponseWarnAt: null, nextResponseDueAt: null };
  const calendar = await loadWorkingCalendar(ctx, policy.calendarId);
  const target = policy.targets[ticket.priority];
  return {
    slaPolicyId: policy.id,
    ...dueTimes(ticket.createdAt, ticket.slaPausedMinutes, target, calendar),
    ...waits,
    // What was answered was answered under the promise of then.
    ...(awaitsAnswer(waits) && nextResponseDue(waits.customerWaitsSince ?? ctx.now, target, calendar)),
  };
}

interface Promised {
  readonly slaPolicyId: string | null;
  readonly priority: TicketPriority;
}

/** What is promised for a ticket, and the calendar that it is promised by; `null` without a policy. */
export async function promiseOf(ctx: ServiceContext, { slaPolicyId, priority }: Promised) {
  if (slaPolicyId === null) return null;
  const { calendarId, targets } = await database(ctx.em)
    .selectFrom('crm_sla_policies')
    .select(['calendarId', 'targets'])
    .where('id', '=', slaPolicyId)
    .executeTakeFirstOrThrow();
  return { target: targets[priority], calendar: await loadWorkingCalendar(ctx, calendarId) };
}

/** The calendar that a ticket's clocks run by. */
export async function calendarOf(ctx: ServiceContext, ticket: Promised): Promise<WorkingCalendar | null> {
  return (await promiseOf(ctx, ticket))?.calendar ?? null;
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
