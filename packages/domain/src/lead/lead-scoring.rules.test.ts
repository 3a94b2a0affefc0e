import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionIssues } from '../workflow/workflow.rules.ts';
import { deliveredScoringRules } from './delivered-scoring-rules.ts';
import { scoreLead, scoringFacts } from './lead-scoring.rules.ts';
import { scoringFields } from './scoring-fields.ts';

interface TestLead {
  readonly email: string | null;
  readonly phone: string | null;
  readonly company: string | null;
  readonly jobTitle: string | null;
  readonly website: string | null;
  readonly message: string | null;
  readonly budgetMinor: number | null;
  readonly source: string;
  readonly consent: boolean | null;
}

const now = new Date('2026-03-01T12:00:00Z');
const untouched = { completedActivities: 0, lastActivityAt: null };
const scoreOf = (lead: TestLead, engagement = untouched) =>
  scoreLead(scoringFacts(lead, engagement), deliveredScoringRules, now);

const nobody: TestLead = {
  email: null,
  phone: null,
  company: null,
  jobTitle: null,
  website: null,
  message: null,
  budgetMinor: null,
  source: 'web',
  consent: null,
};

const anyLead: fc.Arbitrary<TestLead> = fc.record({
  email: fc.option(fc.constantFrom('ada@engines.example', 'ada@gmail.com')),
  phone: fc.option(fc.constant('+4930901820')),
  company: fc.option(fc.string()),
  jobTitle: fc.option(fc.constantFrom('CEO', 'Head of Sales', 'intern', 'директор', 'مدير')),
  website: fc.option(fc.constant('https://engines.example')),
  message: fc.option(fc.string({ maxLength: 200 })),
  budgetMinor: fc.option(fc.nat(10_000_000)),
  source: fc.constantFrom('web', 'referral', 'partner'),
  consent: fc.option(fc.boolean()),
});

test('a score is between 0 and 100, and explained by its reasons', () => {
  fc.assert(
    fc.property(anyLead, (lead) => {
      const { score, reasons } = scoreOf(lead);
      const sum = reasons.reduce((total, { points }) => total + points, 0);
      expect(score).toBe(Math.min(100, Math.max(0, sum)));
      expect(new Set(reasons.map(({ rule }) => rule)).size).toBe(reasons.length);
    }),
  );
});

test('a way to reach somebody never lowers the score', () => {
  fc.assert(
    fc.property(anyLead, (lead) => {
      const better = { ...lead, phone: '+4930901820' };
      expect(scoreOf(better).score).toBeGreaterThanOrEqual(scoreOf(lead).score);
    }),
  );
});

test.each([
  [{ email: 'ada@engines.example' }, 'company_email', 20],
  [{ email: 'ada@gmail.com', jobTitle: 'Chief Engineer' }, 'decision_maker', 20],
  [{ jobTitle: 'Генеральный директор' }, 'decision_maker', 20],
  [{ jobTitle: 'مدير المشتريات' }, 'decision_maker', 20],
  [{ budgetMinor: 500_000 }, 'large_budget', 10],
  [{ source: 'referral' }, 'referral', 15],
  [{ consent: false }, 'refused_contact', -15],
  [{ message: 'x'.repeat(80) }, 'telling_message', 10],
])('%o counts as %s', (facts, rule, points) => {
  expect(scoreOf({ ...nobody, ...facts }).reasons).toContainEqual({ rule, points });
});

test.each([
  [{ email: 'ada@gmail.com' }, 'company_email'],
  [{ jobTitle: 'overhead engineer' }, 'decision_maker'],
  [{ budgetMinor: 0 }, 'budget'],
  [{ message: 'x'.repeat(79) }, 'telling_message'],
])('%o does not count as %s', (facts, rule) => {
  expect(scoreOf({ ...nobody, ...facts }).reasons.map((reason) => reason.rule)).not.toContain(rule);
});

test('what was done about a lead counts, and so does how long ago it was', () => {
  const touched = { completedActivities: 2, lastActivityAt: new Date('2026-02-01T12:00:00Z') };
  const facts = scoringFacts(nobody, touched);
  expect(scoreLead(facts, deliveredScoringRules, now).reasons).toContainEqual({ rule: 'in_touch', points: 10 });
  const cold = { field: 'lastActivityAt', op: 'days_ago', value: 14 } as const;
  const rule = { rule: 'Gone cold', points: -10, conditions: { match: 'all' as const, conditions: [cold] } };
  expect(scoreLead(facts, [rule], now).reasons).toEqual([{ rule: 'Gone cold', points: -10 }]);
  expect(scoreLead(facts, [rule], new Date('2026-02-02T12:00:00Z')).reasons).toEqual([]);
});

test.each(deliveredScoringRules)('the delivered rule $rule asks what can be asked', ({ conditions }) => {
  expect(conditionIssues(scoringFields, conditions, 'conditions')).toEqual([]);
});
