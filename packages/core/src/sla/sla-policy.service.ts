import { randomUUIDv7 } from 'node:crypto';
import { SlaPolicy } from '@crm/db/entities/sla-policy.entity';
import { refuseFields } from '@crm/domain/errors';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import { conditionsOf } from '@crm/domain/sla/choose-policy.rules';
import { slaPolicy } from '@crm/domain/sla/sla-policy';
import { calendarService } from '../calendar/calendar.service.ts';
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
import { ticketCategoryService } from '../ticket/ticket-category.service.ts';
import { policyOrder, presentPolicy, selectPolicies } from './sla-policy.queries.ts';

const reads = makeReads({
  name: 'sla_policy',
  permission: slaPolicy.permissions.read,
  select: selectPolicies,
  present: presentPolicy,
  order: policyOrder,
  owned: false,
});

/**
 * What was promised to customers. A change is for tickets that come from now on, and for those whose priority, category,
 * account or policy changes: due times that are set stay as they were promised.
 */
export const slaPolicyService = {
  ...reads,

  async create(ctx: ServiceContext, data: CreateOf<typeof slaPolicy>) {
    allow(ctx, 'sla_policy:create');
    await requireRelated(ctx, data);
    refuseConditionalDefault(data);
    if (data.isDefault) await releaseDefault(ctx, 'crm_sla_policies');
    const record = ctx.em.create(SlaPolicy, { ...newRecord(ctx, randomUUIDv7()), ...data });
    await saveCreated(ctx, 'sla_policy', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof slaPolicy>, version?: number) {
    const record = await open(ctx, id, 'sla_policy:update', version);
    await requireRelated(ctx, data);
    const changes = assignChanges(record, data);
    refuseConditionalDefault(record);
    if (changes['isDefault'] !== undefined && record.isDefault) await releaseDefault(ctx, 'crm_sla_policies');
    await saveUpdated(ctx, 'sla_policy', record, changes);
    return reads.get(ctx, id);
  },

  /** Tickets that run under it keep their due times. */
  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await open(ctx, id, 'sla_policy:delete', version);
    record.isDefault = false;
    await saveDeleted(ctx, 'sla_policy', record);
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'sla_policy', await open(ctx, id, 'sla_policy:restore'));
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `sla_policy:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, SlaPolicy, 'sla_policy', { id, permission, read: 'sla_policy:read', version });
}

interface Related {
  readonly calendarId?: string | undefined;
  readonly categoryId?: string | null | undefined;
}

async function requireRelated(ctx: ServiceContext, { calendarId, categoryId }: Related): Promise<void> {
  if (calendarId !== undefined) {
    await calendarService.get(ctx, calendarId).catch(() => {
      throw refuseFields([{ field: 'calendarId', code: 'unknown_calendar', message: 'Choose an existing calendar.' }]);
    });
  }
  if (categoryId) {
    await ticketCategoryService.get(ctx, categoryId).catch(() => {
      throw refuseFields([{ field: 'categoryId', code: 'unknown_category', message: 'Choose an existing category.' }]);
    });
  }
}

/** The default is for tickets that no other policy wants: it cannot want some only. */
function refuseConditionalDefault(policy: Pick<SlaPolicy, 'isDefault' | 'categoryId' | 'priority' | 'industry'>): void {
  if (policy.isDefault && conditionsOf(policy) > 0) {
    throw refuseFields([
      {
        field: 'isDefault',
        code: 'has_conditions',
        message: 'Remove the conditions, or let another one be the default.',
      },
    ]);
  }
}
