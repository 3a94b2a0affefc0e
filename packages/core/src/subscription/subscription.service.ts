import { randomUUIDv7 } from 'node:crypto';
import { Subscription } from '@crm/db/entities/subscription.entity';
import { DomainError } from '@crm/domain/errors';
import { foldName } from '@crm/domain/normalize/name';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import { netOf } from '@crm/domain/subscription/change.rules';
import { periodAt } from '@crm/domain/subscription/periods.rules';
import {
  subscription,
  type CancelInput,
  type ChangeInput,
  type ChangePreview,
} from '@crm/domain/subscription/subscription';
import { hasEnded } from '@crm/domain/subscription/subscription.rules';
import type { ServiceContext } from '../context.ts';
import { requireCurrency } from '../currency/currency.service.ts';
import { extensionAfter, extensionOfNew } from '../extension.ts';
import { requireAccount } from '../invoice/billed-account.ts';
import { ownerOfNew, reassign } from '../owner.ts';
import { allow, allowOn } from '../policy.ts';
import { today } from '../present.ts';
import { makeReads } from '../reads.ts';
import { assignChanges, newRecord, saveCreated, saveDeleted, saveRestored, saveUpdated } from '../record.ts';
import { readRecurringRevenue } from './recurring-revenue.ts';
import { tellRenewal } from './renewal.ts';
import { changeSubscription, previewChange } from './subscription-change.ts';
import { billPeriod, periodColumns, renewPeriod } from './subscription-period.ts';
import { openSubscription } from './subscription-status.ts';
import { tellSubscription } from './subscription-timeline.ts';
import { cancelSubscription, pauseSubscription, resumeSubscription } from './subscription-verbs.ts';
import { presentSubscription } from './subscription.presenter.ts';
import { selectSubscriptions, subscriptionOrder } from './subscription.queries.ts';

const reads = makeReads({
  name: 'subscription',
  permission: subscription.permissions.read,
  select: selectSubscriptions,
  present: presentSubscription,
  order: subscriptionOrder,
  owned: true,
});

/** Subscriptions. Each period is billed in advance; the first one as soon as there is a subscription. */
export const subscriptionService = {
  ...reads,
  recurringRevenue: readRecurringRevenue,

  async create(
    ctx: ServiceContext,
    { accountId, assignedTo, confirmDuplicate, ...data }: CreateOf<typeof subscription>,
  ) {
    allow(ctx, 'subscription:create');
    await requireCurrency(ctx, data.currency);
    const account = await requireAccount(ctx, accountId);
    const owner = assignedTo === undefined ? account : await ownerOfNew(ctx, assignedTo, 'subscription:assign');
    const anchorDate = today(ctx);
    const period = periodAt(anchorDate, data.billingInterval, 0);
    const extension = await extensionOfNew(ctx, 'subscription', { ...data, confirmDuplicate });
    const record = ctx.em.create(Subscription, {
      ...newRecord(ctx, randomUUIDv7()),
      ...data,
      ...extension,
      ...periodColumns(period),
      accountId,
      assignedTo: owner.assignedTo,
      teamId: owner.teamId,
      nameNormalized: foldName(data.name),
      status: 'active',
      amountMinor: netOf(data),
      anchorDate,
    });
    await saveCreated(ctx, 'subscription', record);
    await tellSubscription(ctx, record, 'started');
    await billPeriod(ctx, record, period);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof subscription>, version?: number) {
    const record = await openSubscription(ctx, id, 'subscription:update', version);
    const { assignedTo, ...settings } = data;
    const owner = await reassign(ctx, record, assignedTo, 'subscription:assign');
    const extension = await extensionAfter(ctx, 'subscription', record, data);
    await saveUpdated(ctx, 'subscription', record, assignChanges(record, { ...settings, ...extension, ...owner }));
    await tellRenewal(ctx, record);
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await openSubscription(ctx, id, 'subscription:delete', version);
    if (!hasEnded(record.status)) {
      throw new DomainError('invalid_transition', 'Cancel it first: what lies in the trash is not billed.', {
        current_status: record.status,
      });
    }
    await saveDeleted(ctx, 'subscription', record);
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'subscription', await openSubscription(ctx, id, 'subscription:restore'));
    return reads.get(ctx, id);
  },

  async pause(ctx: ServiceContext, id: string, version?: number) {
    await pauseSubscription(ctx, id, version);
    return reads.get(ctx, id);
  },

  async resume(ctx: ServiceContext, id: string, version?: number) {
    await resumeSubscription(ctx, id, version);
    return reads.get(ctx, id);
  },

  async cancel(ctx: ServiceContext, id: string, data: CancelInput, version?: number) {
    await cancelSubscription(ctx, id, data, version);
    return reads.get(ctx, id);
  },

  async previewChange(ctx: ServiceContext, id: string, data: ChangeInput): Promise<ChangePreview> {
    allow(ctx, 'subscription:change');
    const row = await reads.get(ctx, id);
    allowOn(ctx, 'subscription:change', row);
    return previewChange(ctx, row, data);
  },

  async change(ctx: ServiceContext, id: string, data: ChangeInput, version?: number) {
    await changeSubscription(ctx, id, data, version);
    return reads.get(ctx, id);
  },

  async renew(ctx: ServiceContext, id: string, periodStart: string, version?: number) {
    await renewPeriod(ctx, id, periodStart, version);
    return reads.get(ctx, id);
  },
};
