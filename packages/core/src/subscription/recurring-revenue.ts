import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import { billingIntervals } from '@crm/domain/money/billing-interval';
import type { RecurringRevenueRow } from '@crm/domain/subscription/subscription';
import { perMonth, perYear } from '@crm/domain/subscription/periods.rules';
import type { ServiceContext } from '../context.ts';
import { allow, within } from '../policy.ts';

/**
 * Recurring revenue of the subscriptions that the caller may see, per currency and never across. A year's is summed
 * exactly, since every interval fits into it; a month's is a twelfth of that sum, rounded once and not for each
 * subscription, so that a thousand small ones are not a thousand roundings off.
 */
export async function readRecurringRevenue(ctx: ServiceContext): Promise<RecurringRevenueRow[]> {
  const scope = allow(ctx, 'subscription:read');
  const rows = await database(ctx.em)
    .selectFrom('crm_subscriptions as subscription')
    .select(['subscription.currency'])
    .select((eb) => [
      eb.fn.countAll<string>().as('subscriptions'),
      sql<string>`sum(subscription.amount_minor * ${timesAYear})`.as('year'),
    ])
    .where('subscription.status', 'in', ['active', 'past_due'])
    .where('subscription.deletedAt', 'is', null)
    .where(within(scope, ctx.actor, 'subscription'))
    .groupBy('subscription.currency')
    .orderBy('subscription.currency')
    .execute();
  return rows.map(({ currency, subscriptions, year }) => ({
    currency,
    subscriptions: Number(subscriptions),
    mrrMinor: perMonth(Number(year)),
    arrMinor: Number(year),
  }));
}

const timesAYear = sql`case subscription.billing_interval ${sql.join(
  billingIntervals.map((interval) => sql`when ${sql.lit(interval)} then ${sql.lit(perYear(1, interval))}`),
  sql` `,
)} end`;
