import { afterAll, beforeAll, expect, test } from 'vitest';
import { hoursAfter, monday, SupportScenes } from '../testing/support-scenes.ts';
import { openWorkbench, type AsOptions, type Workbench } from '../testing/workbench.ts';
import { ticketService } from './ticket.service.ts';

let bench: Workbench;
let scenes: SupportScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = await SupportScenes.open(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

function merge(id: string, intoId: string, options: AsOptions = {}) {
  return bench.as(bench.company.users.support, (ctx) => ticketService.merge(ctx, id, { intoId }), options);
}

function unmerge(id: string, options: AsOptions = {}) {
  return bench.as(bench.company.users.support, (ctx) => ticketService.unmerge(ctx, id), options);
}

test('the messages of a merged ticket show in the other, in the order in which they came, also in two steps', async () => {
  const [a, b, c] = [await scenes.ticket(), await scenes.ticket(), await scenes.ticket()];
  await scenes.hear(a.id, { body: 'one' }, { now: hoursAfter(monday, 1) });
  await scenes.hear(c.id, { body: 'two' }, { now: hoursAfter(monday, 2) });
  await scenes.hear(b.id, { body: 'three' }, { now: hoursAfter(monday, 3) });
  await merge(c.id, b.id);
  const merged = await merge(b.id, a.id);
  expect(merged).toMatchObject({ status: 'closed', mergedInto: { id: a.id, name: a.number } });
  await scenes.hear(a.id, { body: 'four' }, { now: hoursAfter(monday, 4) });
  expect(await scenes.messages(a.id)).toEqual(['one', 'two', 'three', 'four']);
  expect(await scenes.messages(b.id)).toEqual(['two', 'three']);
  await unmerge(b.id);
  expect(await scenes.messages(a.id)).toEqual(['one', 'four']);
});

test('a merged ticket refuses every change, and offers only the way back', async () => {
  const { support } = bench.company.users;
  const [a, b] = [await scenes.ticket(), await scenes.ticket()];
  const { abilities } = await merge(b.id, a.id);
  const { unmerge: back, delete: remove, restore: _, ...rest } = abilities;
  expect({ back, remove }).toEqual({ back: true, remove: true });
  expect(Object.values(rest).every((may) => !may)).toBe(true);
  for (const change of [
    () => scenes.reply(b.id),
    () => scenes.note(b.id),
    () => scenes.hear(b.id),
    () => bench.as(support, (ctx) => ticketService.update(ctx, b.id, { subject: 'Other' })),
    () => bench.as(support, (ctx) => ticketService.take(ctx, b.id)),
    () => bench.as(support, (ctx) => ticketService.reopen(ctx, b.id)),
    () => merge(b.id, a.id),
  ]) {
    await expect(change()).rejects.toMatchObject({
      code: 'invalid_transition',
      details: { reason: 'merged', merged_into_id: a.id },
    });
  }
});

test('unmerged it is as it was, and its clock goes on where it stood', async () => {
  const [a, b] = [await scenes.ticket(), await scenes.ticket()];
  await merge(b.id, a.id, { now: hoursAfter(monday, 1) });
  const back = await unmerge(b.id, { now: hoursAfter(monday, 4) });
  expect(back).toMatchObject({
    status: 'new',
    mergedIntoId: null,
    closedAt: null,
    resolvedAt: null,
    slaPausedAt: null,
    slaPausedMinutes: 180,
    resolutionDueAt: '2026-11-24T11:00:00.000Z',
  });
  await expect(unmerge(b.id)).rejects.toMatchObject({ code: 'invalid_transition' });
});

test('what waited or was closed before it was merged does so afterwards, since the same time', async () => {
  const { support } = bench.company.users;
  const target = await scenes.ticket();
  const waiting = await scenes.ticket();
  await scenes.reply(waiting.id, { status: 'pending' }, { now: hoursAfter(monday, 1) });
  const closed = await scenes.ticket();
  await bench.as(support, (ctx) => ticketService.close(ctx, closed.id), { now: hoursAfter(monday, 1) });
  for (const { id } of [waiting, closed]) {
    const before = await scenes.read(id);
    await merge(id, target.id, { now: hoursAfter(monday, 2) });
    const after = await unmerge(id, { now: hoursAfter(monday, 5) });
    const { version: _v, updatedAt: _u, ...same } = before;
    expect(after).toMatchObject(same);
  }
});

test('a ticket is not merged into itself, nor into one that is closed or merged', async () => {
  const [a, b, c] = [await scenes.ticket(), await scenes.ticket(), await scenes.ticket()];
  await expect(merge(a.id, a.id)).rejects.toMatchObject({ code: 'validation_failed' });
  await merge(b.id, a.id);
  await expect(merge(c.id, b.id)).rejects.toMatchObject({ code: 'invalid_transition' });
  await bench.as(bench.company.users.support, (ctx) => ticketService.close(ctx, a.id));
  await expect(merge(c.id, a.id)).rejects.toMatchObject({ code: 'invalid_transition', details: { reason: 'closed' } });
});

test('of two merges of the same two tickets into each other, one is done and one refused', async () => {
  const [a, b] = [await scenes.ticket(), await scenes.ticket()];
  const outcomes = await Promise.allSettled([merge(a.id, b.id), merge(b.id, a.id)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const refused = outcomes.find((outcome) => outcome.status === 'rejected');
  expect(refused?.reason).toMatchObject({ code: 'invalid_transition' });
});

test('both timelines tell of a merge, and the customer is not told of a solution', async () => {
  const [a, b] = [await scenes.ticket(), await scenes.ticket()];
  await merge(b.id, a.id);
  await unmerge(b.id);
  const told = await bench
    .db()
    .selectFrom('crm_timeline')
    .select(['kind', 'subjectId', 'payload'])
    .where('subjectId', 'in', [a.id, b.id])
    .where('kind', 'in', ['merged', 'unmerged', 'ticket_resolved'])
    .orderBy('occurredAt')
    .execute();
  const named = ({ id, number, subject }: typeof a) => ({ id, number, subject });
  expect(told).toHaveLength(4);
  expect(told).toContainEqual({ kind: 'merged', subjectId: b.id, payload: { into: named(a) } });
  expect(told).toContainEqual({ kind: 'merged', subjectId: a.id, payload: { ticket: named(b) } });
  expect(told).toContainEqual({ kind: 'unmerged', subjectId: b.id, payload: { into: named(a) } });
});
