import { Lead } from '@crm/db/entities/lead.entity';
import { LockMode } from '@crm/db/orm';
import type { ServiceContext } from '../context.ts';

/** The live lead, locked until the transaction ends; `null` when it lies in the trash or is gone. */
export async function lockLead(ctx: ServiceContext, id: string): Promise<Lead | null> {
  return ctx.em.findOne(Lead, { id, deletedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}
