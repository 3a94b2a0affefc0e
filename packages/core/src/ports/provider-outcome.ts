import type { FailureParty, FailureReason, Unrecognised } from '@crm/domain/madetask/vocabulary';

/**
 * What came of one call to the provider of tasks and payouts. A call is never told by an exception, and "no answer" is never
 * told as a "no": only `refused` and `not_started` prove that nothing was done, and only `refused` will not change by asking again.
 */
export type ProviderOutcome<T> =
  | ProviderAccepted<T>
  | ProviderRefused
  | ProviderUnknown
  | ProviderNotStarted
  | ProviderAuthStopped
  | ProviderConflict<T>;

/** It was done, now or by an earlier call with the same key, and this is what the provider holds. */
export interface ProviderAccepted<T> {
  readonly kind: 'accepted';
  readonly value: T;
  /**
   * `made`: by this call. `replayed`: by an earlier call with the same key. `adopted`: the provider already held an object
   * with our external id under another key, and it says the same as what was asked for.
   */
  readonly how: 'made' | 'replayed' | 'adopted';
  /** What the provider calls the request, to ask its people with. */
  readonly requestId: string | null;
}

/** Proven: the provider understood, did nothing, and will not for the same call. Money may be freed. */
export interface ProviderRefused {
  readonly kind: 'refused';
  readonly failure: ProviderFailure;
  readonly requestId: string | null;
}

/**
 * Sent, and nobody knows what came of it: no answer, a 500, 502 or 504, a "still running", or an answer that cannot be read.
 * The way on is the same call with the same key, or a look at the object; never a new key.
 */
export interface ProviderUnknown {
  readonly kind: 'unknown';
  /** In our words, without anybody's data. */
  readonly reason: 'no_answer' | 'server_error' | 'in_progress' | 'unreadable';
  /** HTTP status, when there was an answer. */
  readonly status: number | null;
  /** How long the provider asks to wait before the same call is sent again; `null` when it does not say. */
  readonly retryAfterMs: number | null;
  readonly requestId: string | null;
}

/** Proven: nothing reached the provider, or it sent it away unread. The same call may be sent again, and it is no attempt of the item. */
export interface ProviderNotStarted {
  readonly kind: 'not_started';
  /**
   * `rate_limited`: a 429, or no turn by our own limit. `unavailable`: a 503. `unreachable`: no connection came about, certificates
   * included. `circuit_open`: the calls before failed, so this one was not sent.
   */
  readonly reason: 'rate_limited' | 'unavailable' | 'unreachable' | 'circuit_open';
  readonly retryAfterMs: number;
  readonly requestId: string | null;
}

/**
 * Proven: nothing was done, and nothing will be for any item until somebody mends our access. Stop sending and tell the
 * administrators; items stay as they are.
 */
export interface ProviderAuthStopped {
  readonly kind: 'auth_stopped';
  readonly reason: 'invalid_client' | 'invalid_scope' | 'token_refused' | 'forbidden';
  readonly requestId: string | null;
}

/**
 * The provider holds something under our external id or key that differs from what was asked for, or answered with another
 * sum or executor. Nothing about the money is proven: freeze the item and raise an incident.
 */
export interface ProviderConflict<T> {
  readonly kind: 'conflict';
  /** What the provider holds; `null` when it does not say (a key that was used with another body). */
  readonly found: T | null;
  /** The fields that differ, by our names. */
  readonly differing: readonly string[];
  readonly requestId: string | null;
}

/** Why the provider said no. */
export interface ProviderFailure {
  /** `validation`: the call is wrong. `business`: it is understood and declined. `state`: the object does not stand so (version, transition). */
  readonly type: 'validation' | 'business' | 'state' | 'not_found';
  /** Of the contract's codes, such as `npd_limit_exceeded`, `not_cancellable`, `invalid_transition`, `stale_version`; others as sent. */
  readonly code: string;
  readonly party: FailureParty | Unrecognised | null;
  /** `null` when the code is none of the reasons for which money does not move. */
  readonly reason: FailureReason | null;
  /** Whether a new payout (`-r1`) may be tried once the cause is gone. */
  readonly retryable: boolean;
  /** The fields that are wrong, as the provider names them: never their values. */
  readonly fields: readonly string[];
}

/** What stops the reading of a list: there is no page to give. */
export class ProviderListError extends Error {
  override readonly name = 'ProviderListError';
  readonly outcome: Exclude<ProviderOutcome<never>, ProviderAccepted<never>>;

  constructor(outcome: Exclude<ProviderOutcome<never>, ProviderAccepted<never>>) {
    super(`The provider gave no page: ${outcome.kind}.`);
    this.outcome = outcome;
  }
}
