import type { Approver } from './approval-policy.ts';

/** What of a policy decides whether it applies, and what follows from it. */
export interface PolicyTerms {
  readonly name: string;
  readonly fromAmountMinor: number | null;
  readonly overDiscountPercent: number | null;
  readonly approvers: readonly Approver[];
  readonly remindAfterHours: number;
  readonly escalateAfterHours: number;
  readonly expireAfterDays: number;
}

/** What a policy looks at. */
export interface Judged {
  /** Minor units of the base currency. */
  readonly amountMinor: number;
  /** By how much the cheapest line is below what the price books ask for, in percent; 0 when none is. */
  readonly discountPercent: number;
}

/** What is asked where nobody has written a policy: a manager, for more than a fifth below the books. */
export const usualPolicy: PolicyTerms = {
  name: 'Discounts beyond a fifth',
  fromAmountMinor: null,
  overDiscountPercent: 20,
  approvers: [{ step: 1, kind: 'manager' }],
  remindAfterHours: 24,
  escalateAfterHours: 48,
  expireAfterDays: 14,
};

/** Whether a policy asks for approval. */
export function applies(policy: PolicyTerms, { amountMinor, discountPercent }: Judged): boolean {
  const { fromAmountMinor, overDiscountPercent } = policy;
  return (
    (fromAmountMinor === null || amountMinor >= fromAmountMinor) &&
    (overDiscountPercent === null || discountPercent > overDiscountPercent)
  );
}

export interface NeededApproval {
  readonly policy: string;
  readonly approver: Approver;
}

/** Whose approval is needed: of all policies that apply, in the order of their steps; the same person once a step. */
export function neededApprovals(policies: readonly PolicyTerms[], judged: Judged): readonly NeededApproval[] {
  const seen = new Set<string>();
  return policies
    .filter((policy) => applies(policy, judged))
    .flatMap(({ name, approvers }) => approvers.map((approver) => ({ policy: name, approver })))
    .filter(({ approver }) => {
      const known = JSON.stringify(approver);
      return !seen.has(known) && seen.add(known);
    })
    .toSorted((a, b) => a.approver.step - b.approver.step);
}

/** How long to wait: of all policies that apply the shortest time each; the usual policy's where none does. */
export function patienceOf(policies: readonly PolicyTerms[], judged: Judged) {
  const applying = policies.filter((policy) => applies(policy, judged));
  const least = (of: (policy: PolicyTerms) => number) =>
    Math.min(...(applying.length > 0 ? applying : [usualPolicy]).map(of));
  return {
    remindAfterHours: least(({ remindAfterHours }) => remindAfterHours),
    escalateAfterHours: least(({ escalateAfterHours }) => escalateAfterHours),
    expireAfterDays: least(({ expireAfterDays }) => expireAfterDays),
  };
}

interface Decided {
  readonly step: number;
  readonly decision: 'approved' | 'rejected' | null;
}

/** Those that are asked now: the undecided of the first step that is not over. Empty when all agreed or one did not. */
export function currentApprovals<Approval extends Decided>(approvals: readonly Approval[]): readonly Approval[] {
  if (approvals.some(({ decision }) => decision === 'rejected')) return [];
  const open = approvals.filter(({ decision }) => decision === null);
  const step = Math.min(...open.map((approval) => approval.step));
  return open.filter((approval) => approval.step === step);
}
