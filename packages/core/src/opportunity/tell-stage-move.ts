import type { Opportunity } from '@crm/db/entities/opportunity.entity';
import { database } from '@crm/db/orm';
import type { ServiceContext } from '../context.ts';
import { followersOf } from '../notification/follow.service.ts';
import { notify } from '../notification/notify.ts';
import { findManagers } from '../process/process-people.ts';

/** Tells owner, followers and managers that a deal is in another stage; whoever moved it knows. Call it when the deal is written. */
export async function tellStageMove(ctx: ServiceContext, record: Opportunity, fromStageId: string): Promise<void> {
  const subject = { type: 'opportunity', id: record.id } as const;
  const managers = (await findManagers(ctx, record.teamId)).filter((person) => person.as === 'manager');
  const owner = record.assignedTo === null ? [] : [record.assignedTo];
  await notify(ctx, {
    kind: 'stage_moved',
    userIds: [...owner, ...(await followersOf(ctx, subject)), ...managers.map(({ id }) => id)],
    subject,
    params: { from: await stageName(ctx, fromStageId), to: await stageName(ctx, record.stageId) },
    key: `stage/${record.id}/${record.version}`,
  });
}

async function stageName(ctx: ServiceContext, id: string): Promise<string> {
  const stage = await database(ctx.em).selectFrom('crm_stages').select('name').where('id', '=', id).executeTakeFirst();
  return stage?.name ?? '';
}
