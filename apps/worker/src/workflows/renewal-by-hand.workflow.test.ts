import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chargeService } from '@crm/core/charge/charge.service';
import { hearOfCharge, settleCharge } from '@crm/core/charge/charge';
import { invoiceService } from '@crm/core/invoice/invoice.service';
import { asksBeforeHand } from '@crm/domain/charge/dunning.rules';
import { DomainError } from '@crm/domain/errors';
import { paymentInput } from '@crm/domain/invoice/invoice';
import { startRenewalBench, type RenewalBench } from '../testing/renewal-bench.ts';

let bench: RenewalBench;
beforeAll(async () => {
  bench = await startRenewalBench();
});
beforeEach(() => {
  bench.line.isSilent = false;
});
afterAll(() => bench[Symbol.asyncDispose]());

/** A charge that the provider made, or refused, and of which it says nothing, however often it is asked. */
async function untold(method: 'pm_good' | 'pm_declined', asked = asksBeforeHand) {
  bench.line.isSilent = true;
  const { id, invoiceId } = await bench.subscribe(method);
  const run = await bench.firstRun(id);
  await waitsFor(id, 'asking_provider');
  const charges = bench.system.bench.db().updateTable('crm_charges').set({ asked });
  await charges.where('invoiceId', '=', invoiceId).execute();
  const [charge] = await bench.chargesOf(invoiceId);
  return { id, invoiceId, run, chargeId: charge?.id ?? '' };
}

function waitsFor(subscriptionId: string, reason: string) {
  return expect
    .poll(async () => (await bench.runsOf(subscriptionId))[0]?.wait?.reason, { timeout: 20_000 })
    .toBe(reason);
}

function settle(invoiceId: string, chargeId: string, outcome: 'succeeded' | 'declined') {
  const data = { outcome, reason: 'By the statement of the bank' };
  return bench.asAdmin((ctx) => chargeService.settle(ctx, invoiceId, chargeId, data));
}

/** The provider can tell again, and calls twice. */
async function providerCalls(chargeId: string): Promise<void> {
  bench.line.isSilent = false;
  for (const _ of [1, 2]) await bench.asAdmin((ctx) => hearOfCharge(ctx, chargeId));
}

async function toldOf(invoiceId: string): Promise<string | null> {
  return (await bench.chargesOf(invoiceId))[0]?.toldState ?? null;
}

const paymentsOf = (invoiceId: string) =>
  bench.system.bench
    .db()
    .selectFrom('crm_payments')
    .select(['amountMinor', 'method', 'reference'])
    .where('invoiceId', '=', invoiceId)
    .execute();

async function isTold(invoiceId: string): Promise<boolean> {
  const { admin } = bench.system.bench.company.users;
  const told = bench.system.bench.db().selectFrom('crm_notifications').select('id');
  const rows = await told
    .where('subjectId', '=', invoiceId)
    .where('kind', '=', 'payment_contradicted')
    .where('userId', '=', admin.id)
    .execute();
  return rows.length === 1;
}

async function stepsOf(invoiceId: string): Promise<unknown[]> {
  const rows = bench.system.bench.db().selectFrom('crm_timeline').select('payload').where('subjectId', '=', invoiceId);
  return (await rows.execute()).map(({ payload }) => payload['step']);
}

describe('a charge of which the provider cannot tell (PLAN-049)', () => {
  test('that a person says was paid is booked once, and the provider that says so later changes nothing', async () => {
    const { invoiceId, chargeId, run } = await untold('pm_good');
    await settle(invoiceId, chargeId, 'succeeded');
    await bench.system.reaches(run, 'completed');
    expect(await bench.invoiceOf(invoiceId)).toMatchObject({ status: 'paid', paidMinor: 76_000 });
    await providerCalls(chargeId);
    await expect.poll(() => toldOf(invoiceId), { timeout: 20_000 }).toBe('succeeded');
    expect(await paymentsOf(invoiceId)).toEqual([{ amountMinor: 76_000, method: 'card', reference: chargeId }]);
    expect(await isTold(invoiceId)).toBe(false);
    expect(await stepsOf(invoiceId)).toContain('charge_settled');
    expect(await bench.chargedFor(invoiceId)).toHaveLength(1);
  });

  test('that a person says was paid and the provider refused is told to the administrators', async () => {
    const { invoiceId, chargeId, run } = await untold('pm_declined');
    await settle(invoiceId, chargeId, 'succeeded');
    await bench.system.reaches(run, 'completed');
    await providerCalls(chargeId);
    await expect.poll(() => toldOf(invoiceId), { timeout: 20_000 }).toBe('declined');
    expect(await isTold(invoiceId)).toBe(true);
    expect(await bench.invoiceOf(invoiceId)).toMatchObject({ status: 'paid', paidMinor: 76_000 });
    expect(await stepsOf(invoiceId)).toContain('charge_contradicted');
  });

  test('that a person says was not paid lets the run go on at once; money that was taken after all is booked', async () => {
    const { id, invoiceId, chargeId, run } = await untold('pm_good');
    await settle(invoiceId, chargeId, 'declined');
    await waitsFor(id, 'payment_expected');
    expect(await paymentsOf(invoiceId)).toEqual([]);
    await providerCalls(chargeId);
    await bench.system.reaches(run, 'completed');
    const [made] = await bench.chargedFor(invoiceId);
    expect(await paymentsOf(invoiceId)).toEqual([{ amountMinor: 76_000, method: 'card', reference: made?.id }]);
    expect(await bench.chargesOf(invoiceId)).toMatchObject([
      { state: 'declined', toldState: 'succeeded', settledReason: 'By the statement of the bank' },
    ]);
    expect(await isTold(invoiceId)).toBe(true);
  });

  test('and whose invoice was paid otherwise meanwhile is not booked a second time', async () => {
    const { id, invoiceId, chargeId, run } = await untold('pm_good');
    await settle(invoiceId, chargeId, 'declined');
    await waitsFor(id, 'payment_expected');
    const payment = paymentInput.parse({ amountMinor: 76_000, reference: 'A transfer' });
    await bench.asAdmin((ctx) => invoiceService.pay(ctx, invoiceId, payment));
    await bench.system.reaches(run, 'completed');
    await providerCalls(chargeId);
    await expect.poll(() => toldOf(invoiceId), { timeout: 20_000 }).toBe('succeeded');
    expect(await paymentsOf(invoiceId)).toMatchObject([{ reference: 'A transfer' }]);
    expect(await bench.invoiceOf(invoiceId)).toMatchObject({ status: 'paid', paidMinor: 76_000 });
    expect(await isTold(invoiceId)).toBe(true);
  });

  test('is settled once by whoever comes first, the person or the provider', async () => {
    const { invoiceId, chargeId } = await untold('pm_good');
    const [made] = await bench.chargedFor(invoiceId);
    const outcome = {
      providerId: made?.id ?? '',
      state: 'succeeded',
      declineCode: null,
      amountMinor: 76_000,
      currency: 'EUR',
    } as const;
    await Promise.allSettled([
      settle(invoiceId, chargeId, 'succeeded'),
      ...Array.from({ length: 5 }, () => bench.asAdmin((ctx) => settleCharge(ctx, chargeId, outcome))),
      settle(invoiceId, chargeId, 'declined'),
    ]);
    expect(await paymentsOf(invoiceId)).toHaveLength(1);
    expect(await bench.invoiceOf(invoiceId)).toMatchObject({ status: 'paid', paidMinor: 76_000 });
  });

  test('is settled by those who may, with what they say written down, and no sooner than it was asked about', async () => {
    const { invoiceId, chargeId } = await untold('pm_good', 1);
    const { northRep, northManager } = bench.system.bench.company.users;
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
      );
    const data = { outcome: 'declined', reason: 'The bank knows nothing of it' } as const;
    const as = (user: typeof northRep, of = chargeId) =>
      codeOf(bench.system.bench.as(user, (ctx) => chargeService.settle(ctx, invoiceId, of, data)));
    expect(await as(northManager)).toBe('invalid_transition');
    const charges = bench.system.bench.db().updateTable('crm_charges').set({ asked: asksBeforeHand });
    await charges.where('invoiceId', '=', invoiceId).execute();
    expect(await as(northRep)).toBe('forbidden');
    expect(await as(northManager, invoiceId)).toBe('not_found');
    expect(await as(northManager)).toBe('done');
    expect(await as(northManager)).toBe('invalid_transition');
    expect(await bench.chargesOf(invoiceId)).toMatchObject([
      { state: 'declined', settledBy: { id: northManager.id }, settledReason: data.reason },
    ]);
    const audited = bench.system.bench.db().selectFrom('crm_auditlog').select(['actorId', 'changes']);
    const rows = await audited.where('recordId', '=', chargeId).where('actorId', '=', northManager.id).execute();
    expect(JSON.stringify(rows)).toContain(data.reason);
  });
});
