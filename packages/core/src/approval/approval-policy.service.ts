import { randomUUIDv7 } from 'node:crypto';
import { ApprovalPolicy } from '@crm/db/entities/approval.entity';
import { database } from '@crm/db/orm';
import { approvalPolicy, type Approver } from '@crm/domain/approval/approval-policy';
import { usualPolicy, type PolicyTerms } from '@crm/domain/approval/approval.rules';
import { refuseFields } from '@crm/domain/errors';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import { loadReaders } from '../auth/load-readers.ts';
import type { ServiceContext } from '../context.ts';
import { allow, isAllowed } from '../policy.ts';
import { makeReads } from '../reads.ts';
import {
  assignChanges,
  newRecord,
  openRecord,
  saveCreated,
  saveDeleted,
  saveRestored,
  saveUpdated,
} from '../record.ts';
import { policyOrder, presentPolicy, selectPolicies } from './approval-policy.queries.ts';

const reads = makeReads({
  name: 'approval_policy',
  permission: approvalPolicy.permissions.read,
  select: selectPolicies,
  present: presentPolicy,
  order: policyOrder,
  owned: false,
});

/** Which quotes need whose approval. What was handed in before a change is decided on as it was asked. */
export const approvalPolicyService = {
  ...reads,

  async create(ctx: ServiceContext, data: CreateOf<typeof approvalPolicy>) {
    allow(ctx, 'approval_policy:create');
    await requireApprovers(ctx, data.approvers);
    const record = ctx.em.create(ApprovalPolicy, { ...newRecord(ctx, randomUUIDv7()), ...data });
    await saveCreated(ctx, 'approval_policy', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof approvalPolicy>, version?: number) {
    const record = await open(ctx, id, 'approval_policy:update', version);
    await requireApprovers(ctx, data.approvers ?? []);
    await saveUpdated(ctx, 'approval_policy', record, assignChanges(record, data));
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    await saveDeleted(ctx, 'approval_policy', await open(ctx, id, 'approval_policy:delete', version));
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'approval_policy', await open(ctx, id, 'approval_policy:restore'));
    return reads.get(ctx, id);
  },
};

/** The policies that hold at present; the usual one where nobody has written any. */
export async function activePolicies(ctx: ServiceContext): Promise<readonly PolicyTerms[]> {
  const rows = await database(ctx.em)
    .selectFrom('crm_approval_policies')
    .selectAll()
    .where('deletedAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  return rows.length === 0 ? [usualPolicy] : rows.filter(({ active }) => active);
}

function open(
  ctx: ServiceContext,
  id: string,
  permission: `approval_policy:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, ApprovalPolicy, 'approval_policy', { id, permission, read: 'approval_policy:read', version });
}

/** @throws DomainError `validation_failed` for a person who is not there, or may approve nothing */
async function requireApprovers(ctx: ServiceContext, approvers: readonly Approver[]): Promise<void> {
  const named = approvers.flatMap((approver, index) =>
    approver.kind === 'user' ? [{ index, id: approver.userId }] : [],
  );
  const readers = await loadReaders(
    ctx,
    named.map(({ id }) => id),
  );
  const able = new Set(readers.filter(({ actor }) => isAllowed(actor, 'quote:approve')).map(({ actor }) => actor.id));
  const issues = named
    .filter(({ id }) => !able.has(id))
    .map(({ index }) => ({
      field: `approvers.${index}.userId`,
      code: 'may_not_approve',
      message: 'Choose somebody whose role may approve quotes.',
    }));
  if (issues.length > 0) throw refuseFields(issues);
}
