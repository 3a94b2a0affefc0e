import type { ProcessContract } from './contract.ts';

/** Sees one period of a subscription through: it is announced, billed, charged, and asked for until it is paid. */
export const renewal: ProcessContract<'renewal'> = {
  name: 'renewal',
  workflowId: (subscriptionAndPeriod) => `renewal/${subscriptionAndPeriod}`,
};

/** What the run of a period is called by. @param periodStart `yyyy-mm-dd` */
export function renewalOf(subscriptionId: string, periodStart: string): string {
  return `${subscriptionId}/${periodStart}`;
}

/** The first day of the period that a run is called by. */
export function periodOfRun(runsFor: string): string {
  return runsFor.slice(runsFor.lastIndexOf('/') + 1);
}

export const renewalSteps = ['announce', 'bill', 'charge', 'dun', 'suspend'] as const;

/** Signal: the subscription, its invoice or a charge of it changed; look at it again. */
export const renewalChangedSignal = 'renewalChanged';

/** What a look at a period leads to: to look again later, or to bring a charge to the provider. */
export type RenewalNext = { readonly until: string | null } | { readonly charge: string };
