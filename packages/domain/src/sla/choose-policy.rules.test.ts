import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choosePolicy, type PolicyConditions } from './choose-policy.rules.ts';

function policy(id: string, conditions: Partial<PolicyConditions> = {}): PolicyConditions {
  return { id, isDefault: false, position: 0, categoryId: null, priority: null, industry: null, ...conditions };
}

const standard = policy('standard', { isDefault: true });
const urgent = policy('urgent', { priority: 'urgent' });
const pharma = policy('pharma', { industry: 'Pharma' });
const pharmaAlarm = policy('pharma-alarm', { industry: 'Pharma', categoryId: 'alarm' });
const all = [standard, urgent, pharma, pharmaAlarm];
const facts = { categoryId: null, priority: 'normal', industry: null } as const;

test('the default applies where no other does', () => {
  expect(choosePolicy(all, facts)).toBe(standard);
  expect(choosePolicy([urgent], facts)).toBeNull();
});

test('the policy that asks for most wins, among equals the position decides', () => {
  expect(choosePolicy(all, { ...facts, industry: ' pharma ' })).toBe(pharma);
  expect(choosePolicy(all, { ...facts, industry: 'Pharma', categoryId: 'alarm' })).toBe(pharmaAlarm);
  const both = { ...facts, industry: 'Pharma', priority: 'urgent' } as const;
  expect(choosePolicy([standard, { ...pharma, position: 1 }, urgent], both)).toBe(urgent);
});

test('a policy without conditions applies only as the default', () => {
  expect(choosePolicy([policy('idle')], facts)).toBeNull();
});

test('the order of the list does not matter', () => {
  const shuffled = fc.shuffledSubarray(all, { minLength: all.length });
  const cases = fc.record({
    categoryId: fc.constantFrom(null, 'alarm', 'other'),
    priority: fc.constantFrom('low', 'urgent'),
    industry: fc.constantFrom(null, 'Pharma', 'Food'),
  });
  fc.assert(
    fc.property(shuffled, cases, (list, ticket) => {
      expect(choosePolicy(list, ticket)).toBe(choosePolicy(all, ticket));
    }),
  );
});
