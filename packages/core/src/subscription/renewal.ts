import { database } from '@crm/db/orm';
import type { Subscription } from '@crm/db/entities/subscription.entity';
import { renewalChangedSignal, renewalOf } from '@crm/domain/processes/renewal';
import { endStep } from '@crm/domain/process/process-steps.rules';
import type { Period } from '@crm/domain/money/proration';
import type { ServiceContext } from '../context.ts';
import { completeProcess, lockFreeProcess, saveProcess } from '../process/process-progress.ts';
import { findOpenProcess, signalProcess, startProcess } from '../process/process-start.ts';

type Watched = Pick<Subscription, 'id' | 'assignedTo' | 'teamId'>;

/** Two runs see to a subscription: one to the period that was just billed, until it is paid, and one to the next. */
export async function watchPeriods(ctx: ServiceContext, record: Watched, { from, to }: Period): Promise<void> {
  await watchPeriod(ctx, record, from);
  await watchPeriod(ctx, record, to);
}

/** Begins to see to a period; where somebody does already, lets it look again. */
export async function watchPeriod(ctx: ServiceContext, record: Watched, periodStart: string): Promise<void> {
  const runsFor = renewalOf(record.id, periodStart);
  if ((await findOpenProcess(ctx, 'renewal', runsFor)) !== null) {
    await signalProcess(ctx, 'renewal', runsFor, renewalChangedSignal);
    return;
  }
  // Where processes are switched off, periods are billed by those who ask for it.
  if (ctx.actor.featuresOff.has('crm_feature_processes')) return;
  const { id, assignedTo, teamId } = record;
  await startProcess(ctx, { kind: 'renewal', subject: { type: 'subscription', id, assignedTo, teamId }, runsFor });
}

/** Something changed about a subscription: whoever sees to its next period looks again. */
export async function tellRenewal(ctx: ServiceContext, record: Pick<Subscription, 'id' | 'currentPeriodEnd'>) {
  await signalProcess(ctx, 'renewal', renewalOf(record.id, record.currentPeriodEnd), renewalChangedSignal);
}

/** Has the period that an invoice bills seen to again, by a new run where it was over. */
export async function watchInvoice(ctx: ServiceContext, invoiceId: string): Promise<void> {
  const period = await database(ctx.em)
    .selectFrom('crm_subscription_periods as period')
    .innerJoin('crm_subscriptions as subscription', 'subscription.id', 'period.subscriptionId')
    .select(['subscription.id', 'subscription.assignedTo', 'subscription.teamId', 'period.periodStart'])
    .where('period.invoiceId', '=', invoiceId)
    .executeTakeFirst();
  if (period !== undefined) await watchPeriod(ctx, period, period.periodStart);
}

/**
 * Something changed about an invoice: whoever sees to the period that it bills looks again. Once nothing is owed, that
 * is over in the same moment.
 */
export async function tellRenewalOfInvoice(ctx: ServiceContext, invoiceId: string): Promise<void> {
  const period = await database(ctx.em)
    .selectFrom('crm_subscription_periods as period')
    .innerJoin('crm_invoices as invoice', 'invoice.id', 'period.invoiceId')
    .select(['period.subscriptionId', 'period.periodStart', 'invoice.status', 'invoice.number'])
    .where('period.invoiceId', '=', invoiceId)
    .executeTakeFirst();
  if (period === undefined) return;
  const runsFor = renewalOf(period.subscriptionId, period.periodStart);
  await signalProcess(ctx, 'renewal', runsFor, renewalChangedSignal);
  if (period.status !== 'paid') return;
  const processId = await findOpenProcess(ctx, 'renewal', runsFor);
  const process = processId === null ? null : await lockFreeProcess(ctx, processId);
  // A run that has not looked yet writes what it found by itself.
  if (process === null || process.state === 'running') return;
  process.steps = endStep(process.steps, 'bill', ctx.now, { code: 'billed', params: { number: period.number ?? '' } });
  process.steps = endStep(process.steps, 'charge', ctx.now, { code: 'paid', params: {} });
  completeProcess(process, ctx.now);
  await saveProcess(ctx, process);
}
