/** By which ways a kind of notification comes to people who have not said otherwise. */
export interface Channels {
  readonly app: boolean;
  readonly email: boolean;
  readonly push: boolean;
}

export const channels = ['app', 'email', 'push'] as const satisfies (keyof Channels)[];

const everywhere: Channels = { app: true, email: true, push: true };
const inTheApp: Channels = { app: true, email: false, push: false };

/**
 * Everything that people are told, and how. A new kind is a line here and its words in three languages
 * (`notification-words.ts`), where the type check asks for them.
 */
export const notifications = {
  mentioned: everywhere,
  assigned: everywhere,
  stage_moved: everywhere,
  follow_up_due: everywhere,
  reminder: everywhere,
  lead_passed_on: everywhere,
  quote_approved: everywhere,
  quote_rejected: everywhere,
  quote_returned: everywhere,
  quote_accepted: everywhere,
  quote_declined: everywhere,
  quote_unanswered: everywhere,
  payment_declined: everywhere,
  payment_contradicted: everywhere,
  rule_says: everywhere,
  subscription_unpaid: everywhere,
  ticket_due_soon: everywhere,
  process_waits: everywhere,
  process_reminded: everywhere,
  process_escalated: everywhere,
  process_failed: everywhere,
  process_stuck: everywhere,
  webhook_disabled: everywhere,
  operation_finished: inTheApp,
  mail_failed: inTheApp,
} as const satisfies Record<string, Channels>;

export type NotificationKind = keyof typeof notifications;

function isKind(name: string): name is NotificationKind {
  return name in notifications;
}

export const notificationKinds: readonly NotificationKind[] = Object.keys(notifications).filter(isKind);

/** That mail cannot be sent is never told by mail: that mail could not be sent either, and so on without end. */
export function canBeMailed(kind: NotificationKind): boolean {
  return kind !== 'mail_failed';
}
