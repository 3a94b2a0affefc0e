import { randomUUIDv7 } from 'node:crypto';
import { Pipeline } from '@crm/db/entities/pipeline.entity';
import { database } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import { pipeline } from '@crm/domain/pipeline/pipeline';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
import { releaseDefault } from '../default-row.ts';
import { allow } from '../policy.ts';
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
import { presentPipeline } from './pipeline.presenter.ts';
import { pipelineOrder, selectPipelines } from './pipeline.queries.ts';

const reads = makeReads({
  name: 'pipeline',
  permission: pipeline.permissions.read,
  select: selectPipelines,
  present: presentPipeline,
  order: pipelineOrder,
  owned: false,
});

/** The ways that deals can take. Exactly one is the default for deals that name none. */
export const pipelineService = {
  ...reads,

  async create(ctx: ServiceContext, data: CreateOf<typeof pipeline>) {
    allow(ctx, 'pipeline:create');
    if (data.isDefault) await releaseDefault(ctx, 'crm_pipelines');
    const record = ctx.em.create(Pipeline, { ...newRecord(ctx, randomUUIDv7()), ...data });
    await saveCreated(ctx, 'pipeline', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof pipeline>, version?: number) {
    const record = await open(ctx, id, 'pipeline:update', version);
    if (data.isDefault === true && !record.isDefault) await releaseDefault(ctx, 'crm_pipelines');
    await saveUpdated(ctx, 'pipeline', record, assignChanges(record, data));
    return reads.get(ctx, id);
  },

  /** @throws DomainError `in_use` while deals are in it */
  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await open(ctx, id, 'pipeline:delete', version);
    const deal = await database(ctx.em)
      .selectFrom('crm_opportunities')
      .select('id')
      .where('pipelineId', '=', id)
      .where('deletedAt', 'is', null)
      .limit(1)
      .executeTakeFirst();
    if (deal) throw new DomainError('in_use', 'Deals are in this pipeline. Move or close them first.');
    record.isDefault = false;
    await saveDeleted(ctx, 'pipeline', record);
    await moveStages(ctx, id, null, record.deletedAt);
  },

  async restore(ctx: ServiceContext, id: string) {
    const record = await open(ctx, id, 'pipeline:restore');
    const { deletedAt } = record;
    await saveRestored(ctx, 'pipeline', record);
    await moveStages(ctx, id, deletedAt, null);
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `pipeline:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, Pipeline, 'pipeline', { id, permission, read: 'pipeline:read', version });
}

/** The stages go to the trash with their pipeline, and come back with it; those deleted before stay where they are. */
async function moveStages(ctx: ServiceContext, pipelineId: string, from: Date | null, to: Date | null): Promise<void> {
  await database(ctx.em)
    .updateTable('crm_stages')
    .set((eb) => ({ deletedAt: to, updatedAt: ctx.now, updatedBy: ctx.actor.id, version: eb('version', '+', 1) }))
    .where('pipelineId', '=', pipelineId)
    .where('deletedAt', from === null ? 'is' : '=', from)
    .execute();
}
