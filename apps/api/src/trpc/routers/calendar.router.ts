import { calendarService } from '@crm/core/calendar/calendar.service';
import { holidayService } from '@crm/core/calendar/holiday.service';
import { calendar, holiday } from '@crm/domain/calendar/calendar';
import { crud } from '../crud.ts';

export const calendarRouter = crud(calendar, calendarService);

export const holidayRouter = crud(holiday, holidayService);
