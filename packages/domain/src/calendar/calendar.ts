import { z } from 'zod';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { abilities, exampleId, id, isoDate, line, recordBase, searchText, timeZone } from '../scalars.ts';
import { overlaps, type WorkingInterval } from './working-time.rules.ts';

const lastMinute = 1440;
const mostIntervals = 70;

export const workingInterval = z.strictObject({
  /** ISO weekday, 1 = Monday. */
  weekday: z.number().int().min(1).max(7),
  /** Minutes of the day in the calendar's zone; 1440 is the midnight that ends it. */
  startMinute: z
    .number()
    .int()
    .min(0)
    .max(lastMinute - 1),
  endMinute: z.number().int().min(1).max(lastMinute),
});

const hours = z
  .array(workingInterval)
  .min(1, 'A calendar needs working time')
  .max(mostIntervals)
  .refine(
    (list) => list.every(({ startMinute, endMinute }) => startMinute < endMinute),
    'Work must begin before it ends; a shift over midnight is two intervals',
  )
  .refine(isDisjoint, 'Intervals of one weekday must not overlap');

const calendarFields = {
  name: line(100),
  timeZone,
  hours,
  /** Used where nobody says another one; exactly one calendar is. */
  isDefault: z.boolean().default(false),
};

/** When a business is open: what clocks of service levels run by. */
export const calendar = defineResource({
  name: 'calendar',
  path: 'calendars',
  table: 'crm_calendars',
  row: z.object({
    ...recordBase,
    name: z.string(),
    timeZone: z.string(),
    hours: z.array(workingInterval),
    isDefault: z.boolean(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject(calendarFields),
  example: {
    name: 'Office Berlin',
    timeZone: 'Europe/Berlin',
    hours: [{ weekday: 1, startMinute: 540, endMinute: 1_080 }],
  },
  update: z.strictObject(patchOf(calendarFields)),
  filter: z.strictObject({ q: searchText.optional() }),
  sortable: ['name', 'createdAt'],
  permissions: crudPermissions('calendar'),
});
export type CalendarRow = RowOf<typeof calendar>;

const holidayFields = { calendarId: id, date: isoDate, name: line(150) };

/** A day on which nobody works. A row of its own, so that each is added, moved and audited by itself. */
export const holiday = defineResource({
  name: 'holiday',
  path: 'holidays',
  table: 'crm_holidays',
  row: z.object({
    ...recordBase,
    calendarId: id,
    date: isoDate,
    name: z.string(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject(holidayFields),
  example: { calendarId: exampleId, date: '2026-12-25', name: 'Christmas Day' },
  update: z.strictObject(patchOf(holidayFields)),
  filter: z.strictObject({
    calendarId: id.optional(),
    dateFrom: isoDate.optional(),
    dateTo: isoDate.optional(),
    q: searchText.optional(),
  }),
  sortable: ['date', 'name', 'createdAt'],
  permissions: crudPermissions('holiday'),
});
export type HolidayRow = RowOf<typeof holiday>;

function isDisjoint(list: readonly WorkingInterval[]): boolean {
  return list.every((one, index) => list.slice(index + 1).every((other) => !overlaps(one, other)));
}
