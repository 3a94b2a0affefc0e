/** What says whether a deal still moves. */
export interface WatchedDeal {
  readonly stageEnteredAt: Date;
  /** When something was last done about it; `null` for never. */
  readonly lastActivityAt: Date | null;
  /** Of its stage; `null`: it may stay there as long as it likes. */
  readonly staleAfterDays: number | null;
  /** ISO day. */
  readonly expectedCloseDate: string | null;
}

export type StandstillReason = 'nothing_done' | 'close_date_passed';

export interface Standstill {
  readonly why: StandstillReason;
  /** Since when it stands still, or will if nothing happens. */
  readonly at: Date;
}

/** What was said of a standstill so far. */
export interface Told {
  /** The standstill that it was about, by its moment. */
  readonly of: Date;
  readonly remindedAt: Date;
  readonly escalated: boolean;
}

export interface DealLook {
  readonly standstill: Standstill | null;
  /** Who is to be told now. */
  readonly tell: 'owner' | 'managers' | null;
  /** When to look again if nothing changes before; `null`: only when something does. */
  readonly until: Date | null;
}

const dayMs = 86_400_000;

/** So long after the owner was reminded the managers are told. */
export const dealEscalationDays = 3;

/**
 * The first thing that will go wrong with a deal if nobody acts: nothing was done about it for as long as its stage
 * allows, or its expected close date has passed (from the next day on, in UTC).
 */
export function standstillOf(deal: WatchedDeal): Standstill | null {
  const { stageEnteredAt, lastActivityAt, staleAfterDays, expectedCloseDate } = deal;
  const lastSign = Math.max(stageEnteredAt.getTime(), lastActivityAt?.getTime() ?? 0);
  const found: Standstill[] = [];
  if (staleAfterDays !== null) found.push({ why: 'nothing_done', at: new Date(lastSign + staleAfterDays * dayMs) });
  if (expectedCloseDate !== null) {
    found.push({ why: 'close_date_passed', at: new Date(Date.parse(expectedCloseDate) + dayMs) });
  }
  return found.toSorted((a, b) => a.at.getTime() - b.at.getTime())[0] ?? null;
}

/** What is to be said of a deal now, and when to look again. Nobody is told twice of the same standstill. */
export function lookAtDeal(deal: WatchedDeal, told: Told | null, now: Date): DealLook {
  const standstill = standstillOf(deal);
  if (standstill === null) return { standstill, tell: null, until: null };
  if (standstill.at > now) return { standstill, tell: null, until: standstill.at };
  if (told?.of.getTime() !== standstill.at.getTime()) return { standstill, tell: 'owner', until: afterDays(now) };
  if (told.escalated) return { standstill, tell: null, until: null };
  const escalation = afterDays(told.remindedAt);
  return escalation > now
    ? { standstill, tell: null, until: escalation }
    : { standstill, tell: 'managers', until: null };
}

function afterDays(from: Date): Date {
  return new Date(from.getTime() + dealEscalationDays * dayMs);
}
