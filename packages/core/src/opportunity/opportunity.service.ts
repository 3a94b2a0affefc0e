import { randomUUIDv7 } from 'node:crypto';
import { Opportunity } from '@crm/db/entities/opportunity.entity';
import type { moveInput } from '@crm/domain/opportunity/opportunity';
import { opportunity } from '@crm/domain/opportunity/opportunity';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import { foldName } from '@crm/domain/normalize/name';
import type { z } from 'zod';
import { refusedAs, refuseFields } from '@crm/domain/errors';
import { accountService } from '../account/account.service.ts';
import { contactService } from '../contact/contact.service.ts';
import type { ServiceContext } from '../context.ts';
import { extensionAfter, extensionOfNew } from '../extension.ts';
import { ownerOfNew, reassign } from '../owner.ts';
import { allow, can } from '../policy.ts';
import { makeReads } from '../reads.ts';
import {
  assignChanges,
  newRecord,
  openRecord,
  saveCreated,
  saveDeleted,
  saveRestored,
  saveUpdated,
  type Changes,
} from '../record.ts';
import { readBoard } from './board.ts';
import { watchDeal } from './deal-watch.ts';
import { presentOpportunity } from './opportunity.presenter.ts';
import { opportunityOrder, selectOpportunities } from './opportunity.queries.ts';
import { tellStageMove } from './tell-stage-move.ts';
import { enterStage, firstStage, loadStage, refuseGate, stageColumns } from './stage-move.ts';

const reads = makeReads({
  name: 'opportunity',
  permission: opportunity.permissions.read,
  select: selectOpportunities,
  present: presentOpportunity,
  order: opportunityOrder,
  owned: true,
});

/** What a move tells on the timeline in its own words. */
const toldByMove = ['stageId', 'pipelineId', 'stageEnteredAt', 'probability', 'status', 'closedAt'];

/** Deals. Their stage decides probability and state; each stage's gate is checked here and nowhere else. */
export const opportunityService = {
  ...reads,
  board: readBoard,

  async create(ctx: ServiceContext, { confirmDuplicate, ...data }: CreateOf<typeof opportunity>) {
    allow(ctx, 'opportunity:create');
    await requireRelated(ctx, data);
    const owner = await ownerOfNew(ctx, data.assignedTo, 'opportunity:assign');
    const stage = await firstStage(ctx, data);
    refuseGate(stage, data);
    const extension = await extensionOfNew(ctx, 'opportunity', { ...data, confirmDuplicate });
    const record = ctx.em.create(Opportunity, {
      ...newRecord(ctx, randomUUIDv7()),
      ...data,
      ...extension,
      ...owner,
      ...stageColumns(ctx, stage),
      probability: data.probability ?? stage.probability,
      sourceLeadId: null,
      nameNormalized: foldName(data.name),
    });
    await saveCreated(ctx, 'opportunity', record);
    await watchDeal(ctx, record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof opportunity>, version?: number) {
    const record = await open(ctx, id, 'opportunity:update', version);
    const { assignedTo, stageId, ...plain } = data;
    await requireRelated(ctx, changedRelations(record, plain));
    const moved = stageId === undefined || stageId === record.stageId ? {} : await move(ctx, record, stageId, plain);
    const changes = assignChanges(record, {
      ...moved,
      ...plain,
      ...(await extensionAfter(ctx, 'opportunity', record, data)),
      ...(await reassign(ctx, record, assignedTo, 'opportunity:assign')),
      nameNormalized: foldName(plain.name ?? record.name),
    });
    await saveUpdated(ctx, 'opportunity', record, changes, stageId === undefined ? [] : toldByMove);
    await tellMove(ctx, record, changes);
    await watchDeal(ctx, record);
    return reads.get(ctx, id);
  },

  /** Moves a deal to another stage, filling in what the stage's gate asks for. */
  async move(ctx: ServiceContext, id: string, { stageId, fields }: z.output<typeof moveInput>, version?: number) {
    const record = await open(ctx, id, 'opportunity:move', version);
    await requireRelated(ctx, changedRelations(record, fields ?? {}));
    const changes = assignChanges(record, { ...fields, ...(await move(ctx, record, stageId, fields ?? {})) });
    await saveUpdated(ctx, 'opportunity', record, changes, toldByMove);
    await tellMove(ctx, record, changes);
    await watchDeal(ctx, record);
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await open(ctx, id, 'opportunity:delete', version);
    await saveDeleted(ctx, 'opportunity', record);
    await watchDeal(ctx, record);
  },

  async restore(ctx: ServiceContext, id: string) {
    const record = await open(ctx, id, 'opportunity:restore');
    await saveRestored(ctx, 'opportunity', record);
    await watchDeal(ctx, record);
    return reads.get(ctx, id);
  },
};

type Permission = `opportunity:${'update' | 'delete' | 'restore' | 'move'}`;

function open(ctx: ServiceContext, id: string, permission: Permission, version?: number) {
  return openRecord(ctx, Opportunity, 'opportunity', { id, permission, read: 'opportunity:read', version });
}

/** Reopening a closed deal is for those who may also give deals to others: managers and administrators. */
async function move(ctx: ServiceContext, record: Opportunity, stageId: string, fields: object) {
  return enterStage(ctx, record, fields, await loadStage(ctx, stageId), can(ctx.actor, 'opportunity:assign', record));
}

async function tellMove(ctx: ServiceContext, record: Opportunity, { stageId }: Changes): Promise<void> {
  const [from] = stageId ?? [];
  if (typeof from === 'string') await tellStageMove(ctx, record, from);
}

interface Relations {
  readonly accountId?: string | null | undefined;
  readonly primaryContactId?: string | null | undefined;
}

/** Only what is newly named must be visible; what was linked before stays linked. */
function changedRelations(record: Opportunity, { accountId, primaryContactId }: Relations): Relations {
  return {
    accountId: accountId === record.accountId ? null : accountId,
    primaryContactId: primaryContactId === record.primaryContactId ? null : primaryContactId,
  };
}

async function requireRelated(ctx: ServiceContext, { accountId, primaryContactId }: Relations): Promise<void> {
  if (accountId) {
    await accountService
      .get(ctx, accountId)
      .catch(
        refusedAs(() =>
          refuseFields([
            { field: 'accountId', code: 'unknown_account', message: 'Choose an account that you can see.' },
          ]),
        ),
      );
  }
  if (primaryContactId) {
    await contactService
      .get(ctx, primaryContactId)
      .catch(
        refusedAs(() =>
          refuseFields([
            { field: 'primaryContactId', code: 'unknown_contact', message: 'Choose a contact that you can see.' },
          ]),
        ),
      );
  }
}
