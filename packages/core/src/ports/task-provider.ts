import type { ProviderPayoutStatus, ProviderTaskStatus, Unrecognised } from '@crm/domain/madetask/vocabulary';
import type { ProviderOutcome } from './provider-outcome.ts';

/** A task as the provider holds it. Its content and approval are ours to say. */
export interface ProviderTask {
  readonly id: string;
  readonly externalId: string;
  readonly executorId: string;
  readonly serviceId: string;
  readonly title: string;
  readonly description: string;
  /** What the executor shall receive; the fee comes on top. In minor units. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly deadline: string | null;
  readonly reportRequired: boolean;
  readonly report: string | null;
  readonly status: ProviderTaskStatus | Unrecognised;
  readonly rawStatus: string;
  readonly reason: string | null;
  /** The live payout, or the last one. */
  readonly payout: { readonly id: string; readonly status: ProviderPayoutStatus | Unrecognised } | null;
  readonly version: number;
  /** Grows by one with each event of this task. */
  readonly sequence: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface NewProviderTask {
  readonly externalId: string;
  /** The provider's. */
  readonly executorId: string;
  readonly serviceId: string;
  readonly title: string;
  readonly description: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly deadline: string | null;
  readonly reportRequired: boolean;
  /** Whether it is offered at once; otherwise it is a draft. */
  readonly offer: boolean;
}

/** What may be changed follows from the status: all of a draft, deadline and description of an offer, later the deadline alone. */
export interface ProviderTaskChanges {
  readonly title?: string;
  readonly description?: string;
  readonly amountMinor?: number;
  readonly deadline?: string | null;
}

export interface TaskTransition {
  readonly to: ProviderTaskStatus;
  /** Needed for rework, rejection and cancellation. */
  readonly reason?: string;
  readonly report?: string;
}

/** A line of the provider's catalogue of what can be ordered. */
export interface ProviderService {
  readonly id: string;
  readonly name: string;
}

export interface TaskFilter {
  readonly updatedSince?: string;
  readonly status?: ProviderTaskStatus;
  readonly executorId?: string;
}

/** Tasks at the provider. Keys as in {@link ExecutorProvider}. */
export interface TaskProvider {
  create(key: string, task: NewProviderTask): Promise<ProviderOutcome<ProviderTask>>;
  read(id: string): Promise<ProviderOutcome<ProviderTask | null>>;
  find(externalId: string): Promise<ProviderOutcome<ProviderTask | null>>;
  /** Pages of up to 200, oldest change first. @throws ProviderListError */
  list(filter?: TaskFilter): AsyncIterable<readonly ProviderTask[]>;
  /** Refused with `stale_version` when it was changed meanwhile. */
  change(id: string, version: number, changes: ProviderTaskChanges): Promise<ProviderOutcome<ProviderTask>>;
  /** Refused with `invalid_transition` where the contract has no such way. */
  transition(key: string, id: string, transition: TaskTransition): Promise<ProviderOutcome<ProviderTask>>;
  /** @throws ProviderListError */
  services(): AsyncIterable<readonly ProviderService[]>;
}
