import { askLater, mayResend, settleCharge, takeUpCharge, type ChargeWork } from '@crm/core/charge/charge';
import { PaymentRefusedError, type PaymentProvider } from '@crm/core/ports/payment-provider';
import { lookAtRenewal } from '@crm/core/subscription/renewal-watch';
import type { ChargeOutcome } from '@crm/domain/charge/charge';
import type { RenewalNext } from '@crm/domain/processes/renewal';
import { runAsProcess, runStepAsProcess, type ActivityDeps, type StepInput } from './run-step.ts';

export interface RenewalActivities {
  lookAtRenewal(input: StepInput & { readonly periodStart: string }): Promise<RenewalNext | null>;
  bringCharge(input: StepInput & { readonly charge: string }): Promise<void>;
}

export function createRenewalActivities(deps: ActivityDeps): RenewalActivities {
  return {
    lookAtRenewal: (input) =>
      runStepAsProcess(deps, input, 'charge', (ctx, call) => lookAtRenewal(ctx, call, input.periodStart)),

    /**
     * Sends a charge, or asks what came of it. Written down before and after, each in a transaction of its own: whoever
     * is killed between the two leaves a charge that is asked about.
     */
    async bringCharge(input) {
      const { charge: id } = input;
      const provider = requireProvider(deps.payments);
      const work = await runAsProcess(deps, input, (ctx) => takeUpCharge(ctx, id));
      if (work.do === 'nothing') return;
      const mayRepeat = () => runAsProcess(deps, input, (ctx) => mayResend(ctx, id));
      const outcome = await learnOutcome(provider, work, mayRepeat).catch(orUnknown);
      await runAsProcess(deps, input, (ctx) => (outcome === null ? askLater(ctx, id) : settleCharge(ctx, id, outcome)));
    },
  };
}

/** @returns `null` when the provider knows nothing of the charge yet */
async function learnOutcome(
  provider: PaymentProvider,
  work: Exclude<ChargeWork, { readonly do: 'nothing' }>,
  mayRepeat: () => Promise<boolean>,
): Promise<ChargeOutcome | null> {
  if (work.do === 'send') return provider.charge(work.order);
  const found = await provider.find(work.order.key);
  if (found !== null) return found;
  return (await mayRepeat()) ? provider.charge(work.order) : null;
}

/** No answer proves nothing, whatever the reason: it is asked for later. What somebody must mend is told. */
function orUnknown(error: unknown): null {
  if (error instanceof PaymentRefusedError) throw error;
  return null;
}

function requireProvider(provider: PaymentProvider | null): PaymentProvider {
  if (provider === null) throw new Error('No payment provider is configured: set CRM_PAYMENTS_URL.');
  return provider;
}
