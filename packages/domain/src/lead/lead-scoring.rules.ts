import { z } from 'zod';
import { isFreeMail } from '../normalize/email.ts';
import { typeNames } from '../type-names.ts';
import { matchesConditions, type ConditionGroup, type ConditionRow } from '../workflow/conditions.rules.ts';

/** One line of the explanation of a score: the rule, by its key or its name, and the points that it gave. */
export const scoreReason = z
  .object({ rule: z.string(), points: z.number().int() })
  .register(typeNames, { name: 'ScoreReason' });
export type ScoreReason = z.output<typeof scoreReason>;

export interface ScoringRule {
  /** The key of a rule that the product came with, else the name that people gave it. */
  readonly rule: string;
  readonly points: number;
  readonly conditions: ConditionGroup;
}

/** What was done about a lead. */
export interface Engagement {
  /** Calls, meetings, mails and tasks that were completed. */
  readonly completedActivities: number;
  readonly lastActivityAt: Date | null;
}

type Told = 'email' | 'jobTitle' | 'message';

const decisionMaker =
  /\b(ceo|cto|cfo|coo|chief|head|director|founder|owner|vp|president|procurement)\b|директор|руководитель|начальник|владелец|مدير|رئيس/iu;

/** A lead as the conditions of scoring see it: its own fields, and what follows from them. */
export function scoringFacts(
  lead: Readonly<Record<Told, string | null>> & object,
  { completedActivities, lastActivityAt }: Engagement,
): ConditionRow {
  const { email, jobTitle, message } = lead;
  const own = Object.entries(lead).map(([name, value]: [string, unknown]) => [
    name,
    value instanceof Date ? value.toISOString() : value,
  ]);
  return {
    ...Object.fromEntries(own),
    companyEmail: email !== null && !isFreeMail(email),
    decisionMaker: jobTitle !== null && decisionMaker.test(jobTitle),
    messageLength: message?.length ?? 0,
    completedActivities,
    lastActivityAt: lastActivityAt?.toISOString() ?? null,
  };
}

export interface LeadScore {
  /** 0–100. */
  readonly score: number;
  readonly reasons: readonly ScoreReason[];
}

/**
 * Adds up the rules that hold. The result names each of them, so that nobody has to guess.
 * @param now what conditions on dates count from
 */
export function scoreLead(facts: ConditionRow, rules: readonly ScoringRule[], now: Date): LeadScore {
  const reasons = rules
    .filter(({ conditions }) => matchesConditions(conditions, facts, now))
    .map(({ rule, points }) => ({ rule, points }));
  const sum = reasons.reduce((total, reason) => total + reason.points, 0);
  return { score: Math.min(100, Math.max(0, sum)), reasons };
}
