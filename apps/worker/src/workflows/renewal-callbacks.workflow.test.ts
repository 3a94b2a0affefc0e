import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chargeService } from '@crm/core/charge/charge.service';
import { hearOfCharge } from '@crm/core/charge/charge';
import { invoiceService } from '@crm/core/invoice/invoice.service';
import { asksBeforeHand } from '@crm/domain/charge/dunning.rules';
import { startRenewalBench, type RenewalBench } from '../testing/renewal-bench.ts';

let bench: RenewalBench;
beforeAll(async () => {
  bench = await startRenewalBench();
});
beforeEach(() => {
  bench.line.isForgetful = false;
  bench.line.isSilent = false;
});
afterAll(() => bench[Symbol.asyncDispose]());

/** The provider calls so often, all at once. */
function calls(chargeId: string, times: number) {
  return Promise.all(Array.from({ length: times }, () => bench.asAdmin((ctx) => hearOfCharge(ctx, chargeId))));
}

async function chargeOf(invoiceId: string) {
  const [charge] = await bench.chargesOf(invoiceId);
  if (charge === undefined) throw new Error('There is no charge.');
  return charge;
}

const paymentsOf = (invoiceId: string) =>
  bench.system.bench.db().selectFrom('crm_payments').selectAll().where('invoiceId', '=', invoiceId).execute();

function waitsForProvider(id: string) {
  return expect
    .poll(async () => (await bench.runsOf(id))[0]?.wait?.reason, { timeout: 20_000 })
    .toBe('asking_provider');
}

describe('what the provider calls about (PLAN-049)', () => {
  test('twenty times at once while the outcome is open books the money once', async () => {
    bench.sandbox.faults.push('error_after');
    bench.line.isForgetful = true;
    const { id, invoiceId } = await bench.subscribe('pm_good');
    await waitsForProvider(id);
    bench.line.isForgetful = false;
    const charge = await chargeOf(invoiceId);
    await calls(charge.id, 20);
    await bench.system.reaches(await bench.firstRun(id), 'completed');
    expect(await bench.chargedFor(invoiceId)).toHaveLength(1);
    expect(await paymentsOf(invoiceId)).toHaveLength(1);
    expect(await bench.invoiceOf(invoiceId)).toMatchObject({ status: 'paid', paidMinor: 76_000 });
  });

  test('only after we asked and know changes nothing and begins nothing', async () => {
    const { id, invoiceId } = await bench.subscribe('pm_good');
    await bench.system.reaches(await bench.firstRun(id), 'completed');
    const [charge, runs] = [await chargeOf(invoiceId), await bench.runsOf(id)];
    await calls(charge.id, 20);
    expect(await chargeOf(invoiceId)).toEqual(charge);
    expect((await bench.runsOf(id)).map((run) => run.id)).toEqual(runs.map((run) => run.id));
    expect(await paymentsOf(invoiceId)).toHaveLength(1);
  });

  test('before the charge was sent changes nothing, and it is sent once', async () => {
    await bench.system.stopAll();
    const { id, invoiceId } = await bench.subscribe('pm_good');
    await bench.asAdmin((ctx) => chargeService.now(ctx, invoiceId));
    const planned = await chargeOf(invoiceId);
    await calls(planned.id, 3);
    expect(await chargeOf(invoiceId)).toEqual(planned);
    expect(planned.state).toBe('planned');
    await bench.system.startWorker();
    bench.system.startRelay();
    await bench.system.reaches(await bench.firstRun(id), 'completed');
    expect(await bench.chargedFor(invoiceId)).toHaveLength(1);
    expect(await paymentsOf(invoiceId)).toHaveLength(1);
  });

  test('after a person said that nothing was taken and the invoice was voided is told, and booked nowhere', async () => {
    bench.line.isSilent = true;
    const { id, invoiceId } = await bench.subscribe('pm_good');
    await waitsForProvider(id);
    const asked = bench.system.bench.db().updateTable('crm_charges').set({ asked: asksBeforeHand });
    await asked.where('invoiceId', '=', invoiceId).execute();
    const { id: chargeId } = await chargeOf(invoiceId);
    const data = { outcome: 'declined', reason: 'The bank knows nothing of it' } as const;
    await bench.asAdmin((ctx) => chargeService.settle(ctx, invoiceId, chargeId, data));
    await bench.asAdmin((ctx) => invoiceService.void(ctx, invoiceId, 'Sent to the wrong customer'));
    await bench.system.reaches(await bench.firstRun(id), 'completed');
    bench.line.isSilent = false;
    await calls(chargeId, 20);
    await expect.poll(async () => (await chargeOf(invoiceId)).toldState, { timeout: 20_000 }).toBe('succeeded');
    expect(await paymentsOf(invoiceId)).toEqual([]);
    expect(await bench.invoiceOf(invoiceId)).toMatchObject({ status: 'void', paidMinor: 0 });
    const told = bench.system.bench.db().selectFrom('crm_notifications').select('userId');
    const rows = await told
      .where('kind', '=', 'payment_contradicted')
      .where('subjectId', '=', invoiceId)
      .where('userId', '=', bench.system.bench.company.users.admin.id)
      .execute();
    expect(rows).toHaveLength(1);
  });
});
