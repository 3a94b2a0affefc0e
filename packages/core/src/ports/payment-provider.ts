import type { ChargeOutcome } from '@crm/domain/charge/charge';

export interface ChargeOrder {
  /** Ours. The provider takes the money of a key once, however often it is sent. */
  readonly key: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** What the provider calls the way in which the customer pays. */
  readonly methodRef: string;
  /** What the customer reads on the statement. */
  readonly description: string;
}

/** The provider understood and did nothing, and will not for the next such call either: our key or order is wrong. */
export class PaymentRefusedError extends Error {
  override readonly name = 'PaymentRefusedError';
}

/** Whoever takes money for us. */
export interface PaymentProvider {
  /**
   * Takes money.
   * @throws PaymentRefusedError when nothing was taken, and somebody must mend something first; Error when nobody knows what came of it: no answer, or one that proves nothing
   */
  charge(order: ChargeOrder): Promise<ChargeOutcome>;
  /** What became of a key; `null` when the provider has never heard of it. @throws Error without an answer */
  find(key: string): Promise<ChargeOutcome | null>;
}
