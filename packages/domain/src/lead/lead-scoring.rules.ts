import { z } from 'zod';
import { isFreeMail } from '../normalize/email.ts';
import { typeNames } from '../type-names.ts';

/** One line of the explanation of a score: the rule and the points that it gave. */
export const scoreReason = z
  .object({ rule: z.string(), points: z.number().int() })
  .register(typeNames, { name: 'ScoreReason' });
export type ScoreReason = z.output<typeof scoreReason>;

export interface ScoredLead {
  readonly email: string | null;
  readonly phoneE164: string | null;
  readonly company: string | null;
  readonly jobTitle: string | null;
  readonly website: string | null;
  readonly message: string | null;
  readonly budgetMinor: number | null;
  readonly source: string;
  readonly consent: boolean | null;
}

interface ScoringRule {
  readonly rule: string;
  readonly points: number;
  applies(lead: ScoredLead): boolean;
}

const decisionMaker =
  /\b(ceo|cto|cfo|coo|chief|head|director|founder|owner|vp|president|procurement)\b|директор|руководитель|начальник|владелец|مدير|رئيس/iu;
/** Minor units: 5,000.00 in the lead's own currency. */
const largeBudgetMinor = 500_000;
const tellingMessageLength = 80;

const scoringRules: readonly ScoringRule[] = [
  { rule: 'company_email', points: 20, applies: ({ email }) => email !== null && !isFreeMail(email) },
  { rule: 'phone', points: 10, applies: ({ phoneE164 }) => phoneE164 !== null },
  { rule: 'company', points: 10, applies: ({ company }) => company !== null },
  { rule: 'decision_maker', points: 20, applies: ({ jobTitle }) => jobTitle !== null && decisionMaker.test(jobTitle) },
  { rule: 'website', points: 5, applies: ({ website }) => website !== null },
  { rule: 'budget', points: 10, applies: ({ budgetMinor }) => budgetMinor !== null && budgetMinor > 0 },
  { rule: 'large_budget', points: 10, applies: ({ budgetMinor }) => (budgetMinor ?? 0) >= largeBudgetMinor },
  { rule: 'telling_message', points: 10, applies: ({ message }) => (message?.length ?? 0) >= tellingMessageLength },
  { rule: 'referral', points: 15, applies: ({ source }) => source === 'referral' || source === 'partner' },
  { rule: 'refused_contact', points: -15, applies: ({ consent }) => consent === false },
  { rule: 'no_way_to_reach', points: -30, applies: (lead) => lead.email === null && lead.phoneE164 === null },
];

export interface LeadScore {
  /** 0–100. */
  readonly score: number;
  readonly reasons: readonly ScoreReason[];
}

/** Adds up the rules that apply. The result names each of them, so that nobody has to guess. */
export function scoreLead(lead: ScoredLead): LeadScore {
  const reasons = scoringRules.filter((rule) => rule.applies(lead)).map(({ rule, points }) => ({ rule, points }));
  const sum = reasons.reduce((total, reason) => total + reason.points, 0);
  return { score: Math.min(100, Math.max(0, sum)), reasons };
}
