import type { ChargeState } from './charge.ts';

const dayMs = 86_400_000;

/** A customer is told of a period before it is billed, so that nobody is surprised. */
export const announceDays = 7;
/** When the money is tried for, in days after the invoice; the last refusal makes the subscription past due (PLAN-049). */
export const attemptDays = [0, 3, 7] as const;
/** When those who pay by themselves are reminded, in days after the due date. */
export const remindDays = [3, 10] as const;
/** How long a subscription goes on after the last attempt or reminder, before it is paused. */
export const graceDays = 14;

export interface DunningFacts {
  readonly issuedAt: Date;
  /** `yyyy-mm-dd`. */
  readonly dueDate: string;
  /** Whether there is a way to take the money without the customer. */
  readonly canCharge: boolean;
  readonly charges: readonly {
    readonly state: ChargeState;
    readonly settledAt: Date | null;
    /** Whether it is one of the schedule's: what a person had tried in between uses none of those up. */
    readonly scheduled: boolean;
  }[];
  /** How often the customer was reminded, and when for the last time. */
  readonly reminded: number;
  readonly remindedAt: Date | null;
}

/** What is to be done about an unpaid invoice, and when. `missing`: often enough asked for to call it past due. */
export interface DunningStep {
  readonly do: 'charge' | 'remind' | 'suspend';
  readonly at: Date;
  readonly missing: boolean;
}

/**
 * What comes next for an invoice that is not paid, and of which no charge is open. What came late moves the rest: after
 * a time in which nothing ran, nobody is asked twice in a day or paused without having been asked.
 */
export function nextDunning(facts: DunningFacts): DunningStep {
  const { issuedAt, canCharge, charges, reminded, remindedAt } = facts;
  const declined = charges.filter(({ state, scheduled }) => scheduled && state === 'declined');
  const settledAt = declined.at(-1)?.settledAt ?? null;
  if (canCharge && declined.length < attemptDays.length) {
    return { do: 'charge', at: turn(attemptDays, declined.length, issuedAt, settledAt), missing: false };
  }
  if (canCharge && settledAt !== null) return { do: 'suspend', at: daysAfter(settledAt, graceDays), missing: true };
  const due = new Date(`${facts.dueDate}T00:00:00Z`);
  if (reminded < remindDays.length || remindedAt === null) {
    return { do: 'remind', at: turn(remindDays, reminded, due, remindedAt), missing: reminded > 0 };
  }
  return { do: 'suspend', at: daysAfter(remindedAt, graceDays), missing: true };
}

/** When the n-th of a row of days has come, counted from the beginning and no closer to the one before than planned. */
function turn(days: readonly number[], index: number, from: Date, before: Date | null): Date {
  const [planned = 0, previous = 0] = [days[index], days[index - 1]];
  const at = daysAfter(from, planned);
  if (before === null) return at;
  const earliest = daysAfter(before, planned - previous);
  return earliest > at ? earliest : at;
}

function daysAfter(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * dayMs);
}

const seconds = 1_000;
/** The longest pause between two questions to a provider. */
const longestAskMs = 300 * seconds;
/** A provider that does not know a charge so long after it was sent has never got it: it may be sent again. */
export const visibleMs = 60 * seconds;

/** A provider that was asked so often, over four minutes, may never know: a person may record what came of it. */
export const asksBeforeHand = 8;

/** How long to wait before a provider is asked again. @param asked how often it was asked already */
export function askPause(asked: number): number {
  return Math.min(longestAskMs, seconds * 2 ** Math.min(asked, 16));
}
