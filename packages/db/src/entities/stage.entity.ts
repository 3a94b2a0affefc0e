import { defineEntity, p } from '@mikro-orm/core';
import type { GateField } from '@crm/domain/opportunity/stage-gate.rules';
import { stageKinds } from '@crm/domain/pipeline/pipeline';
import { idOf, recordColumns, schema } from './columns.ts';
import { liveIndex, liveUnique, sortIndex } from './indexes.ts';
import { Pipeline } from './pipeline.entity.ts';
import { User } from './user.entity.ts';

const StageSchema = defineEntity({
  name: 'Stage',
  tableName: 'crm_stages',
  schema,
  properties: {
    ...recordColumns(() => User),
    pipelineId: () => idOf(Pipeline),
    name: p.text(),
    kind: p.enum(stageKinds).default('open'),
    position: p.integer().default(0),
    /** Percent. */
    probability: p.integer().default(0),
    requiredFields: p.json<GateField[]>().defaultRaw("'[]'::jsonb"),
    /** Ids of the stages that may be entered from here; empty means all. */
    allowedNext: p.json<string[]>().defaultRaw("'[]'::jsonb"),
    staleAfterDays: p.integer().strictNullable(),
  },
  indexes: [
    sortIndex('crm_stages_position', 'position'),
    sortIndex('crm_stages_name', 'name'),
    sortIndex('crm_stages_created_at', 'createdAt'),
    liveIndex('crm_stages_pipeline_id', 'pipelineId', 'position'),
  ],
  uniques: [liveUnique('crm_stages_pipeline_id_name_unique', 'pipelineId', 'name')],
});

/** A place of a pipeline where deals stand. */
export class Stage extends StageSchema.class {}
StageSchema.setClass(Stage);
