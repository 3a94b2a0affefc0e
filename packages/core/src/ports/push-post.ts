import type { Language } from '@crm/domain/language';

/** A browser that can be pushed to, as it described itself. */
export interface PushTarget {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** What the service worker of the admin shows. */
export interface PushMessage {
  readonly title: string;
  readonly body: string;
  /** A path of ours, opened by a click. */
  readonly url: string;
  /** A message takes the place of an earlier one with the same. */
  readonly tag: string;
  readonly language: Language;
}

/** `gone`: the browser has no such subscription any more. */
export type PushOutcome = 'accepted' | 'gone' | { readonly error: string };

/** The way to the push services of the browsers' makers. */
export interface PushPost {
  /** Never throws. */
  push(target: PushTarget, message: PushMessage): Promise<PushOutcome>;
}
