import type { WorkingCalendar, WorkingInterval } from '@crm/domain/calendar/working-time.rules';
import type { Demo } from '../demo.ts';
import type { TeamKey } from '../staff.ts';
import type { Topic } from './topic.ts';

export type CategoryKey = 'devices' | 'alarms' | 'calibration' | 'portal' | 'billing';

/** What a topic is filed under. */
export const categoryOf: Readonly<Record<Topic, CategoryKey>> = {
  battery: 'devices',
  gateway: 'devices',
  humidity: 'devices',
  calibration: 'calibration',
  alarms: 'alarms',
  record: 'portal',
  portal: 'portal',
  invoice: 'billing',
};

type Policy = Demo['rows']['crm_sla_policies'][number];

/** How the service of Halden Instruments works: when, for what, and how fast. */
export interface Desk {
  readonly calendars: ReadonlyMap<string, WorkingCalendar>;
  readonly policies: readonly Policy[];
  readonly categories: Readonly<Record<CategoryKey, { readonly id: string; readonly team: TeamKey }>>;
}

/** Days since the service began to use the CRM. */
const began = 400;
const hour = 60;
const workdays = [1, 2, 3, 4, 5];
const everyDay = [...workdays, 6, 7];

/** Calendars with their holidays, categories with their queues, and what was promised. */
export function makeDesk(demo: Demo): Desk {
  const calendars = new Map<string, WorkingCalendar>();
  const years = [-1, 0, 1].map((ahead) => demo.calendar.now.getUTCFullYear() + ahead);
  const add = (name: string, timeZone: string, hours: WorkingInterval[], days: Holidays, isDefault = false) => {
    const made = { ...demo.record(demo.calendar.ago(began), 'okafor'), name, timeZone, hours, isDefault };
    demo.rows.crm_calendars.push(made);
    const holidays = years.flatMap((year) => days.map(([day, title]) => ({ date: `${year}-${day}`, name: title })));
    for (const day of holidays) {
      demo.rows.crm_holidays.push({ ...demo.record(made.createdAt, 'okafor'), calendarId: made.id, ...day });
    }
    calendars.set(made.id, { timeZone, hours, holidays: new Set(holidays.map(({ date }) => date)) });
    return made.id;
  };
  const service = add('Service hours', 'Europe/Copenhagen', shifts(workdays, [8, 17]), danish, true);
  const gulf = add('Gulf office', 'Asia/Dubai', [...shifts([1, 2, 3, 4], [8, 17]), ...shifts([5], [8, 12])], emirati);
  const always = add('Around the clock', 'UTC', shifts(everyDay, [0, 24]), []);
  const categories = makeCategories(demo);
  return { calendars, categories, policies: makePolicies(demo, { service, gulf, always }, categories) };
}

type Holidays = readonly (readonly [monthAndDay: string, name: string])[];

const danish: Holidays = [
  ['01-01', 'New Year'],
  ['06-05', 'Constitution Day'],
  ['12-24', 'Christmas Eve'],
  ['12-25', 'Christmas Day'],
  ['12-26', 'Boxing Day'],
];
const emirati: Holidays = [
  ['01-01', 'رأس السنة'],
  ['12-02', 'اليوم الوطني'],
  ['12-03', 'اليوم الوطني'],
];

function shifts(days: readonly number[], [from, to]: readonly [number, number]): WorkingInterval[] {
  return days.map((weekday) => ({ weekday, startMinute: from * hour, endMinute: to * hour }));
}

function makeCategories(demo: Demo): Desk['categories'] {
  const add = (name: string, team: TeamKey, isDefault = false) => {
    const made = {
      ...demo.record(demo.calendar.ago(began), 'okafor'),
      name,
      teamId: demo.teamIds[team],
      skill: null,
      isDefault,
    };
    demo.rows.crm_ticket_categories.push(made);
    return { id: made.id, team };
  };
  return {
    devices: add('Sensors and gateways', 'service', true),
    alarms: add('Alarms', 'service'),
    calibration: add('Calibration', 'service'),
    portal: add('Portal and reports', 'service'),
    billing: add('Orders and invoices', 'sales'),
  };
}

/** Hours to the first response and to the resolution, from low to urgent. */
type Promise4 = readonly [low: Hours, normal: Hours, high: Hours, urgent: Hours];
type Hours = readonly [first: number, resolution: number];

function makePolicies(
  demo: Demo,
  calendars: Readonly<Record<'service' | 'gulf' | 'always', string>>,
  categories: Desk['categories'],
): readonly Policy[] {
  const unconditional = { categoryId: null, priority: null, industry: null };
  const add = (name: string, calendarId: string, promise: Promise4, conditions: Partial<Policy> = {}) => {
    const [low, normal, high, urgent] = promise.map(([first, resolution]) => ({
      firstResponseMinutes: first * hour,
      nextResponseMinutes: first * hour,
      resolutionMinutes: resolution * hour,
    }));
    if (!low || !normal || !high || !urgent) throw new Error(`${name} promises something for each priority.`);
    demo.rows.crm_sla_policies.push({
      ...demo.record(demo.calendar.ago(began), 'okafor'),
      name,
      calendarId,
      targets: { low, normal, high, urgent },
      isDefault: false,
      escalation: 'tell',
      position: demo.rows.crm_sla_policies.length,
      ...unconditional,
      ...conditions,
    });
  };
  const standard: Promise4 = [
    [9, 72],
    [6, 36],
    [3, 18],
    [1, 9],
  ];
  const quick: Promise4 = [
    [6, 36],
    [3, 18],
    [1.5, 9],
    [0.5, 6],
  ];
  add('Standard', calendars.service, standard, { isDefault: true });
  add('Pharma', calendars.service, quick, { industry: 'Pharma' });
  add('Healthcare', calendars.service, quick, { industry: 'Healthcare' });
  add('Construction in the Gulf', calendars.gulf, standard, { industry: 'Construction' });
  add('Urgent alarms', calendars.always, quick, { priority: 'urgent', categoryId: categories.alarms.id });
  return demo.rows.crm_sla_policies;
}
