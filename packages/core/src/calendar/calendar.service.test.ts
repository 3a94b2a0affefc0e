import { afterAll, beforeAll, expect, test } from 'vitest';
import { calendar, holiday } from '@crm/domain/calendar/calendar';
import { slaPolicy } from '@crm/domain/sla/sla-policy';
import { team } from '@crm/domain/team/team';
import { slaPolicyService } from '../sla/sla-policy.service.ts';
import { SupportScenes } from '../testing/support-scenes.ts';
import { teamService } from '../team/team.service.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { ticketCategoryService } from '../ticket/ticket-category.service.ts';
import { calendarService } from './calendar.service.ts';
import { holidayService } from './holiday.service.ts';

let bench: Workbench;
let scenes: SupportScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = await SupportScenes.open(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

const admin = () => bench.company.users.admin;
const hours = [{ weekday: 1, startMinute: 540, endMinute: 1_020 }];
const night = { name: 'Night', timeZone: 'Asia/Dubai', hours };

function makeCalendar(data: object = {}) {
  const input = calendar.create.parse({ ...night, ...data });
  return bench.as(admin(), (ctx) => calendarService.create(ctx, input));
}

test.each([
  ['no working time', { hours: [] }],
  ['work that ends before it begins', { hours: [{ weekday: 1, startMinute: 600, endMinute: 600 }] }],
  [
    'intervals that overlap',
    {
      hours: [
        { weekday: 1, startMinute: 540, endMinute: 720 },
        { weekday: 1, startMinute: 700, endMinute: 800 },
      ],
    },
  ],
  ['a zone that is none', { timeZone: 'Mars/Olympus' }],
])('%s is refused', (_, wrong) => {
  expect(calendar.create.safeParse({ ...night, ...wrong }).success).toBe(false);
  expect(calendar.update.safeParse(wrong).success).toBe(false);
});

test('one calendar is the default: who gets the mark takes it from the other', async () => {
  const made = await makeCalendar({ name: 'Gulf', isDefault: true });
  const defaults = async () => {
    const { items } = await bench.as(admin(), (ctx) => calendarService.list(ctx, {}));
    return items.filter(({ isDefault }) => isDefault).map(({ name }) => name);
  };
  expect(await defaults()).toEqual(['Gulf']);
  await bench.as(admin(), (ctx) => calendarService.update(ctx, scenes.calendarId, { isDefault: true }));
  expect(await defaults()).toEqual(['Office']);
  await bench.as(admin(), (ctx) => calendarService.delete(ctx, made.id));
  const back = await bench.as(admin(), (ctx) => calendarService.restore(ctx, made.id));
  expect(back.isDefault).toBe(false);
});

test('a calendar that a service level is measured by cannot be deleted', async () => {
  const gone = bench.as(admin(), (ctx) => calendarService.delete(ctx, scenes.calendarId));
  await expect(gone).rejects.toMatchObject({ code: 'in_use' });
});

test('a day is a holiday of a calendar once; moved, deleted and restored', async () => {
  const { id: calendarId } = await makeCalendar({ name: 'Nordic' });
  const input = (date: string, name: string) => holiday.create.parse({ calendarId, date, name });
  const make = (date: string, name: string) =>
    bench.as(admin(), (ctx) => holidayService.create(ctx, input(date, name)));
  const eve = await make('2026-12-24', 'Christmas Eve');
  const day = await make('2026-12-25', 'Christmas');
  const taken = { code: 'duplicate', details: { existing: { id: eve.id, name: 'Christmas Eve' } } };
  await expect(make('2026-12-24', 'Again')).rejects.toMatchObject(taken);
  const move = bench.as(admin(), (ctx) => holidayService.update(ctx, day.id, { date: '2026-12-24' }));
  await expect(move).rejects.toMatchObject(taken);
  await bench.as(admin(), (ctx) => holidayService.delete(ctx, eve.id));
  await bench.as(admin(), (ctx) => holidayService.update(ctx, day.id, { date: '2026-12-24' }));
  await expect(bench.as(admin(), (ctx) => holidayService.restore(ctx, eve.id))).rejects.toMatchObject({
    code: 'duplicate',
  });
  const filter = { calendarId, dateFrom: '2026-12-01', dateTo: '2026-12-31', q: 'christ' };
  const { items } = await bench.as(admin(), (ctx) => holidayService.list(ctx, { filter }));
  expect(items.map(({ date, name }) => [date, name])).toEqual([['2026-12-24', 'Christmas']]);
  const nowhere = bench.as(admin(), (ctx) =>
    holidayService.create(ctx, { ...input('2026-01-01', 'New Year'), calendarId: eve.id }),
  );
  await expect(nowhere).rejects.toMatchObject({ code: 'validation_failed' });
});

test('a holiday moves what is due from then on', async () => {
  const made = (date: string) =>
    bench.as(admin(), (ctx) => holidayService.create(ctx, { calendarId: scenes.calendarId, date, name: 'Closed' }));
  await made('2026-11-23');
  expect(await scenes.ticket()).toMatchObject({ firstResponseDueAt: '2026-11-24T10:00:00.000Z' });
});

test('the default service level has no conditions, and names what exists', async () => {
  const target = { firstResponseMinutes: 10, resolutionMinutes: 60 };
  const targets = { low: target, normal: target, high: target, urgent: target };
  const policy = (data: object) =>
    slaPolicy.create.parse({ name: 'Gold', calendarId: scenes.calendarId, targets, ...data });
  const make = (data: object) => bench.as(admin(), (ctx) => slaPolicyService.create(ctx, policy(data)));
  await expect(make({ isDefault: true, priority: 'urgent' })).rejects.toMatchObject({ code: 'validation_failed' });
  await expect(make({ calendarId: admin().id })).rejects.toMatchObject({ code: 'validation_failed' });
  await expect(make({ categoryId: admin().id })).rejects.toMatchObject({ code: 'validation_failed' });
  const gold = await make({ priority: 'urgent' });
  const both = bench.as(admin(), (ctx) => slaPolicyService.update(ctx, gold.id, { isDefault: true }));
  await expect(both).rejects.toMatchObject({ code: 'validation_failed' });
  const alone = { isDefault: true, priority: null };
  expect(await bench.as(admin(), (ctx) => slaPolicyService.update(ctx, gold.id, alone))).toMatchObject({
    isDefault: true,
  });
  await bench.as(admin(), (ctx) => slaPolicyService.delete(ctx, gold.id));
  await bench.as(admin(), (ctx) => slaPolicyService.restore(ctx, gold.id));
  const { items } = await bench.as(admin(), (ctx) =>
    slaPolicyService.list(ctx, { filter: { calendarId: scenes.calendarId, q: 'gol' } }),
  );
  expect(items).toMatchObject([{ name: 'Gold', isDefault: false, calendar: { name: 'Office' } }]);
  const low = { firstResponseMinutes: 2, resolutionMinutes: 1 };
  const wrong = { name: 'Wrong', calendarId: scenes.calendarId, targets: { ...targets, low } };
  expect(slaPolicy.create.safeParse(wrong).success).toBe(false);
});

test('a team to which tickets come cannot be deleted', async () => {
  const made = await bench.as(admin(), (ctx) => teamService.create(ctx, team.create.parse({ name: 'Field service' })));
  const category = { name: 'Visits', teamId: made.id, skill: null, isDefault: false };
  const { id } = await bench.as(admin(), (ctx) => ticketCategoryService.create(ctx, category));
  const remove = () => bench.as(admin(), (ctx) => teamService.delete(ctx, made.id));
  await expect(remove()).rejects.toMatchObject({ code: 'in_use' });
  await bench.as(admin(), (ctx) => ticketCategoryService.delete(ctx, id));
  await remove();
});

test('categories go and come back; the default is one', async () => {
  const make = (name: string, isDefault: boolean) =>
    bench.as(admin(), (ctx) => ticketCategoryService.create(ctx, { name, teamId: null, skill: null, isDefault }));
  const { id } = await make('Portal', true);
  expect(await bench.as(admin(), (ctx) => ticketCategoryService.get(ctx, scenes.categoryId))).toMatchObject({
    isDefault: false,
  });
  await bench.as(admin(), (ctx) => ticketCategoryService.update(ctx, scenes.categoryId, { isDefault: true }));
  await bench.as(admin(), (ctx) => ticketCategoryService.delete(ctx, id));
  expect(await bench.as(admin(), (ctx) => ticketCategoryService.restore(ctx, id))).toMatchObject({ isDefault: false });
  const filter = { teamId: bench.company.teams.service, q: 'sens' };
  const { items } = await bench.as(admin(), (ctx) => ticketCategoryService.list(ctx, { filter }));
  expect(items.map(({ name }) => name)).toEqual(['Sensors']);
});
