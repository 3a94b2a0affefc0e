import { randomUUIDv7 } from 'node:crypto';
import { Calendar } from '@crm/db/entities/calendar.entity';
import { database } from '@crm/db/orm';
import { calendar } from '@crm/domain/calendar/calendar';
import { DomainError } from '@crm/domain/errors';
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
import { calendarOrder, presentCalendar, selectCalendars } from './calendar.queries.ts';

const reads = makeReads({
  name: 'calendar',
  permission: calendar.permissions.read,
  select: selectCalendars,
  present: presentCalendar,
  order: calendarOrder,
  owned: false,
});

/** When the business is open. A change is for what is scheduled from now on: due times that are set stay. */
export const calendarService = {
  ...reads,

  async create(ctx: ServiceContext, data: CreateOf<typeof calendar>) {
    allow(ctx, 'calendar:create');
    if (data.isDefault) await releaseDefault(ctx, 'crm_calendars');
    const record = ctx.em.create(Calendar, { ...newRecord(ctx, randomUUIDv7()), ...data });
    await saveCreated(ctx, 'calendar', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof calendar>, version?: number) {
    const record = await open(ctx, id, 'calendar:update', version);
    if (data.isDefault === true && !record.isDefault) await releaseDefault(ctx, 'crm_calendars');
    await saveUpdated(ctx, 'calendar', record, assignChanges(record, data));
    return reads.get(ctx, id);
  },

  /** @throws DomainError `in_use` while a service level is measured by it */
  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await open(ctx, id, 'calendar:delete', version);
    const policy = await database(ctx.em)
      .selectFrom('crm_sla_policies')
      .select('name')
      .where('calendarId', '=', id)
      .where('deletedAt', 'is', null)
      .limit(1)
      .executeTakeFirst();
    if (policy) {
      throw new DomainError(
        'in_use',
        `The service level ${policy.name} is measured by this calendar. Change it first.`,
      );
    }
    record.isDefault = false;
    await saveDeleted(ctx, 'calendar', record);
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'calendar', await open(ctx, id, 'calendar:restore'));
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `calendar:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, Calendar, 'calendar', { id, permission, read: 'calendar:read', version });
}
