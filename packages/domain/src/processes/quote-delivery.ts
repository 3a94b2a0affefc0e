import type { ProcessContract } from './contract.ts';

/** Sees a sent quote through: that the mail goes out, that the customer is reminded, and that it ends on its last day. */
export const quoteDelivery: ProcessContract<'quoteDelivery'> = {
  name: 'quoteDelivery',
  workflowId: (quoteAndRevision) => `quote-delivery/${quoteAndRevision}`,
};

/** What the run of a quote's delivery is called by. */
export function quoteDeliveryOf({ id, revision }: { readonly id: string; readonly revision: number }): string {
  return `${id}/${revision}`;
}

export const quoteDeliverySteps = ['deliver', 'remind_customer', 'answer'] as const;

/** Signal: it was sent again, answered, revised, deleted or restored; look at it again. */
export const deliveryChangedSignal = 'deliveryChanged';
