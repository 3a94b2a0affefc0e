import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import { calendar, holiday, type CalendarRow, type HolidayRow } from '@crm/domain/calendar/calendar';
import type { FilterOf } from '@crm/domain/resource';
import { presentRecord, recordAbilities } from '../present.ts';
import { containsText } from '../search/matches-text.ts';
import { userName } from '../user/user.queries.ts';

export function selectCalendars(db: Kysely<Database>, filter: FilterOf<typeof calendar>) {
  return db
    .selectFrom('crm_calendars as calendar')
    .selectAll('calendar')
    .select([userName('calendar.createdBy').as('createdByName'), userName('calendar.updatedBy').as('updatedByName')])
    .where((eb) => eb.and(filter.q ? [containsText('calendar.name', filter.q)] : []));
}

type CalendarColumns = Awaited<ReturnType<ReturnType<typeof selectCalendars>['execute']>>[number];

export const calendarOrder = {
  table: 'calendar',
  columns: { name: { column: 'calendar.name' }, createdAt: { column: 'calendar.createdAt' } },
  fallback: 'name',
} as const;

export function presentCalendar(row: CalendarColumns, actor: Actor): CalendarRow {
  return {
    ...presentRecord(row),
    name: row.name,
    timeZone: row.timeZone,
    hours: row.hours,
    isDefault: row.isDefault,
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, calendar.permissions),
  };
}

export function selectHolidays(db: Kysely<Database>, filter: FilterOf<typeof holiday>) {
  return db
    .selectFrom('crm_holidays as holiday')
    .selectAll('holiday')
    .select([userName('holiday.createdBy').as('createdByName'), userName('holiday.updatedBy').as('updatedByName')])
    .where((eb) =>
      eb.and([
        ...(filter.calendarId ? [eb('holiday.calendarId', '=', filter.calendarId)] : []),
        ...(filter.dateFrom ? [eb('holiday.date', '>=', filter.dateFrom)] : []),
        ...(filter.dateTo ? [eb('holiday.date', '<=', filter.dateTo)] : []),
        ...(filter.q ? [containsText('holiday.name', filter.q)] : []),
      ]),
    );
}

type HolidayColumns = Awaited<ReturnType<ReturnType<typeof selectHolidays>['execute']>>[number];

export const holidayOrder = {
  table: 'holiday',
  columns: {
    date: { column: 'holiday.date' },
    name: { column: 'holiday.name' },
    createdAt: { column: 'holiday.createdAt' },
  },
  fallback: 'date',
} as const;

export function presentHoliday(row: HolidayColumns, actor: Actor): HolidayRow {
  return {
    ...presentRecord(row),
    calendarId: row.calendarId,
    date: row.date,
    name: row.name,
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, holiday.permissions),
  };
}
