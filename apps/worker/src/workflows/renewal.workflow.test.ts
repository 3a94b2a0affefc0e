import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ServiceContext } from '@crm/core/context';
import { chargeService } from '@crm/core/charge/charge.service';
import { hearOfCharge } from '@crm/core/charge/charge';
import { subscriptionService } from '@crm/core/subscription/subscription.service';
import { DomainError } from '@crm/domain/errors';
import { creditInput, paymentInput } from '@crm/domain/invoice/invoice';
import { invoiceService } from '@crm/core/invoice/invoice.service';
import { cancelInput } from '@crm/domain/subscription/subscription';
import { startRenewalBench, type RenewalBench } from '../testing/renewal-bench.ts';

let bench: RenewalBench;
beforeAll(async () => {
  bench = await startRenewalBench();
});
beforeEach(() => {
  bench.system.timeSkipping = null;
  bench.line.isForgetful = false;
});
afterAll(() => bench[Symbol.asyncDispose]());

describe('a period of a subscription (PLAN-048, PLAN-049)', () => {
  test('is billed, its invoice mailed and its money taken once, and the next period waits for its day', async () => {
    const { id, invoiceId } = await bench.subscribe('pm_good');
    await bench.system.reaches(await bench.firstRun(id), 'completed');
    expect(await bench.invoiceOf(invoiceId)).toMatchObject({ status: 'paid', paidMinor: 76_000 });
    expect(await bench.chargedFor(invoiceId)).toMatchObject([{ status: 'succeeded', amount_minor: 76_000 }]);
    const [, next] = await bench.runsOf(id);
    await bench.system.reaches(next?.id ?? '', 'waiting_timer');
    expect((await bench.runsOf(id))[1]?.wait).toMatchObject({ reason: 'until_renewal', next: { code: 'announce' } });
  });

  test.each(['drop_before', 'drop_after', 'error_before', 'error_after', 'hang_before', 'hang_after'] as const)(
    'is charged once when the provider fails, and says meanwhile that the outcome is asked for: %s',
    async (fault) => {
      bench.sandbox.faults.push(fault);
      bench.line.isForgetful = true;
      const { id, invoiceId } = await bench.subscribe('pm_good');
      const wait = async () => (await bench.runsOf(id))[0]?.wait;
      await expect.poll(async () => (await wait())?.reason, { timeout: 20_000 }).toBe('asking_provider');
      expect(await wait()).toMatchObject({ reason: 'asking_provider', next: { code: 'retry' } });
      expect(await bench.chargesOf(invoiceId)).toMatchObject([{ state: 'unknown', attempt: 1 }]);
      expect(await bench.chargedFor(invoiceId)).toHaveLength(fault.endsWith('_before') ? 0 : 1);
      expect(await bench.invoiceOf(invoiceId)).toMatchObject({ status: 'issued', paidMinor: 0 });
      // Where the provider has never heard of it, it is sent again once that is certain.
      const charges = bench.system.bench
        .db()
        .updateTable('crm_charges')
        .set({ sentAt: new Date(0) });
      await charges.where('invoiceId', '=', invoiceId).execute();
      bench.line.isForgetful = false;
      await bench.system.reaches(await bench.firstRun(id), 'completed');
      expect(await bench.chargedFor(invoiceId)).toMatchObject([{ status: 'succeeded' }]);
      expect(await bench.invoiceOf(invoiceId)).toMatchObject({ status: 'paid', paidMinor: 76_000 });
    },
  );

  test('is asked about at once when the provider calls, and a call that comes twice changes nothing', async () => {
    bench.sandbox.faults.push('drop_after');
    await bench.system.stopAll();
    const { id, invoiceId } = await bench.subscribe('pm_good');
    await bench.system.startWorker();
    bench.system.startRelay();
    await bench.system.reaches(await bench.firstRun(id), 'completed');
    const [charge] = await bench.system.bench
      .db()
      .selectFrom('crm_charges')
      .selectAll()
      .where('invoiceId', '=', invoiceId)
      .execute();
    for (const _ of [1, 2]) await bench.asRep((ctx) => hearOfCharge(ctx, charge?.id ?? ''));
    expect(await bench.invoiceOf(invoiceId)).toMatchObject({ status: 'paid', paidMinor: 76_000 });
  });

  test('whose money is refused is tried for three times by schedule; then it is past due, and at last paused', async () => {
    bench.system.timeSkipping = { enabled: true };
    const { id, invoiceId } = await bench.subscribe('pm_declined');
    await bench.system.reaches(await bench.firstRun(id), 'completed');
    expect(await bench.chargedFor(invoiceId)).toMatchObject(Array.from({ length: 3 }, () => ({ status: 'declined' })));
    expect(await bench.asRep((ctx) => subscriptionService.get(ctx, id))).toMatchObject({ status: 'paused' });
    const told = bench.system.bench.db().selectFrom('crm_notifications').select('kind').where('subjectId', '=', id);
    // The next period has a clock of its own here, and is declined too.
    expect([...new Set((await told.execute()).map(({ kind }) => kind))].toSorted()).toEqual([
      'assigned',
      'payment_declined',
      'process_waits',
      'subscription_unpaid',
    ]);
  });

  test('that a person has the money taken for now is paid at once', async () => {
    const { id, invoiceId } = await bench.subscribe('pm_declined');
    const run = await bench.firstRun(id);
    await expect.poll(async () => (await bench.runsOf(id))[0]?.wait?.next?.code, { timeout: 20_000 }).toBe('charge');
    await bench.asAdmin((ctx) => subscriptionService.update(ctx, id, { paymentMethodRef: 'pm_good' }));
    await bench.asAdmin((ctx) => chargeService.now(ctx, invoiceId));
    await bench.system.reaches(run, 'completed');
    expect(await bench.invoiceOf(invoiceId)).toMatchObject({ status: 'paid' });
  });

  test('that a person has the money tried for now in vain keeps the three tries of the schedule', async () => {
    bench.system.timeSkipping = { enabled: true };
    await bench.system.stopAll();
    const { id, invoiceId } = await bench.subscribe('pm_declined');
    await bench.asAdmin((ctx) => chargeService.now(ctx, invoiceId));
    await bench.system.startWorker();
    bench.system.startRelay();
    await bench.system.reaches(await bench.firstRun(id), 'completed');
    const tries = (await bench.chargesOf(invoiceId)).toReversed();
    expect(tries.map(({ scheduled, state }) => [scheduled, state])).toEqual([
      [false, 'declined'],
      [true, 'declined'],
      [true, 'declined'],
      [true, 'declined'],
    ]);
  });

  test('cannot be voided, credited or paid otherwise while nobody knows whether its money was taken', async () => {
    bench.sandbox.faults.push('error_before');
    const { id, invoiceId } = await bench.subscribe('pm_good');
    const run = await bench.firstRun(id);
    await expect
      .poll(async () => (await bench.runsOf(id))[0]?.wait?.reason, { timeout: 20_000 })
      .toBe('asking_provider');
    const codeOf = (work: (ctx: ServiceContext) => Promise<unknown>) =>
      bench.asAdmin(work).then(
        () => 'done',
        (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
      );
    expect([
      await codeOf((ctx) => invoiceService.void(ctx, invoiceId, null)),
      await codeOf((ctx) => invoiceService.credit(ctx, invoiceId, creditInput.parse({}))),
      await codeOf((ctx) => invoiceService.pay(ctx, invoiceId, paymentInput.parse({ amountMinor: 1 }))),
      await codeOf((ctx) => chargeService.now(ctx, invoiceId)),
    ]).toEqual(Array.from({ length: 4 }, () => 'invalid_transition'));
    await bench.system.bench
      .db()
      .updateTable('crm_charges')
      .set({ sentAt: new Date(0) })
      .where('invoiceId', '=', invoiceId)
      .execute();
    await bench.system.reaches(run, 'completed');
    expect(await bench.invoiceOf(invoiceId)).toMatchObject({ status: 'paid' });
  });

  test('that is owed by somebody who cancelled is asked for by mail, and the run ends well', async () => {
    bench.system.timeSkipping = { enabled: true };
    await bench.system.stopAll();
    const { id, invoiceId } = await bench.subscribe('pm_declined');
    await bench.asAdmin((ctx) => subscriptionService.cancel(ctx, id, cancelInput.parse({ at: 'now' })));
    await bench.system.startWorker();
    bench.system.startRelay();
    await bench.system.reaches(await bench.firstRun(id), 'completed');
    expect(await bench.chargedFor(invoiceId)).toEqual([]);
    expect(await bench.invoiceOf(invoiceId)).toMatchObject({ status: 'issued' });
  });

  test('of a subscription that was cancelled is never billed', async () => {
    const { id } = await bench.subscribe('pm_good');
    const [, next] = await bench.runsOf(id);
    await bench.system.reaches(next?.id ?? '', 'waiting_timer');
    await bench.asAdmin((ctx) => subscriptionService.cancel(ctx, id, cancelInput.parse({ at: 'now' })));
    await bench.system.reaches(next?.id ?? '', 'completed');
    expect((await bench.runsOf(id))[1]?.steps[0]).toMatchObject({ detail: { code: 'period_dropped' } });
  });
});
