import { z } from 'zod';
import { accountStatuses } from '../account/account.ts';
import { isoDateTime, namedRef } from '../scalars.ts';
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
const total = z.object({ currency: z.string(), amountMinor: z.number().int() });

/** How the business stands, within the caller's reach. Sums are per currency and never across. */
export const overview = z.object({
  at: isoDateTime,
  customersByStatus: z.array(z.object({ status: z.enum(accountStatuses), ...counted })),
  dealsByStage: z.array(
    z.object({ pipeline: namedRef, stage: namedRef, kind: z.string(), ...counted, totals: z.array(total) }),
  ),
  /** By the month in which they were won, in UTC: `2026-11`. */
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
