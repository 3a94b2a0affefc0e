import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Approver } from './approval-policy.ts';
import { currentApprovals, neededApprovals, patienceOf, usualPolicy, type PolicyTerms } from './approval.rules.ts';

const manager: Approver = { step: 1, kind: 'manager' };
const admin: Approver = { step: 2, kind: 'role', role: 'admin' };
const large: PolicyTerms = {
  ...usualPolicy,
  name: 'Large',
  fromAmountMinor: 1_000_00,
  overDiscountPercent: null,
  approvers: [admin, manager],
  remindAfterHours: 4,
};

describe('policies', () => {
  it('ask from an amount on, and beyond a discount', () => {
    const asked = (amountMinor: number, discountPercent: number) =>
      neededApprovals([usualPolicy, large], { amountMinor, discountPercent }).map(({ policy }) => policy);
    expect(asked(999_99, 20)).toEqual([]);
    expect(asked(999_99, 20.01)).toEqual([usualPolicy.name]);
    expect(asked(1_000_00, 0)).toEqual(['Large', 'Large']);
  });

  it('that apply together ask nobody twice in a step, and in the order of the steps', () => {
    const both = neededApprovals([large, usualPolicy], { amountMinor: 1_000_00, discountPercent: 50 });
    expect(both.map(({ approver }) => approver)).toEqual([manager, admin]);
    expect(patienceOf([large, usualPolicy], { amountMinor: 1_000_00, discountPercent: 50 }).remindAfterHours).toBe(4);
  });
});

describe('the order of approvals', () => {
  const decision = fc.constantFrom('approved' as const, 'rejected' as const, null);
  const approvals = fc.array(fc.record({ step: fc.integer({ min: 1, max: 4 }), decision }), { maxLength: 8 });

  it('asks all of one step at once, and the next only when all before have agreed', () => {
    fc.assert(
      fc.property(approvals, (all) => {
        const asked = currentApprovals(all);
        const [first] = asked;
        const rejected = all.some((approval) => approval.decision === 'rejected');
        const undecided = all.filter((approval) => approval.decision === null);
        expect(asked.length > 0).toBe(!rejected && undecided.length > 0);
        if (!first) return;
        expect(asked).toEqual(undecided.filter(({ step }) => step === first.step));
        expect(all.every((approval) => approval.step >= first.step || approval.decision === 'approved')).toBe(true);
      }),
    );
  });
});
