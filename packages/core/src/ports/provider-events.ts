import type { ProviderResource } from '@crm/domain/madetask/vocabulary';
import type { ProviderExecutor } from './executor-provider.ts';
import type { ProviderBatch, ProviderPayout, ProviderReceipt } from './payout-provider.ts';
import type { ProviderTask } from './task-provider.ts';

interface EventBase<Resource extends ProviderResource> {
  /** The provider's; told more than once, applied once. */
  readonly id: string;
  /** As the provider names it, such as `payout.paid`; new ones may come. */
  readonly type: string;
  readonly occurredAt: string;
  readonly resource: Resource;
  readonly resourceId: string;
  readonly externalId: string | null;
  readonly version: number;
  /** Grows by one per resource; events come in any order. */
  readonly sequence: number;
}

/** Something that happened at the provider, with the whole object as it stood then. Read the object again before money is booked. */
export type ProviderEvent =
  | (EventBase<'executor'> & { readonly data: ProviderExecutor })
  | (EventBase<'task'> & { readonly data: ProviderTask })
  | (EventBase<'payout'> & { readonly data: ProviderPayout })
  | (EventBase<'batch'> & { readonly data: ProviderBatch })
  | (EventBase<'receipt'> & { readonly data: ProviderReceipt })
  | (EventBase<'balance'> & { readonly data: null })
  /** Of a kind that this adapter does not know, or with an object that it cannot read. Keep it, and let somebody look. */
  | (Omit<EventBase<'balance'>, 'resource'> & { readonly resource: 'unrecognised'; readonly data: null });

/** A callback as it came in. */
export interface ProviderCallback {
  /** The bytes as they were sent: the signature is over them. */
  readonly body: Uint8Array;
  /** The header `MadeTask-Signature`. */
  readonly signature: string | undefined;
}

/** What a callback turned out to be. Whatever is refused has no effect, is answered 401, and is worth an alarm. */
export type CallbackVerdict =
  | { readonly kind: 'event'; readonly event: ProviderEvent }
  | { readonly kind: 'refused'; readonly reason: 'no_signature' | 'bad_signature' | 'too_old' | 'unreadable' };

/** What the provider tells by itself. */
export interface ProviderEvents {
  /**
   * Looks at signature and age (300 s either way) of a callback, with each secret that is valid now. Whether an event was
   * already applied is for the caller to know, by its id.
   */
  verify(callback: ProviderCallback): CallbackVerdict;
  /** All events after one, oldest first, 30 days back; from the oldest when `null`. @throws ProviderListError */
  after(eventId: string | null): AsyncIterable<readonly ProviderEvent[]>;
}

/** How the connection stands, for whoever watches it. */
export interface ProviderHealth {
  readonly circuit: 'closed' | 'open' | 'half_open';
  /** How old the tokens are, by client; `null` when there is none. */
  readonly tokenAgeMs: { readonly create: number | null; readonly approve: number | null };
  /** Since the process began. */
  readonly calls: number;
  readonly rateLimited: number;
  readonly unknown: number;
}
