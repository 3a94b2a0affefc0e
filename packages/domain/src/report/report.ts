import { z } from 'zod';
import { accountStatuses } from '../account/account.ts';
import { usedRate } from '../currency/currency.ts';
import { id, isoDateTime, namedRef, sumMinor } from '../scalars.ts';
import { ticketStatuses } from '../ticket/ticket-status.rules.ts';

/** Months that the overview looks back, this one included. */
export const overviewMonths = 12;
/** Sources are free text: more than these nobody reads. */
export const mostSources = 50;
/** What is due within so many days is due soon. */
export const dueSoonDays = 7;

/**
 * The list that holds what a number counts: `GET /crm/v1/{path}?{filter}`. `null` for who may not read all of it: of
 * what belongs to others some see sums only (PLAN-059).
 */
const listRef = z.object({ path: z.string(), filter: z.record(z.string(), z.unknown()) }).nullable();
export type ListRef = z.output<typeof listRef>;

const counted = { count: z.number().int(), list: listRef };
const total = z.object({ currency: z.string(), amountMinor: sumMinor });

/** How the business stands, within the caller's reach. Sums are per currency and never across. */
export const overview = z.object({
  at: isoDateTime,
  customersByStatus: z.array(z.object({ status: z.enum(accountStatuses), ...counted })),
  dealsByStage: z.array(
    z.object({ pipeline: namedRef, stage: namedRef, kind: z.string(), ...counted, totals: z.array(total) }),
  ),
  won: z.object({
    count: z.number().int(),
    totals: z.array(total),
    /** All of it in the base currency by the rates of today, each with its day; `null` while there is no base. */
    inBase: z.object({ ...total.shape, rates: z.array(usedRate) }).nullable(),
    /** Currencies that have no rate: what was won in them is not in `inBase`. */
    withoutRate: z.array(z.string()),
  }),
  /** By the month in which they were won, where the reader is: `2026-11`. */
  wonByMonth: z.array(z.object({ month: z.string(), ...counted, totals: z.array(total) })),
  /** The most frequent first, at most `mostSources`. */
  leadsBySource: z.array(z.object({ source: z.string(), ...counted, converted: z.number().int() })),
  ticketsByStatus: z.array(z.object({ status: z.enum(ticketStatuses), ...counted })),
  activities: z.object({ overdue: z.object(counted), dueSoon: z.object(counted) }),
});
export type Overview = z.output<typeof overview>;

/** What each campaign cost and brought (PLAN-059). */
export const campaignReport = z.object({
  items: z.array(
    z.object({
      campaign: namedRef,
      status: z.string(),
      leads: z.number().int(),
      converted: z.number().int(),
      conversionRate: z.number().nullable(),
      costPerLeadMinor: z.number().int().nullable(),
      currency: z.string().nullable(),
      wonDeals: z.number().int(),
      revenue: z.array(total),
    }),
  ),
});
export type CampaignReport = z.output<typeof campaignReport>;

/** Days that the performance of a team looks back, unless asked for others. */
export const performanceDays = 30;

export const teamPerformanceInput = z.strictObject({
  /** With the teams below it. Left out: all that the caller's reports reach. */
  teamId: id.optional(),
  from: isoDateTime.optional(),
  to: isoDateTime.optional(),
});
export type TeamPerformanceInput = z.output<typeof teamPerformanceInput>;

/** What each person has in hand, and did between two moments. */
export const teamPerformance = z.object({
  from: isoDateTime,
  to: isoDateTime,
  items: z.array(
    z.object({
      person: namedRef,
      team: namedRef.nullable(),
      openDeals: z.object({ ...counted, totals: z.array(total) }),
      wonDeals: z.object({ ...counted, totals: z.array(total) }),
      activitiesDone: z.object(counted),
      activitiesOverdue: z.object(counted),
      /** From a lead's arrival to the first activity that was completed about it; the middle one of the leads answered. */
      responseMinutes: z.number().int().nullable(),
      answeredLeads: z.number().int(),
    }),
  ),
});
export type TeamPerformance = z.output<typeof teamPerformance>;
