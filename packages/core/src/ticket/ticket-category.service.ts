import { randomUUIDv7 } from 'node:crypto';
import { TicketCategory } from '@crm/db/entities/ticket-category.entity';
import { refuseFields } from '@crm/domain/errors';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import { ticketCategory } from '@crm/domain/ticket/ticket-category';
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
import { teamService } from '../team/team.service.ts';
import { categoryOrder, presentCategory, selectCategories } from './ticket-category.queries.ts';

const reads = makeReads({
  name: 'ticket_category',
  permission: ticketCategory.permissions.read,
  select: selectCategories,
  present: presentCategory,
  order: categoryOrder,
  owned: false,
});

/** What tickets are about, and whose queue they come to. Tickets that have a category keep it when it goes. */
export const ticketCategoryService = {
  ...reads,

  async create(ctx: ServiceContext, data: CreateOf<typeof ticketCategory>) {
    allow(ctx, 'ticket_category:create');
    await requireTeam(ctx, data.teamId);
    if (data.isDefault) await releaseDefault(ctx, 'crm_ticket_categories');
    const record = ctx.em.create(TicketCategory, { ...newRecord(ctx, randomUUIDv7()), ...data });
    await saveCreated(ctx, 'ticket_category', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof ticketCategory>, version?: number) {
    const record = await open(ctx, id, 'ticket_category:update', version);
    await requireTeam(ctx, data.teamId);
    if (data.isDefault === true && !record.isDefault) await releaseDefault(ctx, 'crm_ticket_categories');
    await saveUpdated(ctx, 'ticket_category', record, assignChanges(record, data));
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await open(ctx, id, 'ticket_category:delete', version);
    record.isDefault = false;
    await saveDeleted(ctx, 'ticket_category', record);
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'ticket_category', await open(ctx, id, 'ticket_category:restore'));
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `ticket_category:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, TicketCategory, 'ticket_category', { id, permission, read: 'ticket_category:read', version });
}

/** @throws DomainError `validation_failed` naming `teamId` */
export async function requireTeam(ctx: ServiceContext, teamId: string | null | undefined): Promise<void> {
  if (!teamId) return;
  await teamService.get(ctx, teamId).catch(() => {
    throw refuseFields([{ field: 'teamId', code: 'unknown_team', message: 'Choose an existing team.' }]);
  });
}
