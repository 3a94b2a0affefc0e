import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ServiceContext } from '@crm/core/context';
import { chargeService } from '@crm/core/charge/charge.service';
import { hearOfCharge } from '@crm/core/charge/charge';
import { subscriptionService } from '@crm/core/subscription/subscription.service';
import { makeAccount } from '@crm/core/testing/sales-scenes';
import { DomainError } from '@crm/domain/errors';
import { creditInput, paymentInput } from '@crm/domain/invoice/invoice';
import { invoiceService } from '@crm/core/invoice/invoice.service';
import { cancelInput, subscription } from '@crm/domain/subscription/subscription';
import { startPaymentSandbox, type PaymentSandbox } from '@crm/local/payment-sandbox';
import { httpProvider } from '../payments/http-provider.ts';
import { startTestSystem, type TestSystem } from '../testing/test-system.ts';

const key = 'a key of at least 16 characters';
let sandbox: PaymentSandbox;
let system: TestSystem;
let accountId: string;
beforeAll(async () => {
  sandbox = await startPaymentSandbox({ port: 0, key });
  const url = `http://127.0.0.1:${sandbox.port}`;
  system = await startTestSystem({ payments: httpProvider({ url, key, callbackUrl: null, timeoutMs: 2_000 }) });
  accountId = (await asRep((ctx) => makeAccount(ctx))).id;
});
beforeEach(() => {
  system.timeSkipping = null;
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await sandbox.close();
});

function asRep<Result>(work: (ctx: ServiceContext) => Promise<Result>): Promise<Result> {
  return system.bench.as(system.bench.company.users.northRep, work);
}

async function subscribe(paymentMethodRef: string | null) {
  const data = subscription.create.parse({
    name: `Monitoring ${Math.random()}`,
    accountId,
    currency: 'EUR',
    unitPriceMinor: 1_900,
    quantity: '40',
    billingInterval: 'month',
    paymentMethodRef,
  });
  const { id, periods } = await system.bench.as(system.bench.company.users.admin, (ctx) =>
    subscriptionService.create(ctx, data),
  );
  return { id, invoiceId: periods[0]?.invoiceId ?? '' };
}

/** The runs of a subscription, the first period's first. */
async function runsOf(id: string) {
  const rows = system.bench.db().selectFrom('crm_processes').select(['id', 'workflowId', 'wait', 'steps']);
  return rows.where('subjectId', '=', id).orderBy('workflowId').execute();
}

async function firstRun(id: string): Promise<string> {
  return (await runsOf(id))[0]?.id ?? '';
}

const invoiceOf = (id: string) =>
  system.bench.db().selectFrom('crm_invoices').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const chargedFor = (invoiceId: string) =>
  asRep(async (ctx) => {
    const { items } = await chargeService.list(ctx, invoiceId);
    const ids = new Set(items.map(({ id }) => id));
    return sandbox.charges.filter((made) => ids.has(made.key));
  });

describe('a period of a subscription (PLAN-048, PLAN-049)', () => {
  test('is billed, its invoice mailed and its money taken once, and the next period waits for its day', async () => {
    const { id, invoiceId } = await subscribe('pm_good');
    await system.reaches(await firstRun(id), 'completed');
    expect(await invoiceOf(invoiceId)).toMatchObject({ status: 'paid', paidMinor: 76_000 });
    expect(await chargedFor(invoiceId)).toMatchObject([{ status: 'succeeded', amount_minor: 76_000 }]);
    const [, next] = await runsOf(id);
    await system.reaches(next?.id ?? '', 'waiting_timer');
    expect((await runsOf(id))[1]?.wait).toMatchObject({ reason: 'until_renewal', next: { code: 'announce' } });
  });

  test.each(['drop_before', 'drop_after', 'error_before', 'error_after'] as const)(
    'is charged once when the provider fails: %s',
    async (fault) => {
      sandbox.faults.push(fault);
      const { id, invoiceId } = await subscribe('pm_good');
      const run = await firstRun(id);
      if (fault.endsWith('_before')) {
        // The provider has never heard of it: it is asked until that is certain, and says so meanwhile.
        await expect.poll(async () => (await runsOf(id))[0]?.wait?.reason, { timeout: 20_000 }).toBe('asking_provider');
        const charges = system.bench
          .db()
          .updateTable('crm_charges')
          .set({ sentAt: new Date(0) });
        await charges.where('invoiceId', '=', invoiceId).execute();
      }
      await system.reaches(run, 'completed');
      expect(await chargedFor(invoiceId)).toMatchObject([{ status: 'succeeded' }]);
      expect(await invoiceOf(invoiceId)).toMatchObject({ status: 'paid', paidMinor: 76_000 });
    },
  );

  test('is asked about at once when the provider calls, and a call that comes twice changes nothing', async () => {
    sandbox.faults.push('drop_after');
    await system.stopAll();
    const { id, invoiceId } = await subscribe('pm_good');
    await system.startWorker();
    system.startRelay();
    await system.reaches(await firstRun(id), 'completed');
    const [charge] = await system.bench
      .db()
      .selectFrom('crm_charges')
      .selectAll()
      .where('invoiceId', '=', invoiceId)
      .execute();
    for (const _ of [1, 2]) await asRep((ctx) => hearOfCharge(ctx, charge?.id ?? ''));
    expect(await invoiceOf(invoiceId)).toMatchObject({ status: 'paid', paidMinor: 76_000 });
  });

  test('whose money is refused is tried for three times by schedule; then it is past due, and at last paused', async () => {
    system.timeSkipping = { enabled: true };
    const { id, invoiceId } = await subscribe('pm_declined');
    await system.reaches(await firstRun(id), 'completed');
    expect(await chargedFor(invoiceId)).toMatchObject(Array.from({ length: 3 }, () => ({ status: 'declined' })));
    expect(await asRep((ctx) => subscriptionService.get(ctx, id))).toMatchObject({ status: 'paused' });
    const told = system.bench.db().selectFrom('crm_notifications').select('kind').where('subjectId', '=', id);
    // The next period has a clock of its own here, and is declined too.
    expect([...new Set((await told.execute()).map(({ kind }) => kind))].toSorted()).toEqual([
      'assigned',
      'payment_declined',
      'process_waits',
      'subscription_unpaid',
    ]);
  });

  test('that a person has the money taken for now is paid at once', async () => {
    const { id, invoiceId } = await subscribe('pm_declined');
    const run = await firstRun(id);
    await expect.poll(async () => (await runsOf(id))[0]?.wait?.next?.code, { timeout: 20_000 }).toBe('charge');
    const { admin } = system.bench.company.users;
    await system.bench.as(admin, (ctx) => subscriptionService.update(ctx, id, { paymentMethodRef: 'pm_good' }));
    await system.bench.as(admin, (ctx) => chargeService.now(ctx, invoiceId));
    await system.reaches(run, 'completed');
    expect(await invoiceOf(invoiceId)).toMatchObject({ status: 'paid' });
  });

  test('cannot be voided, credited or paid otherwise while nobody knows whether its money was taken', async () => {
    sandbox.faults.push('error_before');
    const { id, invoiceId } = await subscribe('pm_good');
    const run = await firstRun(id);
    await expect.poll(async () => (await runsOf(id))[0]?.wait?.reason, { timeout: 20_000 }).toBe('asking_provider');
    const { admin } = system.bench.company.users;
    const codeOf = (work: (ctx: ServiceContext) => Promise<unknown>) =>
      system.bench.as(admin, work).then(
        () => 'done',
        (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
      );
    expect([
      await codeOf((ctx) => invoiceService.void(ctx, invoiceId, null)),
      await codeOf((ctx) => invoiceService.credit(ctx, invoiceId, creditInput.parse({}))),
      await codeOf((ctx) => invoiceService.pay(ctx, invoiceId, paymentInput.parse({ amountMinor: 1 }))),
      await codeOf((ctx) => chargeService.now(ctx, invoiceId)),
    ]).toEqual(Array.from({ length: 4 }, () => 'invalid_transition'));
    await system.bench
      .db()
      .updateTable('crm_charges')
      .set({ sentAt: new Date(0) })
      .where('invoiceId', '=', invoiceId)
      .execute();
    await system.reaches(run, 'completed');
    expect(await invoiceOf(invoiceId)).toMatchObject({ status: 'paid' });
  });

  test('that is owed by somebody who cancelled is asked for by mail, and the run ends well', async () => {
    system.timeSkipping = { enabled: true };
    await system.stopAll();
    const { id, invoiceId } = await subscribe('pm_declined');
    await system.bench.as(system.bench.company.users.admin, (ctx) =>
      subscriptionService.cancel(ctx, id, cancelInput.parse({ at: 'now' })),
    );
    await system.startWorker();
    system.startRelay();
    await system.reaches(await firstRun(id), 'completed');
    expect(await chargedFor(invoiceId)).toEqual([]);
    expect(await invoiceOf(invoiceId)).toMatchObject({ status: 'issued' });
  });

  test('of a subscription that was cancelled is never billed', async () => {
    const { id } = await subscribe('pm_good');
    const [, next] = await runsOf(id);
    await system.reaches(next?.id ?? '', 'waiting_timer');
    await system.bench.as(system.bench.company.users.admin, (ctx) =>
      subscriptionService.cancel(ctx, id, cancelInput.parse({ at: 'now' })),
    );
    await system.reaches(next?.id ?? '', 'completed');
    expect((await runsOf(id))[1]?.steps[0]).toMatchObject({ detail: { code: 'period_dropped' } });
  });
});
