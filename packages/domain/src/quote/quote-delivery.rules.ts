const dayMs = 86_400_000;

/** A customer is reminded so many days before the last day, as quotes' senders usually do by hand. */
export const remindBeforeDays = 3;
/** Of a quote without a last day: so long after it was sent. */
export const remindAfterDays = 7;
/** Nobody is reminded within so many days of getting it. */
const leaveAloneDays = 2;

interface Sent {
  readonly sentAt: Date;
  /** `yyyy-mm-dd`; `null` for no last day. */
  readonly validUntil: string | null;
}

/** When a quote can no longer be accepted: as its last day ends, in UTC. `null` when that is never. */
export function endOfOffer({ validUntil }: Pick<Sent, 'validUntil'>): Date | null {
  return validUntil === null ? null : new Date(Date.parse(`${validUntil}T00:00:00Z`) + dayMs);
}

/** When the customer is reminded; `null` for one who has no time left to be reminded in. */
export function reminderOf(sent: Sent): Date | null {
  const end = endOfOffer(sent);
  if (end === null) return new Date(sent.sentAt.getTime() + remindAfterDays * dayMs);
  const at = end.getTime() - remindBeforeDays * dayMs;
  return at - sent.sentAt.getTime() < leaveAloneDays * dayMs ? null : new Date(at);
}
