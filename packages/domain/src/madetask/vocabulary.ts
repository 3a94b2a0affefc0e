/**
 * The words of MadeTask's assumed contract (v1), which ours are named after. What the provider says beside them is read as
 * `unrecognised` and kept as it was sent: a new word of theirs must never look like a failure of ours.
 */
export const unrecognised = 'unrecognised';
export type Unrecognised = typeof unrecognised;

/** Where an executor stands with the provider. Money goes to `verified` ones alone, and to `archived` for what was approved before. */
export const providerExecutorStatuses = ['invited', 'registered', 'verified', 'blocked', 'archived'] as const;
export type ProviderExecutorStatus = (typeof providerExecutorStatuses)[number];

/** What the tax service says of an executor's status as self-employed. `unknown`: it could not be asked, which is no "no". */
export const npdStatuses = [
  'unknown',
  'not_registered',
  'active',
  /** Registered, but not bound to the platform in the tax service's own application. */
  'permission_missing',
  'limit_exceeded',
  'deregistered',
] as const;
export type NpdStatus = (typeof npdStatuses)[number];

/** Why an executor cannot be paid now. */
export const payableReasons = [
  'npd_inactive',
  'npd_permission_missing',
  'npd_limit',
  'requisites_missing',
  'blocked',
  'contract_missing',
] as const;
export type PayableReason = (typeof payableReasons)[number];

export const taxStatuses = ['npd', 'individual', 'ip'] as const;
export type TaxStatus = (typeof taxStatuses)[number];

export const requisiteTypes = ['card_token', 'sbp_phone', 'bank_account'] as const;
export type RequisiteType = (typeof requisiteTypes)[number];

export const providerTaskStatuses = [
  'draft',
  'offered',
  'accepted',
  'in_progress',
  'submitted',
  'approved',
  'paid',
  'rejected',
  'cancelled',
] as const;
export type ProviderTaskStatus = (typeof providerTaskStatuses)[number];

export const providerPayoutStatuses = [
  'created',
  'queued',
  'processing',
  /** The provider or the bank looks at it; no second one may be made meanwhile. */
  'on_hold',
  /** Credited to the executor's balance; may still be `returned`, weeks later. */
  'paid',
  'failed',
  'cancelled',
  'returned',
] as const;
export type ProviderPayoutStatus = (typeof providerPayoutStatuses)[number];

/** In these a payout of a task stands in the way of another one. */
export const livePayoutStatuses = [
  'created',
  'queued',
  'processing',
  'on_hold',
  'paid',
] as const satisfies ProviderPayoutStatus[];

export const providerBatchStatuses = [
  'validating',
  'ready',
  'pending_approval',
  'executing',
  'completed',
  'partially_completed',
  'failed',
  'cancelled',
] as const;
export type ProviderBatchStatus = (typeof providerBatchStatuses)[number];

export const receiptStatuses = ['pending', 'registered', 'cancelled', 'failed'] as const;
export type ReceiptStatus = (typeof receiptStatuses)[number];

/** Who said no. */
export const failureParties = ['platform', 'bank', 'executor', 'fns'] as const;
export type FailureParty = (typeof failureParties)[number];

/** Why a payout did not happen. */
export const failureReasons = [
  'insufficient_balance',
  'npd_inactive',
  'npd_permission_missing',
  'npd_limit_exceeded',
  'executor_blocked',
  'requisite_invalid',
  'one_time_limit',
  'periodic_limit',
  'fraud_suspected',
  'bank_unavailable',
  'duplicate',
  'general_decline',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** What moves the balance that we hold with the provider. */
export const movementKinds = ['top_up', 'payout', 'fee', 'return', 'fee_return', 'adjustment'] as const;
export type MovementKind = (typeof movementKinds)[number];

/** What an event of the provider is about. */
export const providerResources = ['executor', 'task', 'payout', 'batch', 'receipt', 'balance'] as const;
export type ProviderResource = (typeof providerResources)[number];

/** What a self-employed person may earn in a calendar year (422-FZ, article 4): 2.4 million roubles, in kopecks. */
export const npdYearLimitMinor = 240_000_000;
