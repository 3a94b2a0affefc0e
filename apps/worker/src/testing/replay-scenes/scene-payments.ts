import { randomUUID } from 'node:crypto';
import type { PaymentProvider } from '@crm/core/ports/payment-provider';

/** A payment provider for scenes, by the way to pay: `pm_declined` is refused, of `pm_lost` nothing is ever heard. */
export const scenePayments: PaymentProvider = {
  charge({ amountMinor, currency, methodRef }) {
    if (methodRef === 'pm_lost') return Promise.reject(new Error('No answer.'));
    const isDeclined = methodRef === 'pm_declined';
    return Promise.resolve({
      providerId: `ch_${randomUUID()}`,
      state: isDeclined ? 'declined' : 'succeeded',
      declineCode: isDeclined ? 'insufficient_funds' : null,
      amountMinor,
      currency,
    });
  },
  find: () => Promise.reject(new Error('No answer.')),
};
