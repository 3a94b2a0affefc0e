import { defineEntity, p } from '@mikro-orm/core';
import type { WorkingInterval } from '@crm/domain/calendar/working-time.rules';
import { idOf, recordColumns, schema } from './columns.ts';
import { liveIndex, liveUnique, sortIndex } from './indexes.ts';
import { User } from './user.entity.ts';

const CalendarSchema = defineEntity({
  name: 'Calendar',
  tableName: 'crm_calendars',
  schema,
  properties: {
    ...recordColumns(() => User),
    name: p.text(),
    /** IANA zone. */
    timeZone: p.text(),
    hours: p.json<WorkingInterval[]>(),
    isDefault: p.boolean().default(false),
  },
  indexes: [sortIndex('crm_calendars_name', 'name'), sortIndex('crm_calendars_created_at', 'createdAt')],
  uniques: [
    liveUnique('crm_calendars_name_unique', 'name'),
    { name: 'crm_calendars_default_unique', properties: ['isDefault'], where: 'is_default and deleted_at is null' },
  ],
});

/** When a business is open. */
export class Calendar extends CalendarSchema.class {}
CalendarSchema.setClass(Calendar);

const HolidaySchema = defineEntity({
  name: 'Holiday',
  tableName: 'crm_holidays',
  schema,
  properties: {
    ...recordColumns(() => User),
    calendarId: () => idOf(Calendar),
    /** A calendar day, `2026-12-25`. */
    date: p.date(),
    name: p.text(),
  },
  indexes: [
    sortIndex('crm_holidays_date', 'date'),
    sortIndex('crm_holidays_name', 'name'),
    sortIndex('crm_holidays_created_at', 'createdAt'),
    liveIndex('crm_holidays_calendar_id', 'calendarId', 'date', 'id'),
  ],
  uniques: [liveUnique('crm_holidays_calendar_id_date_unique', 'calendarId', 'date')],
});

/** A day on which nobody works. */
export class Holiday extends HolidaySchema.class {}
HolidaySchema.setClass(Holiday);
