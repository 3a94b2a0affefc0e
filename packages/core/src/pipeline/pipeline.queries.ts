import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { pipeline, stage } from '@crm/domain/pipeline/pipeline';
import type { FilterOf } from '@crm/domain/resource';

export function selectPipelines(db: Kysely<Database>, filter: FilterOf<typeof pipeline>) {
  return db
    .selectFrom('crm_pipelines as pipeline')
    .leftJoin('crm_users as creator', 'creator.id', 'pipeline.createdBy')
    .leftJoin('crm_users as updater', 'updater.id', 'pipeline.updatedBy')
    .selectAll('pipeline')
    .select(['creator.name as createdByName', 'updater.name as updatedByName'])
    .$if(filter.q !== undefined, (select) => select.where('pipeline.name', 'ilike', `%${filter.q ?? ''}%`));
}

export const pipelineOrder = {
  table: 'pipeline',
  columns: {
    position: { column: 'pipeline.position' },
    name: { column: 'pipeline.name' },
    createdAt: { column: 'pipeline.createdAt' },
  },
  fallback: 'position',
} as const;

export type PipelineColumns = Awaited<ReturnType<ReturnType<typeof selectPipelines>['execute']>>[number];

export function selectStages(db: Kysely<Database>, filter: FilterOf<typeof stage>) {
  return db
    .selectFrom('crm_stages as stage')
    .leftJoin('crm_users as creator', 'creator.id', 'stage.createdBy')
    .leftJoin('crm_users as updater', 'updater.id', 'stage.updatedBy')
    .selectAll('stage')
    .select(['creator.name as createdByName', 'updater.name as updatedByName'])
    .$if(filter.pipelineId !== undefined, (select) => select.where('stage.pipelineId', '=', filter.pipelineId ?? ''))
    .$if(filter.q !== undefined, (select) => select.where('stage.name', 'ilike', `%${filter.q ?? ''}%`));
}

export const stageOrder = {
  table: 'stage',
  columns: {
    position: { column: 'stage.position' },
    name: { column: 'stage.name' },
    createdAt: { column: 'stage.createdAt' },
  },
  fallback: 'position',
} as const;

export type StageColumns = Awaited<ReturnType<ReturnType<typeof selectStages>['execute']>>[number];
