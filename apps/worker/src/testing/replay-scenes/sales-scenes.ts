import { chargeService } from '@crm/core/charge/charge.service';
import { approvalPolicyService } from '@crm/core/approval/approval-policy.service';
import { quoteService } from '@crm/core/quote/quote.service';
import { makeAccount, makeProduct, quoteData } from '@crm/core/testing/sales-scenes';
import { settleChargeInput } from '@crm/domain/charge/charge';
import { asksBeforeHand } from '@crm/domain/charge/dunning.rules';
import { approvalPolicy } from '@crm/domain/approval/approval-policy';
import { opportunityService } from '@crm/core/opportunity/opportunity.service';
import { quoteApproval } from '@crm/domain/processes/quote-approval';
import { renewal, renewalOf } from '@crm/domain/processes/renewal';
import { subscription } from '@crm/domain/subscription/subscription';
import { paymentInput } from '@crm/domain/invoice/invoice';
import { invoiceService } from '@crm/core/invoice/invoice.service';
import { subscriptionService } from '@crm/core/subscription/subscription.service';
import { quoteDelivery } from '@crm/domain/processes/quote-delivery';
import { opportunityStage } from '@crm/domain/processes/opportunity-stage';
import { opportunity } from '@crm/domain/opportunity/opportunity';
import type { TestSystem } from '../test-system.ts';
import { asRep, waitOf, processOf, type Scene } from './scene.ts';

/** From a deal to its money. */
export const salesScenes: Readonly<Record<string, Scene>> = {
  async 'deal-stands-still-and-is-won'(system) {
    system.timeSkipping = { enabled: true };
    const { qualified, won } = system.bench.company.stages;
    await system.bench.db().updateTable('crm_stages').set({ staleAfterDays: 10 }).where('id', '=', qualified).execute();
    const input = opportunity.create.parse({ name: 'Sensors for a fleet' });
    const { id } = await asRep(system, (ctx) => opportunityService.create(ctx, input));
    const processId = await processOf(system, opportunityStage.workflowId(id));
    await system.until(async () => (await waitOf(system, processId))?.next === null);
    await asRep(system, (ctx) => opportunityService.move(ctx, id, { stageId: won }));
    await system.reaches(processId, 'completed');
    return opportunityStage.workflowId(id);
  },

  async 'approval-in-two-steps'(system) {
    const { admin, northManager } = system.bench.company.users;
    const approvers = [
      { step: 1, kind: 'manager' },
      { step: 2, kind: 'role', role: 'admin' },
    ];
    const policy = approvalPolicy.create.parse({ name: 'Both', approvers });
    await system.bench.as(admin, (ctx) => approvalPolicyService.create(ctx, policy));
    const { id, processId } = await handedIn(system);
    await system.reaches(processId, 'waiting_human');
    const since = (await waitOf(system, processId))?.since;
    await system.bench.as(northManager, (ctx) => quoteService.approve(ctx, id, {}));
    await system.until(async () => (await waitOf(system, processId))?.since !== since);
    await system.bench.as(admin, (ctx) => quoteService.approve(ctx, id, {}));
    await system.reaches(processId, 'completed');
    return quoteApproval.workflowId(`${id}/1`);
  },

  async 'approval-returned'(system) {
    system.timeSkipping = { enabled: true };
    const { id, processId } = await handedIn(system);
    await system.reaches(processId, 'completed');
    return quoteApproval.workflowId(`${id}/1`);
  },

  async 'delivery-answered'(system) {
    const { id, processId } = await sent(system);
    await system.reaches(processId, 'waiting_timer');
    await system.bench.as(system.bench.company.users.northRep, (ctx) => quoteService.accept(ctx, id));
    await system.client.workflow.getHandle(quoteDelivery.workflowId(`${id}/1`)).result();
    return quoteDelivery.workflowId(`${id}/1`);
  },

  async 'delivery-expired'(system) {
    system.timeSkipping = { enabled: true };
    const { id, processId } = await sent(system);
    await system.reaches(processId, 'completed');
    return quoteDelivery.workflowId(`${id}/1`);
  },

  async 'renewal-unpaid'(system) {
    system.timeSkipping = { enabled: true };
    const { id, start, processId } = await subscribed(system);
    await system.reaches(processId, 'completed');
    return renewal.workflowId(renewalOf(id, start));
  },

  async 'renewal-paid'(system) {
    const { id, start, processId, invoiceId } = await subscribed(system);
    await system.reaches(processId, 'waiting_timer');
    const { admin } = system.bench.company.users;
    const payment = paymentInput.parse({ amountMinor: 1_900 });
    await system.bench.as(admin, (ctx) => invoiceService.pay(ctx, invoiceId, payment));
    await system.client.workflow.getHandle(renewal.workflowId(renewalOf(id, start))).result();
    return renewal.workflowId(renewalOf(id, start));
  },

  async 'renewal-charged'(system) {
    const { id, start, processId } = await subscribed(system, 'pm_good');
    await system.reaches(processId, 'completed');
    return renewal.workflowId(renewalOf(id, start));
  },

  async 'renewal-charge-refused'(system) {
    system.timeSkipping = { enabled: true };
    const { id, start, processId } = await subscribed(system, 'pm_declined');
    await system.reaches(processId, 'completed');
    return renewal.workflowId(renewalOf(id, start));
  },

  async 'renewal-charge-settled-by-hand'(system) {
    const { id, start, processId, invoiceId } = await subscribed(system, 'pm_lost');
    await system.until(async () => (await waitOf(system, processId))?.reason === 'asking_provider');
    const charges = system.bench.db().updateTable('crm_charges').set({ asked: asksBeforeHand });
    const [charge] = await charges.where('invoiceId', '=', invoiceId).returning('id').execute();
    const { admin } = system.bench.company.users;
    const settled = settleChargeInput.parse({ outcome: 'declined', reason: 'The bank knows nothing of it' });
    await system.bench.as(admin, (ctx) => chargeService.settle(ctx, invoiceId, charge?.id ?? '', settled));
    await system.until(async () => (await waitOf(system, processId))?.reason === 'payment_expected');
    const payment = paymentInput.parse({ amountMinor: 1_900 });
    await system.bench.as(admin, (ctx) => invoiceService.pay(ctx, invoiceId, payment));
    await system.client.workflow.getHandle(renewal.workflowId(renewalOf(id, start))).result();
    return renewal.workflowId(renewalOf(id, start));
  },
};

/** A quote that gives away a quarter of the price. */
async function handedIn(system: TestSystem): Promise<{ id: string; processId: string }> {
  const { northRep, admin } = system.bench.company.users;
  const account = await system.bench.as(northRep, (ctx) => makeAccount(ctx));
  const product = await system.bench.as(admin, (ctx) => makeProduct(ctx));
  const lines = [{ productId: product.id, discountPercent: '25' }];
  const data = quoteData({ accountId: account.id, currency: 'EUR', lines });
  const { id } = await system.bench.as(northRep, (ctx) => quoteService.create(ctx, data));
  await system.bench.as(northRep, (ctx) => quoteService.submit(ctx, id));
  return { id, processId: await processOf(system, quoteApproval.workflowId(`${id}/1`)) };
}

/** A subscription, with the run that sees to its first period. @param paymentMethodRef `null` where the customer pays by themselves */
async function subscribed(system: TestSystem, paymentMethodRef: string | null = null) {
  const { northRep, admin } = system.bench.company.users;
  const account = await system.bench.as(northRep, (ctx) => makeAccount(ctx));
  const terms = { name: 'Licences', currency: 'EUR', unitPriceMinor: 1_900, billingInterval: 'month' };
  const data = subscription.create.parse({ ...terms, accountId: account.id, paymentMethodRef });
  const made = await system.bench.as(admin, (ctx) => subscriptionService.create(ctx, data));
  const { id, currentPeriodStart: start, periods } = made;
  const processId = await processOf(system, renewal.workflowId(renewalOf(id, start)));
  return { id, start, processId, invoiceId: periods[0]?.invoiceId ?? '' };
}

/** A quote that was handed over, with a month to answer it. */
async function sent(system: TestSystem): Promise<{ id: string; processId: string }> {
  const { northRep } = system.bench.company.users;
  const account = await system.bench.as(northRep, (ctx) => makeAccount(ctx));
  const validUntil = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 'yyyy-mm-dd'.length);
  const lines = [{ description: 'Logger', quantity: '1', unitPriceMinor: 10_000 }];
  const data = quoteData({ accountId: account.id, currency: 'EUR', validUntil, lines });
  const { id } = await system.bench.as(northRep, (ctx) => quoteService.create(ctx, data));
  await system.bench.as(northRep, (ctx) => quoteService.submit(ctx, id));
  await system.bench.as(northRep, (ctx) => quoteService.send(ctx, id, { by: 'hand' }));
  return { id, processId: await processOf(system, quoteDelivery.workflowId(`${id}/1`)) };
}
