import { defineEntity, p } from '@mikro-orm/core';
import { recordColumns, schema } from './columns.ts';
import { liveUnique, sortIndex } from './indexes.ts';
import { User } from './user.entity.ts';

const PipelineSchema = defineEntity({
  name: 'Pipeline',
  tableName: 'crm_pipelines',
  schema,
  properties: {
    ...recordColumns(() => User),
    name: p.text(),
    currency: p.text().default('EUR'),
    position: p.integer().default(0),
    isDefault: p.boolean().default(false),
  },
  indexes: [
    sortIndex('crm_pipelines_position', 'position'),
    sortIndex('crm_pipelines_name', 'name'),
    sortIndex('crm_pipelines_created_at', 'createdAt'),
  ],
  uniques: [
    liveUnique('crm_pipelines_name_unique', 'name'),
    { name: 'crm_pipelines_default_unique', properties: ['isDefault'], where: 'is_default and deleted_at is null' },
  ],
});

/** A row of stages that deals go through. One of them is the default. */
export class Pipeline extends PipelineSchema.class {}
PipelineSchema.setClass(Pipeline);
