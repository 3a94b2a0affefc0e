import type {
  NpdStatus,
  PayableReason,
  ProviderExecutorStatus,
  RequisiteType,
  TaxStatus,
  Unrecognised,
} from '@crm/domain/madetask/vocabulary';
import type { ProviderOutcome } from './provider-outcome.ts';

/** Somebody who does tasks and is paid for them, as the provider holds them. Identity and tax status are the provider's to say. */
export interface ProviderExecutor {
  /** The provider's. */
  readonly id: string;
  readonly externalId: string | null;
  readonly status: ProviderExecutorStatus | Unrecognised;
  /** As it was sent, for whoever looks at what was not recognised. */
  readonly rawStatus: string;
  readonly blockReason: string | null;
  readonly lastName: string;
  readonly firstName: string;
  readonly middleName: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** 12 digits. Never into a log, an address or an error. */
  readonly inn: string | null;
  readonly taxStatus: TaxStatus | Unrecognised;
  readonly npdStatus: NpdStatus | Unrecognised;
  readonly npdCheckedAt: string | null;
  readonly payable: boolean;
  readonly payableReasons: readonly (PayableReason | Unrecognised)[];
  readonly tags: readonly string[];
  readonly requisites: readonly ProviderRequisite[];
  readonly version: number;
  /** Grows by one with each event of this executor. */
  readonly sequence: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Where money goes, masked: whole numbers stay with the provider. */
export interface ProviderRequisite {
  readonly id: string;
  readonly type: RequisiteType | Unrecognised;
  readonly last4: string;
  readonly bank: string | null;
  readonly isDefault: boolean;
  readonly changedAt: string;
}

export interface NewProviderExecutor {
  /** Ours, at most 64 characters, for ever. */
  readonly externalId: string;
  readonly phone: string;
  readonly email: string | null;
  readonly lastName: string;
  readonly firstName: string;
  readonly middleName: string | null;
  /** 12 digits with right check digits: look before asking. */
  readonly inn: string | null;
  readonly taxStatus: TaxStatus;
  /** Whether the provider sends the link to register. */
  readonly invite: boolean;
}

export interface ProviderExecutorChanges {
  readonly phone?: string;
  readonly email?: string | null;
  readonly tags?: readonly string[];
}

/** What is sent once and kept by the provider: a token of a card or the details of an account, never a card's number. */
export type NewRequisite =
  | { readonly type: 'card_token'; readonly token: string; readonly last4: string }
  | { readonly type: 'sbp_phone'; readonly phone: string; readonly bank: string }
  | { readonly type: 'bank_account'; readonly account: string; readonly bic: string };

/** What a self-employed executor has earned through the platform this year, in kopecks. A lower bound: other payers are not seen. */
export interface ExecutorLimits {
  readonly year: number;
  readonly npdIncomeMinor: number;
  readonly npdLimitMinor: number;
  readonly npdRemainingMinor: number;
  readonly source: 'fns' | 'platform' | Unrecognised;
  readonly asOf: string;
}

export interface ExecutorFilter {
  /** Included; read again with five minutes of overlap, and apply by version. */
  readonly updatedSince?: string;
  readonly status?: ProviderExecutorStatus;
  readonly npdStatus?: NpdStatus;
}

/** Executors at the provider. `key`: one per thing that is done, 16 to 64 of `A-Z a-z 0-9 _ -`; the same for every attempt. */
export interface ExecutorProvider {
  create(key: string, executor: NewProviderExecutor): Promise<ProviderOutcome<ProviderExecutor>>;
  /** `null` when the provider has never heard of it. */
  read(id: string): Promise<ProviderOutcome<ProviderExecutor | null>>;
  find(externalId: string): Promise<ProviderOutcome<ProviderExecutor | null>>;
  /** By what identifies a person; sent in a body, never in an address. */
  search(
    by: { readonly inn: string } | { readonly phone: string },
  ): Promise<ProviderOutcome<readonly ProviderExecutor[]>>;
  /** Pages of up to 200, oldest change first. @throws ProviderListError */
  list(filter?: ExecutorFilter): AsyncIterable<readonly ProviderExecutor[]>;
  /** Refused with `stale_version` when it was changed meanwhile. */
  change(id: string, version: number, changes: ProviderExecutorChanges): Promise<ProviderOutcome<ProviderExecutor>>;
  addRequisite(key: string, id: string, requisite: NewRequisite): Promise<ProviderOutcome<ProviderRequisite>>;
  block(key: string, id: string, reason: string): Promise<ProviderOutcome<ProviderExecutor>>;
  unblock(key: string, id: string): Promise<ProviderOutcome<ProviderExecutor>>;
  archive(key: string, id: string): Promise<ProviderOutcome<ProviderExecutor>>;
  limits(id: string): Promise<ProviderOutcome<ExecutorLimits>>;
}
