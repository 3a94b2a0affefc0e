import type {
  MovementKind,
  ProviderBatchStatus,
  ProviderPayoutStatus,
  ReceiptStatus,
  Unrecognised,
} from '@crm/domain/madetask/vocabulary';
import type { ProviderFailure, ProviderOutcome } from './provider-outcome.ts';

/** Money that shall go to an executor. */
export interface PayoutOrder {
  /** Ours, for ever: a new try after a proven failure has a new one (`…-r1`). */
  readonly externalId: string;
  /** The provider's ids of the task and of its executor. */
  readonly taskId: string;
  readonly executorId: string;
  /** What the executor receives, in minor units. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly purpose: string;
  readonly receiptText: string;
  /** Where to; `null` for the executor's default. */
  readonly requisiteId: string | null;
}

/** A payout as the provider holds it; its status is the provider's to say. */
export interface ProviderPayout {
  readonly id: string;
  readonly externalId: string;
  readonly taskId: string;
  readonly executorId: string;
  readonly batchId: string | null;
  readonly amountMinor: number;
  /** On top of the amount: the balance falls by both. */
  readonly feeMinor: number;
  readonly currency: string;
  readonly status: ProviderPayoutStatus | Unrecognised;
  /** As it was sent, for whoever looks at what was not recognised. */
  readonly rawStatus: string;
  /** Why it failed, or was held or returned. */
  readonly failure: ProviderFailure | null;
  /** When the executor's balance got it. */
  readonly paidAt: string | null;
  /** When the card got it: a fact apart from `paid`. */
  readonly settledAt: string | null;
  readonly returnedAt: string | null;
  readonly version: number;
  /** Grows by one with each event of this payout: what is not above the last one that was applied is stale. */
  readonly sequence: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface BatchOrder {
  readonly externalId: string;
  /** `skip`: bad items are left out. `fail`: one bad item fails all. */
  readonly onItemError: 'skip' | 'fail';
  /** Only looks, and makes nothing. */
  readonly dryRun: boolean;
  /** 1 to 1,000. */
  readonly items: readonly PayoutOrder[];
}

export interface ProviderBatch {
  readonly id: string;
  readonly externalId: string;
  readonly status: ProviderBatchStatus | Unrecognised;
  readonly rawStatus: string;
  readonly dryRun: boolean;
  /** How many items stand where. */
  readonly counts: {
    readonly total: number;
    readonly accepted: number;
    readonly paid: number;
    readonly failed: number;
    readonly cancelled: number;
  };
  readonly totals: {
    readonly acceptedMinor: number;
    readonly paidMinor: number;
    readonly failedMinor: number;
    readonly feeMinor: number;
  };
  /** Why the whole batch failed. */
  readonly failure: ProviderFailure | null;
  readonly version: number;
  readonly sequence: number;
  readonly updatedAt: string;
}

export interface ProviderBatchItem {
  /** Of the payout. */
  readonly externalId: string;
  /** `null` when no payout was made of it. */
  readonly payoutId: string | null;
  readonly status: ProviderPayoutStatus | Unrecognised;
  readonly rawStatus: string;
  readonly failure: ProviderFailure | null;
}

/** A hint, not a promise: money in flight of others may pass it. Minor units. */
export interface ProviderBalance {
  readonly availableMinor: number;
  readonly reservedMinor: number;
  readonly currency: string;
  readonly asOf: string;
  /** Whether money is real there: looked at on start, so that nobody pays real people in a trial. */
  readonly liveMode: boolean;
}

/** A line of the provider's statement. The sum of all up to a time is the balance then, reserved money included. */
export interface ProviderMovement {
  readonly id: string;
  readonly at: string;
  readonly kind: MovementKind | Unrecognised;
  readonly rawKind: string;
  /** Signed: what comes in is above zero. Minor units. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly payoutId: string | null;
  readonly payoutExternalId: string | null;
  readonly balanceAfterMinor: number;
}

export interface ProviderReceipt {
  readonly id: string;
  readonly payoutId: string;
  readonly status: ReceiptStatus | Unrecognised;
  readonly rawStatus: string;
  readonly number: string | null;
  readonly url: string | null;
  readonly registeredAt: string | null;
  readonly cancelReason: string | null;
}

export interface PayoutFilter {
  readonly updatedSince?: string;
  readonly status?: ProviderPayoutStatus;
  readonly batchId?: string;
  readonly executorId?: string;
}

/**
 * Money at the provider. Keys as in {@link ExecutorProvider}: `sha256` of the external id and the version of the approved
 * snapshot, the same for every attempt. The body that is sent follows from the order alone, byte for byte.
 *
 * A `refused` that follows an `unknown` of the same payout proves nothing about the first call while that may still be under
 * way: look with {@link find} before money is freed.
 */
export interface PayoutProvider {
  /** The exact body of {@link create}, for whoever keeps its hash. */
  bodyOf(order: PayoutOrder): string;
  /** `accepted` with a status of its own: accepted is not paid. The answer's sum and executor are those of the order, else it is a `conflict`. */
  create(key: string, order: PayoutOrder): Promise<ProviderOutcome<ProviderPayout>>;
  read(id: string): Promise<ProviderOutcome<ProviderPayout | null>>;
  /** `null` right after an unknown outcome is no proof yet: the first call may still be under way. */
  find(externalId: string): Promise<ProviderOutcome<ProviderPayout | null>>;
  /** Pages of up to 200, oldest change first. @throws ProviderListError */
  list(filter?: PayoutFilter): AsyncIterable<readonly ProviderPayout[]>;
  /** Refused with `not_cancellable` once it is under way. */
  cancel(key: string, id: string): Promise<ProviderOutcome<ProviderPayout>>;

  /** Control totals are computed from the items. After an unknown outcome, the same call again tells the truth. */
  createBatch(key: string, order: BatchOrder): Promise<ProviderOutcome<ProviderBatch>>;
  readBatch(id: string): Promise<ProviderOutcome<ProviderBatch | null>>;
  /** @throws ProviderListError */
  batchItems(id: string): AsyncIterable<readonly ProviderBatchItem[]>;
  /** By the client that approves, never by the one that creates. Refused with `stale_version` when the batch changed meanwhile. */
  executeBatch(key: string, id: string, version: number): Promise<ProviderOutcome<ProviderBatch>>;
  cancelBatch(key: string, id: string): Promise<ProviderOutcome<ProviderBatch>>;

  balance(): Promise<ProviderOutcome<ProviderBalance>>;
  /** Every movement of the balance from `from` up to before `to` (RFC 3339), oldest first. @throws ProviderListError */
  statement(from: string, to: string): AsyncIterable<readonly ProviderMovement[]>;
  /** `null` until there is one. */
  receipt(payoutId: string): Promise<ProviderOutcome<ProviderReceipt | null>>;
}
