import type { TicketPriority } from '../ticket/ticket-status.rules.ts';

/** A policy with what a ticket must be for it to apply; `null` does not ask. */
export interface PolicyConditions {
  readonly id: string;
  readonly isDefault: boolean;
  readonly position: number;
  readonly categoryId: string | null;
  readonly priority: TicketPriority | null;
  readonly industry: string | null;
}

export interface PolicyFacts {
  readonly categoryId: string | null;
  readonly priority: TicketPriority;
  /** Of the ticket's account. */
  readonly industry: string | null;
}

/**
 * The policy of a ticket: of those whose conditions it meets, the one that asks for most; then the smaller position,
 * then the smaller id, so that the answer does not depend on the order of the list. Else the default.
 * @returns `null` when there is neither
 */
export function choosePolicy<Policy extends PolicyConditions>(
  policies: readonly Policy[],
  facts: PolicyFacts,
): Policy | null {
  const [best] = policies
    .filter((policy) => conditionsOf(policy) > 0 && meets(policy, facts))
    .toSorted((a, b) => conditionsOf(b) - conditionsOf(a) || a.position - b.position || a.id.localeCompare(b.id));
  return best ?? policies.find(({ isDefault }) => isDefault) ?? null;
}

/** How many things a policy asks for. */
export function conditionsOf({
  categoryId,
  priority,
  industry,
}: Pick<PolicyConditions, 'categoryId' | 'priority' | 'industry'>): number {
  return [categoryId, priority, industry].filter((condition) => condition !== null).length;
}

function meets(policy: PolicyConditions, facts: PolicyFacts): boolean {
  return (
    (policy.categoryId === null || policy.categoryId === facts.categoryId) &&
    (policy.priority === null || policy.priority === facts.priority) &&
    (policy.industry === null || isSameSegment(policy.industry, facts.industry))
  );
}

function isSameSegment(wanted: string, industry: string | null): boolean {
  return industry !== null && wanted.trim().toLowerCase() === industry.trim().toLowerCase();
}
