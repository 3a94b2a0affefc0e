import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scoreLead, type ScoredLead } from './lead-scoring.rules.ts';

const nobody: ScoredLead = {
  email: null,
  phoneE164: null,
  company: null,
  jobTitle: null,
  website: null,
  message: null,
  budgetMinor: null,
  source: 'web',
  consent: null,
};

const anyLead: fc.Arbitrary<ScoredLead> = fc.record({
  email: fc.option(fc.constantFrom('ada@engines.example', 'ada@gmail.com')),
  phoneE164: fc.option(fc.constant('+4930901820')),
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
      const { score, reasons } = scoreLead(lead);
      const sum = reasons.reduce((total, { points }) => total + points, 0);
      expect(score).toBe(Math.min(100, Math.max(0, sum)));
      expect(new Set(reasons.map(({ rule }) => rule)).size).toBe(reasons.length);
    }),
  );
});

test('a way to reach somebody never lowers the score', () => {
  fc.assert(
    fc.property(anyLead, (lead) => {
      const better = { ...lead, phoneE164: '+4930901820' };
      expect(scoreLead(better).score).toBeGreaterThanOrEqual(scoreLead(lead).score);
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
  expect(scoreLead({ ...nobody, ...facts }).reasons).toContainEqual({ rule, points });
});

test.each([
  [{ email: 'ada@gmail.com' }, 'company_email'],
  [{ jobTitle: 'overhead engineer' }, 'decision_maker'],
  [{ budgetMinor: 0 }, 'budget'],
  [{ message: 'x'.repeat(79) }, 'telling_message'],
])('%o does not count as %s', (facts, rule) => {
  expect(scoreLead({ ...nobody, ...facts }).reasons.map((reason) => reason.rule)).not.toContain(rule);
});
