import { database } from '@crm/db/orm';
import type { WorkingCalendar } from '@crm/domain/calendar/working-time.rules';
import type { ServiceContext } from '../context.ts';

/** A calendar as the rules of working time take it; also one in the trash, by which clocks still run. */
export async function loadWorkingCalendar(ctx: ServiceContext, id: string): Promise<WorkingCalendar> {
  const db = database(ctx.em);
  const { timeZone, hours } = await db
    .selectFrom('crm_calendars')
    .select(['timeZone', 'hours'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const days = await db
    .selectFrom('crm_holidays')
    .select('date')
    .where('calendarId', '=', id)
    .where('deletedAt', 'is', null)
    .execute();
  return { timeZone, hours, holidays: new Set(days.map(({ date }) => date)) };
}
