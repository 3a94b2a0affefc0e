import type { Actor } from '@crm/domain/actor';
import { pipeline, stage, type PipelineRow, type StageRow } from '@crm/domain/pipeline/pipeline';
import { presentRecord, recordAbilities } from '../present.ts';
import type { PipelineColumns, StageColumns } from './pipeline.queries.ts';

export function presentPipeline(row: PipelineColumns, actor: Actor): PipelineRow {
  return {
    ...presentRecord(row),
    name: row.name,
    currency: row.currency,
    position: row.position,
    isDefault: row.isDefault,
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, pipeline.permissions),
  };
}

export function presentStage(row: StageColumns, actor: Actor): StageRow {
  return {
    ...presentRecord(row),
    pipelineId: row.pipelineId,
    name: row.name,
    kind: row.kind,
    position: row.position,
    probability: row.probability,
    requiredFields: row.requiredFields,
    allowedNext: row.allowedNext,
    staleAfterDays: row.staleAfterDays,
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, stage.permissions),
  };
}
