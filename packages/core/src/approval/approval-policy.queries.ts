import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import { approvalPolicy, type ApprovalPolicyRow } from '@crm/domain/approval/approval-policy';
import type { FilterOf } from '@crm/domain/resource';
import { presentRecord, recordAbilities } from '../present.ts';
import { containsText } from '../search/matches-text.ts';
import { userName } from '../user/user.queries.ts';

export function selectPolicies(db: Kysely<Database>, { active, q }: FilterOf<typeof approvalPolicy>) {
  return db
    .selectFrom('crm_approval_policies as policy')
    .selectAll('policy')
    .select([userName('policy.createdBy').as('createdByName'), userName('policy.updatedBy').as('updatedByName')])
    .where((eb) =>
      eb.and([
        ...(active === undefined ? [] : [eb('policy.active', '=', active)]),
        ...(q ? [containsText('policy.name', q)] : []),
      ]),
    );
}

type PolicyColumns = Awaited<ReturnType<ReturnType<typeof selectPolicies>['execute']>>[number];

export const policyOrder = {
  table: 'policy',
  columns: { name: { column: 'policy.name' }, createdAt: { column: 'policy.createdAt' } },
  fallback: 'name',
} as const;

export function presentPolicy(row: PolicyColumns, actor: Actor): ApprovalPolicyRow {
  return {
    ...presentRecord(row),
    name: row.name,
    active: row.active,
    fromAmountMinor: row.fromAmountMinor,
    overDiscountPercent: row.overDiscountPercent,
    approvers: row.approvers,
    remindAfterHours: row.remindAfterHours,
    escalateAfterHours: row.escalateAfterHours,
    expireAfterDays: row.expireAfterDays,
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, approvalPolicy.permissions),
  };
}
