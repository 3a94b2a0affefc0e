import { sql, type Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { FilterOf } from '@crm/domain/resource';
import type { subscription, SubscriptionRow } from '@crm/domain/subscription/subscription';
import { accountName } from '../account/account.queries.ts';
import { matchesText } from '../search/matches-text.ts';
import { tagsOf } from '../tag/tagging.queries.ts';
import { userName } from '../user/user.queries.ts';

/** Every read of subscriptions. */
export function selectSubscriptions(db: Kysely<Database>, filter: FilterOf<typeof subscription>) {
  return db
    .selectFrom('crm_subscriptions as subscription')
    .selectAll('subscription')
    .select([
      accountName('subscription.accountId').as('accountName'),
      periods.as('periods'),
      userName('subscription.assignedTo').as('assigneeName'),
      userName('subscription.createdBy').as('createdByName'),
      userName('subscription.updatedBy').as('updatedByName'),
      tagsOf('subscription', 'subscription').as('tags'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.status ? [eb('subscription.status', 'in', filter.status)] : []),
        ...(filter.accountId ? [eb('subscription.accountId', '=', filter.accountId)] : []),
        ...(filter.productId ? [eb('subscription.productId', '=', filter.productId)] : []),
        ...(filter.quoteId ? [eb('subscription.quoteId', '=', filter.quoteId)] : []),
        ...(filter.assignedTo ? [eb('subscription.assignedTo', 'in', filter.assignedTo)] : []),
        ...(filter.teamId ? [eb('subscription.teamId', 'in', filter.teamId)] : []),
        ...(filter.billingInterval ? [eb('subscription.billingInterval', '=', filter.billingInterval)] : []),
        ...(filter.periodEndFrom ? [eb('subscription.currentPeriodEnd', '>=', filter.periodEndFrom)] : []),
        ...(filter.periodEndTo ? [eb('subscription.currentPeriodEnd', '<=', filter.periodEndTo)] : []),
        ...(filter.createdFrom ? [eb('subscription.createdAt', '>=', new Date(filter.createdFrom))] : []),
        ...(filter.createdTo ? [eb('subscription.createdAt', '<', new Date(filter.createdTo))] : []),
        ...(filter.q ? [matchesText('subscription.searchText', filter.q)] : []),
      ]),
    );
}

/** The newest periods; a subscription that runs for years has more than anybody looks at. */
const periodsShown = 24;

const periods = sql<SubscriptionRow['periods']>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'periodStart', period.period_start, 'periodEnd', period.period_end, 'invoiceId', period.invoice_id,
    'invoiceNumber', period.number
  ) order by period.period_start desc), '[]')
  from (
    select p.period_start, p.period_end, p.invoice_id, i.number from crm_core.crm_subscription_periods as p
      left join crm_core.crm_invoices as i on i.id = p.invoice_id
      where p.subscription_id = subscription.id order by p.period_start desc limit ${sql.lit(periodsShown)}
  ) as period)`;

export type SubscriptionColumns = Awaited<ReturnType<ReturnType<typeof selectSubscriptions>['execute']>>[number];

export const subscriptionOrder = {
  table: 'subscription',
  columns: {
    createdAt: { column: 'subscription.createdAt' },
    updatedAt: { column: 'subscription.updatedAt' },
    name: { column: 'subscription.name' },
    currentPeriodEnd: { column: 'subscription.currentPeriodEnd' },
    amountMinor: { column: 'subscription.amountMinor' },
  },
  fallback: '-createdAt',
  text: 'subscription.searchText',
} as const;
