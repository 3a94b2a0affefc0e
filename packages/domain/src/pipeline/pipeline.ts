import { z } from 'zod';
import { gateFields } from '../opportunity/stage-gate.rules.ts';
import { probability } from '../opportunity/opportunity.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { abilities, currency, exampleId, id, line, recordBase, searchText } from '../scalars.ts';

const pipelineFields = {
  name: line(100),
  /** The currency that new deals of this pipeline start with. */
  currency: currency.default('EUR'),
  position: z.number().int().min(0).max(1000).default(0),
  isDefault: z.boolean().default(false),
};

export const pipeline = defineResource({
  name: 'pipeline',
  path: 'pipelines',
  table: 'crm_pipelines',
  row: z.object({
    ...recordBase,
    name: z.string(),
    currency: z.string(),
    position: z.number().int(),
    isDefault: z.boolean(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject(pipelineFields),
  example: { name: 'New business' },
  update: z.strictObject(patchOf(pipelineFields)),
  filter: z.strictObject({ q: searchText.optional() }),
  sortable: ['position', 'name', 'createdAt'],
  permissions: crudPermissions('pipeline'),
});
export type PipelineRow = RowOf<typeof pipeline>;

export const stageKinds = ['open', 'won', 'lost'] as const;

const stageFields = {
  pipelineId: id,
  name: line(100),
  kind: z.enum(stageKinds).default('open'),
  position: z.number().int().min(0).max(1000).default(0),
  probability: probability.default(0),
  /** What a deal must have before it enters (`stage_gate`). */
  requiredFields: z.array(z.enum(gateFields)).max(gateFields.length).default([]),
  /** Stages that may be entered from here; empty means all of the pipeline. */
  allowedNext: z.array(id).max(50).default([]),
  /** A deal that stays longer is marked as stale on the board. */
  staleAfterDays: z.number().int().min(1).max(3650).nullable().default(null),
};

export const stage = defineResource({
  name: 'stage',
  path: 'stages',
  table: 'crm_stages',
  row: z.object({
    ...recordBase,
    pipelineId: id,
    name: z.string(),
    kind: z.enum(stageKinds),
    position: z.number().int(),
    probability: z.number().int(),
    requiredFields: z.array(z.enum(gateFields)),
    allowedNext: z.array(id),
    staleAfterDays: z.number().int().nullable(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject(stageFields),
  example: { name: 'Proposal', pipelineId: exampleId, probability: 50 },
  update: z.strictObject(patchOf(stageFields)),
  filter: z.strictObject({ pipelineId: id.optional(), q: searchText.optional() }),
  sortable: ['position', 'name', 'createdAt'],
  permissions: crudPermissions('stage'),
});
export type StageRow = RowOf<typeof stage>;
