import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { pipeline, stage } from '@crm/domain/pipeline/pipeline';
import type { FilterOf } from '@crm/domain/resource';
import { userName } from '../user/user.queries.ts';

export function selectPipelines(db: Kysely<Database>, filter: FilterOf<typeof pipeline>) {
  return db
    .selectFrom('crm_pipelines as pipeline')
    .selectAll('pipeline')
    .select([userName('pipeline.createdBy').as('createdByName'), userName('pipeline.updatedBy').as('updatedByName')])
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
    .selectAll('stage')
    .select([userName('stage.createdBy').as('createdByName'), userName('stage.updatedBy').as('updatedByName')])
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
