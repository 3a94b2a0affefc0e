import { defineEntity, p } from '@mikro-orm/core';
import type { Approver } from '@crm/domain/approval/approval-policy';
import { idOf, key, moment, optionalIdOf, recordColumns, schema } from './columns.ts';
import { liveUnique, sortIndex } from './indexes.ts';
import { Quote } from './quote.entity.ts';
import { User } from './user.entity.ts';

const ApprovalPolicySchema = defineEntity({
  name: 'ApprovalPolicy',
  tableName: 'crm_approval_policies',
  schema,
  properties: {
    ...recordColumns(() => User),
    name: p.text(),
    active: p.boolean().default(true),
    /** Minor units of the base currency. */
    fromAmountMinor: p.bigint('number').strictNullable(),
    overDiscountPercent: p.integer().strictNullable(),
    approvers: p.json<Approver[]>(),
    remindAfterHours: p.integer().default(24),
    escalateAfterHours: p.integer().default(48),
    expireAfterDays: p.integer().default(14),
  },
  indexes: [
    sortIndex('crm_approval_policies_name', 'name'),
    sortIndex('crm_approval_policies_created_at', 'createdAt'),
  ],
  uniques: [liveUnique('crm_approval_policies_name_unique', 'name')],
});

/** Which quotes need whose approval. */
export class ApprovalPolicy extends ApprovalPolicySchema.class {}
ApprovalPolicySchema.setClass(ApprovalPolicy);

const QuoteApprovalSchema = defineEntity({
  name: 'QuoteApproval',
  tableName: 'crm_quote_approvals',
  schema,
  properties: {
    id: key(),
    quoteId: () => idOf(Quote),
    /** Of the quote as it was handed in: what is decided is what was shown. */
    contentHash: p.text(),
    policy: p.text(),
    approver: p.json<Approver>(),
    step: p.integer(),
    /** Who may decide at present: those who are meant, deputies of absent ones, and whoever was asked too. */
    mayDecide: p.array().columnType('uuid[]').defaultRaw("'{}'::uuid[]"),
    decision: p.enum(['approved', 'rejected']).strictNullable(),
    decidedBy: () => optionalIdOf(User),
    decidedAt: moment().strictNullable(),
    comment: p.text().strictNullable(),
    createdAt: moment(),
    /** When the quote was handed in anew, recalled or edited: it counts no more. */
    droppedAt: moment().strictNullable(),
  },
  indexes: [
    { name: 'crm_quote_approvals_quote_id', properties: ['quoteId', 'step', 'id'] },
    { name: 'crm_quote_approvals_decided_by', properties: ['decidedBy'] },
  ],
});

/** One approval that a quote needs. */
export class QuoteApproval extends QuoteApprovalSchema.class {}
QuoteApprovalSchema.setClass(QuoteApproval);
