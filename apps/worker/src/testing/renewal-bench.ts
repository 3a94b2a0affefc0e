import { chargeService } from '@crm/core/charge/charge.service';
import type { ServiceContext } from '@crm/core/context';
import type { PaymentProvider } from '@crm/core/ports/payment-provider';
import { subscriptionService } from '@crm/core/subscription/subscription.service';
import { makeAccount } from '@crm/core/testing/sales-scenes';
import { subscription } from '@crm/domain/subscription/subscription';
import { startPaymentSandbox } from '@crm/local/payment-sandbox';
import { httpProvider } from '../payments/http-provider.ts';
import { startTestSystem } from './test-system.ts';

const key = 'a key of at least 16 characters';

export type RenewalBench = Awaited<ReturnType<typeof startRenewalBench>>;

/** A test system whose payment provider is the sandbox over HTTP, with what tests of renewals ask for. */
export async function startRenewalBench() {
  const sandbox = await startPaymentSandbox({ port: 0, key });
  const http = httpProvider({
    url: `http://127.0.0.1:${sandbox.port}`,
    key,
    callbackUrl: null,
    timeoutMs: 2_000,
  });
  /** `isSilent`: it does what it is told, and says nothing of it. `isForgetful`: asked what it did, it does not answer. */
  const line = { isSilent: false, isForgetful: false };
  const heard = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const said = await answer;
    if (line.isSilent) throw new Error('The line is dead.');
    return said;
  };
  const payments: PaymentProvider = {
    charge: (order) => heard(http.charge(order)),
    find: (of) => (line.isForgetful ? Promise.reject(new Error('The line is dead.')) : heard(http.find(of))),
  };
  const system = await startTestSystem({ payments });
  const { bench } = system;
  const asRep = <Result>(work: (ctx: ServiceContext) => Promise<Result>) =>
    bench.as(bench.company.users.northRep, work);
  const asAdmin = <Result>(work: (ctx: ServiceContext) => Promise<Result>) => bench.as(bench.company.users.admin, work);
  const { id: accountId } = await asRep((ctx) => makeAccount(ctx));

  /** The runs of a subscription, the first period's first. */
  function runsOf(id: string) {
    const rows = bench.db().selectFrom('crm_processes').select(['id', 'workflowId', 'wait', 'steps', 'state']);
    return rows.where('subjectId', '=', id).orderBy('workflowId').execute();
  }

  return {
    sandbox,
    system,
    line,
    asRep,
    asAdmin,
    runsOf,

    /** A subscription over 760.00 EUR a month, and the invoice of its first period. */
    async subscribe(paymentMethodRef: string | null) {
      const data = subscription.create.parse({
        name: `Monitoring ${Math.random()}`,
        accountId,
        currency: 'EUR',
        unitPriceMinor: 1_900,
        quantity: '40',
        billingInterval: 'month',
        paymentMethodRef,
      });
      const { id, periods } = await asAdmin((ctx) => subscriptionService.create(ctx, data));
      return { id, invoiceId: periods[0]?.invoiceId ?? '' };
    },

    async firstRun(id: string): Promise<string> {
      return (await runsOf(id))[0]?.id ?? '';
    },

    invoiceOf: (id: string) =>
      bench.db().selectFrom('crm_invoices').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),

    /** The charges of an invoice, the last first. */
    chargesOf: async (invoiceId: string) => (await asAdmin((ctx) => chargeService.list(ctx, invoiceId))).items,

    /** What the provider did about an invoice. */
    async chargedFor(invoiceId: string) {
      const { items } = await asRep((ctx) => chargeService.list(ctx, invoiceId));
      const ids = new Set(items.map(({ id }) => id));
      return sandbox.charges.filter((made) => ids.has(made.key));
    },

    async [Symbol.asyncDispose](): Promise<void> {
      await system[Symbol.asyncDispose]();
      await sandbox.close();
    },
  };
}
