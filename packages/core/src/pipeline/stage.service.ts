import { randomUUIDv7 } from 'node:crypto';
import { Stage } from '@crm/db/entities/stage.entity';
import { database } from '@crm/db/orm';
import { DomainError, refusedAs, refuseFields } from '@crm/domain/errors';
import { stage } from '@crm/domain/pipeline/pipeline';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
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
import { presentStage } from './pipeline.presenter.ts';
import { selectStages, stageOrder } from './pipeline.queries.ts';
import { pipelineService } from './pipeline.service.ts';

const reads = makeReads({
  name: 'stage',
  permission: stage.permissions.read,
  select: selectStages,
  present: presentStage,
  order: stageOrder,
  owned: false,
});

/** Stages of a pipeline, with their gates. */
export const stageService = {
  ...reads,

  async create(ctx: ServiceContext, data: CreateOf<typeof stage>) {
    allow(ctx, 'stage:create');
    await requirePipeline(ctx, data.pipelineId);
    await checkAllowedNext(ctx, data.pipelineId, data.allowedNext);
    const record = ctx.em.create(Stage, { ...newRecord(ctx, randomUUIDv7()), ...data });
    await saveCreated(ctx, 'stage', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof stage>, version?: number) {
    const record = await open(ctx, id, 'stage:update', version);
    if (data.pipelineId !== undefined && data.pipelineId !== record.pipelineId) {
      throw refuseFields([{ field: 'pipelineId', code: 'fixed', message: 'A stage stays in its pipeline.' }]);
    }
    await checkAllowedNext(ctx, record.pipelineId, data.allowedNext ?? []);
    await saveUpdated(ctx, 'stage', record, assignChanges(record, data));
    return reads.get(ctx, id);
  },

  /** @throws DomainError `in_use` with the number of deals that are in it */
  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await open(ctx, id, 'stage:delete', version);
    const deals = await database(ctx.em)
      .selectFrom('crm_opportunities')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('stageId', '=', id)
      .where('deletedAt', 'is', null)
      .executeTakeFirstOrThrow();
    if (Number(deals.count) > 0) {
      throw new DomainError('in_use', 'Deals are in this stage. Move them first.', { deals: Number(deals.count) });
    }
    await saveDeleted(ctx, 'stage', record);
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'stage', await open(ctx, id, 'stage:restore'));
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `stage:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, Stage, 'stage', { id, permission, read: 'stage:read', version });
}

async function requirePipeline(ctx: ServiceContext, pipelineId: string): Promise<void> {
  await pipelineService
    .get(ctx, pipelineId)
    .catch(
      refusedAs(() =>
        refuseFields([{ field: 'pipelineId', code: 'unknown_pipeline', message: 'Choose an existing pipeline.' }]),
      ),
    );
}

async function checkAllowedNext(
  ctx: ServiceContext,
  pipelineId: string,
  allowedNext: readonly string[],
): Promise<void> {
  if (allowedNext.length === 0) return;
  const own = await database(ctx.em)
    .selectFrom('crm_stages')
    .select('id')
    .where('pipelineId', '=', pipelineId)
    .where('id', 'in', allowedNext)
    .execute();
  if (own.length !== new Set(allowedNext).size) {
    throw refuseFields([{ field: 'allowedNext', code: 'unknown_stage', message: 'Name stages of the same pipeline.' }]);
  }
}
