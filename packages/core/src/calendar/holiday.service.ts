import { randomUUIDv7 } from 'node:crypto';
import { Holiday } from '@crm/db/entities/calendar.entity';
import { database } from '@crm/db/orm';
import { holiday } from '@crm/domain/calendar/calendar';
import { DomainError, refuseFields } from '@crm/domain/errors';
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
import { holidayOrder, presentHoliday, selectHolidays } from './calendar.queries.ts';
import { calendarService } from './calendar.service.ts';

const reads = makeReads({
  name: 'holiday',
  permission: holiday.permissions.read,
  select: selectHolidays,
  present: presentHoliday,
  order: holidayOrder,
  owned: false,
});

/** The days of a calendar on which nobody works, each once. */
export const holidayService = {
  ...reads,

  async create(ctx: ServiceContext, data: CreateOf<typeof holiday>) {
    allow(ctx, 'holiday:create');
    await requireCalendar(ctx, data.calendarId);
    await refuseTakenDay(ctx, data, null);
    const record = ctx.em.create(Holiday, { ...newRecord(ctx, randomUUIDv7()), ...data });
    await saveCreated(ctx, 'holiday', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof holiday>, version?: number) {
    const record = await open(ctx, id, 'holiday:update', version);
    if (data.calendarId !== undefined) await requireCalendar(ctx, data.calendarId);
    await refuseTakenDay(ctx, { calendarId: record.calendarId, date: record.date, ...data }, id);
    await saveUpdated(ctx, 'holiday', record, assignChanges(record, data));
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    await saveDeleted(ctx, 'holiday', await open(ctx, id, 'holiday:delete', version));
  },

  async restore(ctx: ServiceContext, id: string) {
    const record = await open(ctx, id, 'holiday:restore');
    await refuseTakenDay(ctx, record, id);
    await saveRestored(ctx, 'holiday', record);
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `holiday:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, Holiday, 'holiday', { id, permission, read: 'holiday:read', version });
}

async function requireCalendar(ctx: ServiceContext, calendarId: string): Promise<void> {
  await calendarService.get(ctx, calendarId).catch(() => {
    throw refuseFields([{ field: 'calendarId', code: 'unknown_calendar', message: 'Choose an existing calendar.' }]);
  });
}

/** @throws DomainError `duplicate`; the database's unique index has the last word */
async function refuseTakenDay(
  ctx: ServiceContext,
  { calendarId, date }: Pick<Holiday, 'calendarId' | 'date'>,
  except: string | null,
): Promise<void> {
  const other = await database(ctx.em)
    .selectFrom('crm_holidays')
    .select(['id', 'name'])
    .where('calendarId', '=', calendarId)
    .where('date', '=', date)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  if (other && other.id !== except) {
    throw new DomainError('duplicate', `${date} is a holiday of this calendar already.`, {
      field: 'date',
      existing: { id: other.id, name: other.name },
    });
  }
}
