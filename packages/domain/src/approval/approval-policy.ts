import { z } from 'zod';
import { patchOf } from '../patch.ts';
import { roles } from '../permissions.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { abilities, amountMinor, id, line, queryBoolean, recordBase, searchText } from '../scalars.ts';
import { typeNames } from '../type-names.ts';

const mostSteps = 10;
const mostHours = 2_000;
const percent = z.number().int().min(0).max(100);

/**
 * Somebody who must approve. `manager`: one of those who oversee the quote's team; `role`: anyone of a role; `user`: one
 * person. What has the same `step` is asked at the same time, and all of it must agree; the next step is asked after it.
 */
export const approver = z
  .discriminatedUnion('kind', [
    z.strictObject({ step: z.number().int().min(1).max(mostSteps), kind: z.literal('manager') }),
    z.strictObject({ step: z.number().int().min(1).max(mostSteps), kind: z.literal('role'), role: z.enum(roles) }),
    z.strictObject({ step: z.number().int().min(1).max(mostSteps), kind: z.literal('user'), userId: id }),
  ])
  .register(typeNames, { name: 'Approver' });
export type Approver = z.output<typeof approver>;

const fields = {
  name: line(100),
  active: z.boolean().default(true),
  /** From this total on, in minor units of the base currency; `null`: whatever it comes to. */
  fromAmountMinor: amountMinor.nullable().default(null),
  /** Where some line is cheaper than the price books ask for by more than so many percent; `null`: at any price. */
  overDiscountPercent: percent.nullable().default(null),
  approvers: z.array(approver).min(1).max(20),
  /** Hours until those who were asked are reminded, and until others are asked too. */
  remindAfterHours: z.number().int().min(1).max(mostHours).default(24),
  escalateAfterHours: z.number().int().min(1).max(mostHours).default(48),
  /** Days until the quote goes back to its author undecided. */
  expireAfterDays: z.number().int().min(1).max(365).default(14),
};

/** Which quotes need whose approval. A quote that meets several policies needs all of them. */
export const approvalPolicy = defineResource({
  name: 'approval_policy',
  path: 'approval_policies',
  table: 'crm_approval_policies',
  row: z.object({
    ...recordBase,
    name: z.string(),
    active: z.boolean(),
    fromAmountMinor: z.number().int().nullable(),
    overDiscountPercent: z.number().int().nullable(),
    approvers: z.array(approver),
    remindAfterHours: z.number().int(),
    escalateAfterHours: z.number().int(),
    expireAfterDays: z.number().int(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject(fields),
  example: { name: 'Large deals', fromAmountMinor: 5_000_000, approvers: [{ step: 1, kind: 'manager' }] },
  update: z.strictObject(patchOf(fields)),
  filter: z.strictObject({ active: queryBoolean.optional(), q: searchText.optional() }),
  sortable: ['name', 'createdAt'],
  permissions: crudPermissions('approval_policy'),
});
export type ApprovalPolicyRow = RowOf<typeof approvalPolicy>;
