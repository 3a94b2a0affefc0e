import type { Opportunity } from '@crm/db/entities/opportunity.entity';
import { database } from '@crm/db/orm';
import { DomainError, refuseFields } from '@crm/domain/errors';
import { missingForStage, refuseMove, type GateField, type StageFacts } from '@crm/domain/opportunity/stage-gate.rules';
import type { ServiceContext } from '../context.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';

export interface StageColumns extends StageFacts {
  readonly name: string;
  readonly probability: number;
  readonly requiredFields: readonly GateField[];
}

/** @throws DomainError `validation_failed` naming `stageId` */
export async function loadStage(ctx: ServiceContext, stageId: string): Promise<StageColumns> {
  const stage = await database(ctx.em)
    .selectFrom('crm_stages')
    .select(['id', 'pipelineId', 'name', 'kind', 'probability', 'requiredFields', 'allowedNext'])
    .where('id', '=', stageId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  if (!stage) throw refuseFields([{ field: 'stageId', code: 'unknown_stage', message: 'Choose an existing stage.' }]);
  return stage;
}

/**
 * The stage that a new deal enters: the one that was named, else the first of the pipeline, else of the default one.
 * @throws DomainError `validation_failed` for what does not exist or does not belong together
 */
export async function firstStage(
  ctx: ServiceContext,
  wanted: { readonly pipelineId?: string | undefined; readonly stageId?: string | undefined },
): Promise<StageColumns> {
  if (wanted.stageId !== undefined) {
    const stage = await loadStage(ctx, wanted.stageId);
    if (wanted.pipelineId !== undefined && wanted.pipelineId !== stage.pipelineId) {
      throw refuseFields([{ field: 'stageId', code: 'other_pipeline', message: 'Choose a stage of this pipeline.' }]);
    }
    return stage;
  }
  const { pipelineId } = wanted;
  const stage = await database(ctx.em)
    .selectFrom('crm_stages as stage')
    .innerJoin('crm_pipelines as pipeline', 'pipeline.id', 'stage.pipelineId')
    .select([
      'stage.id',
      'stage.pipelineId',
      'stage.name',
      'stage.kind',
      'stage.probability',
      'stage.requiredFields',
      'stage.allowedNext',
    ])
    .where('stage.deletedAt', 'is', null)
    .where('pipeline.deletedAt', 'is', null)
    .where((eb) =>
      pipelineId === undefined ? eb('pipeline.isDefault', '=', true) : eb('pipeline.id', '=', pipelineId),
    )
    .orderBy('stage.position')
    .orderBy('stage.id')
    .limit(1)
    .executeTakeFirst();
  if (!stage)
    throw refuseFields([{ field: 'pipelineId', code: 'no_stage', message: 'Choose a pipeline that has stages.' }]);
  return stage;
}

/**
 * Puts a deal into a stage: the move must be allowed, the gate's fields must be there, probability and state follow.
 * @returns the columns that change
 * @throws DomainError `invalid_transition` with the reason; `stage_gate` naming each missing field
 */
export async function enterStage(
  ctx: ServiceContext,
  deal: Opportunity,
  fields: Readonly<Partial<Record<GateField, unknown>>>,
  to: StageColumns,
  mayReopen: boolean,
) {
  const from = await loadStage(ctx, deal.stageId);
  const refusal = refuseMove(from, to, mayReopen);
  if (refusal !== null) {
    throw new DomainError('invalid_transition', `The deal cannot go from ${from.name} to ${to.name}.`, {
      reason: refusal,
      allowed: from.allowedNext,
    });
  }
  refuseGate(to, { ...gateValues(deal), ...fields });
  if (from.id === to.id) return {};
  await recordTimeline(ctx, {
    subject: { type: 'opportunity', id: deal.id },
    kind: 'stage_moved',
    payload: { from: { id: from.id, name: from.name }, to: { id: to.id, name: to.name } },
  });
  return stageColumns(ctx, to);
}

function gateValues(deal: Opportunity): Record<GateField, unknown> {
  const { amountMinor, currency, expectedCloseDate, primaryContactId, accountId, lossReason } = deal;
  return { amountMinor, currency, expectedCloseDate, primaryContactId, accountId, lossReason };
}

/** @throws DomainError `stage_gate` */
export function refuseGate(stage: StageColumns, deal: Readonly<Partial<Record<GateField, unknown>>>): void {
  const missing = missingForStage(stage.requiredFields, deal);
  if (missing.length === 0) return;
  throw new DomainError('stage_gate', `${stage.name} needs more before the deal can enter: ${missing.join(', ')}.`, {
    stage: { id: stage.id, name: stage.name },
    missing,
    issues: missing.map((field) => ({ field, code: 'stage_gate', message: `${stage.name} needs this.` })),
  });
}

/** What follows from being in a stage since now. */
export function stageColumns(ctx: ServiceContext, stage: StageColumns) {
  return {
    pipelineId: stage.pipelineId,
    stageId: stage.id,
    stageEnteredAt: ctx.now,
    probability: stage.probability,
    status: stage.kind,
    closedAt: stage.kind === 'open' ? null : ctx.now,
  };
}
