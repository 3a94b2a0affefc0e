import { z } from 'zod';
import { extension } from '../extension.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import {
  abilities,
  amountMinor,
  currency,
  id,
  isoDate,
  isoDateTime,
  line,
  namedRef,
  ownedBase,
  queryList,
  recordBase,
  searchText,
  sumMinor,
} from '../scalars.ts';
import { taggedFilter, taggedRow } from '../tag/tag-ref.ts';
import { typeNames } from '../type-names.ts';

export const opportunityStatuses = ['open', 'won', 'lost'] as const;
export const forecastCategories = ['pipeline', 'best_case', 'commit', 'closed', 'omitted'] as const;
export const probability = z.number().int().min(0).max(100);

const fields = {
  name: line(200),
  accountId: id.nullable().default(null),
  primaryContactId: id.nullable().default(null),
  amountMinor: amountMinor.nullable().default(null),
  currency: currency.nullable().default(null),
  expectedCloseDate: isoDate.nullable().default(null),
  forecastCategory: z.enum(forecastCategories).default('pipeline'),
  lossReason: line(300).nullable().default(null),
  assignedTo: id.nullable().optional(),
};

/** A deal on its way through the stages of a pipeline. */
export const opportunity = defineResource({
  name: 'opportunity',
  path: 'opportunities',
  table: 'crm_opportunities',
  row: z.object({
    ...recordBase,
    ...ownedBase,
    ...taggedRow,
    ...extension.row,
    name: z.string(),
    accountId: id.nullable(),
    account: namedRef.nullable(),
    primaryContactId: id.nullable(),
    primaryContact: namedRef.nullable(),
    pipelineId: id,
    stageId: id,
    stage: namedRef,
    stageEnteredAt: isoDateTime,
    amountMinor: z.number().int().nullable(),
    currency: z.string().nullable(),
    probability,
    expectedCloseDate: isoDate.nullable(),
    forecastCategory: z.enum(forecastCategories),
    status: z.enum(opportunityStatuses),
    closedAt: isoDateTime.nullable(),
    lossReason: z.string().nullable(),
    sourceLeadId: id.nullable(),
    abilities: abilities('update', 'delete', 'restore', 'assign', 'move'),
  }),
  create: z.strictObject({
    ...fields,
    ...extension.create,
    /** The default pipeline when left out. */
    pipelineId: id.optional(),
    /** The pipeline's first stage when left out. */
    stageId: id.optional(),
    /** The stage's own when left out. */
    probability: probability.optional(),
  }),
  example: { name: 'Sensors for 40 trucks', amountMinor: 4_800_000, currency: 'EUR', expectedCloseDate: '2027-03-31' },
  update: z.strictObject({
    ...patchOf(fields),
    ...extension.update,
    stageId: id.optional(),
    probability: probability.optional(),
  }),
  filter: z.strictObject({
    ...taggedFilter,
    ...extension.filter,
    pipelineId: id.optional(),
    stageId: queryList(id).optional(),
    status: queryList(z.enum(opportunityStatuses)).optional(),
    accountId: id.optional(),
    assignedTo: queryList(id).optional(),
    teamId: queryList(id).optional(),
    amountFrom: z.coerce.number().int().min(0).optional(),
    amountTo: z.coerce.number().int().min(0).optional(),
    closeFrom: isoDate.optional(),
    closeTo: isoDate.optional(),
    closedFrom: isoDateTime.optional(),
    closedTo: isoDateTime.optional(),
    createdFrom: isoDateTime.optional(),
    createdTo: isoDateTime.optional(),
    q: searchText.optional(),
  }),
  sortable: ['createdAt', 'updatedAt', 'name', 'amountMinor', 'expectedCloseDate', 'stageEnteredAt'],
  permissions: crudPermissions('opportunity'),
});

export type OpportunityRow = RowOf<typeof opportunity>;

/** One move on the board. `fields` fills what the stage's gate asks for, in the same write. */
export const moveInput = z.strictObject({
  stageId: id,
  fields: z
    .strictObject({
      amountMinor: amountMinor.optional(),
      currency: currency.optional(),
      expectedCloseDate: isoDate.optional(),
      primaryContactId: id.optional(),
      accountId: id.optional(),
      lossReason: line(300).optional(),
    })
    .optional(),
});

/** A column's head: how many deals, and their sums, per currency and never across. */
export const boardColumn = z
  .object({
    stageId: id,
    count: z.number().int(),
    totals: z.array(
      z.object({
        currency: z.string(),
        amountMinor: sumMinor,
        /** Σ amount × probability. */
        weightedMinor: sumMinor,
      }),
    ),
  })
  .register(typeNames, { name: 'BoardColumn' });
