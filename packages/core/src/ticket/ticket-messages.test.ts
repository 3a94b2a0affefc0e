import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '@crm/domain/actor';
import { replyInput } from '@crm/domain/ticket/ticket-message';
import { slaPolicyService } from '../sla/sla-policy.service.ts';
import { hoursAfter, monday, SupportScenes } from '../testing/support-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { ticketService } from './ticket.service.ts';

let bench: Workbench;
let scenes: SupportScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = await SupportScenes.open(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

test('the first answer of a person stops the first-response clock, and no later one moves it', async () => {
  const { id } = await scenes.ticket();
  await scenes.note(id, {}, { now: hoursAfter(monday, 0.5) });
  await scenes.hear(id, {}, { now: hoursAfter(monday, 0.6) });
  expect(await scenes.read(id)).toMatchObject({ firstRespondedAt: null, status: 'new' });
  await scenes.reply(id, {}, { now: hoursAfter(monday, 1) });
  await scenes.reply(id, {}, { now: hoursAfter(monday, 2) });
  expect(await scenes.read(id)).toMatchObject({
    firstRespondedAt: '2026-11-23T09:00:00.000Z',
    firstResponseState: 'met',
    status: 'open',
    messageCount: 4,
    lastMessageAt: '2026-11-23T10:00:00.000Z',
  });
});

test('an answer that no person gave does not count as one', async () => {
  const { id } = await scenes.ticket();
  const input = replyInput.parse({ body: 'We got your message.' });
  const row = await bench.as(bench.company.users.admin, (ctx) =>
    ticketService.reply({ ...ctx, actor: systemActor }, id, input),
  );
  expect(row.author).toEqual({ kind: 'process', id: null, name: null });
  expect(await scenes.read(id)).toMatchObject({ firstRespondedAt: null });
});

test('an answer can leave the ticket waiting for the customer, whose answer opens it again', async () => {
  const { id } = await scenes.ticket();
  await scenes.reply(id, { status: 'pending' }, { now: hoursAfter(monday, 1) });
  expect(await scenes.read(id)).toMatchObject({ status: 'pending', slaPausedAt: '2026-11-23T09:00:00.000Z' });
  await scenes.hear(id, {}, { now: hoursAfter(monday, 3) });
  expect(await scenes.read(id)).toMatchObject({ status: 'open', slaPausedAt: null, slaPausedMinutes: 120 });
  await scenes.reply(id, { status: 'resolved' }, { now: hoursAfter(monday, 4) });
  expect(await scenes.read(id)).toMatchObject({ status: 'resolved', resolvedAt: '2026-11-23T12:00:00.000Z' });
  await scenes.hear(id, {}, { now: hoursAfter(monday, 5) });
  expect(await scenes.read(id)).toMatchObject({ status: 'open', resolvedAt: null });
});

test('a closed ticket takes notes, and nothing else', async () => {
  const { id } = await scenes.ticket();
  await bench.as(bench.company.users.support, (ctx) => ticketService.close(ctx, id));
  await expect(scenes.reply(id)).rejects.toMatchObject({ code: 'invalid_transition' });
  await expect(scenes.hear(id)).rejects.toMatchObject({ code: 'invalid_transition' });
  await scenes.note(id);
  expect(await scenes.messages(id)).toEqual(['They had this in May, too.']);
});

test('a message says who wrote it: a colleague, the customer by name, or whoever asked', async () => {
  const { support } = bench.company.users;
  const { id } = await scenes.ticket({ requesterName: 'Irina Belova', requesterEmail: 'irina@meridian.example' });
  expect((await scenes.reply(id)).author).toEqual({ kind: 'user', id: support.id, name: 'support' });
  expect((await scenes.hear(id)).author).toEqual({ kind: 'contact', id: null, name: 'Irina Belova' });
});

test('notes mention active people, and texts hand on published articles, each once', async () => {
  const { support, northRep } = bench.company.users;
  const { id } = await scenes.ticket();
  const article = await scenes.published({ title: 'Batteries' });
  const draft = await scenes.article({ title: 'Gateways' });
  const note = await scenes.note(id, { mentions: [northRep.id, northRep.id], articleIds: [article.id, article.id] });
  expect(note).toMatchObject({ mentions: [northRep.id], articles: [{ id: article.id, name: 'Batteries' }] });
  await expect(scenes.note(id, { mentions: [article.id] })).rejects.toMatchObject({ code: 'validation_failed' });
  await expect(scenes.reply(id, { articleIds: [draft.id] })).rejects.toMatchObject({ code: 'validation_failed' });
  await bench.query(`update crm_core.crm_users set status = 'disabled' where id = '${northRep.id}'`);
  await expect(scenes.note(id, { mentions: [northRep.id] })).rejects.toMatchObject({ code: 'validation_failed' });
  expect(await scenes.messages(id)).toHaveLength(1);
  expect(support.id).not.toBe(northRep.id);
});

test('twenty answers at once keep their order: each has a place and a time of its own, without gaps', async () => {
  const { support } = bench.company.users;
  const { id } = await scenes.ticket();
  const now = hoursAfter(monday, 1);
  const rows = await Promise.all(
    Array.from({ length: 20 }, (_, index) => scenes.reply(id, { body: `Answer ${index}` }, { now })),
  );
  expect(rows.map(({ position }) => position).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  const read: { position: number; createdAt: string; body: string }[] = [];
  for (let cursor: string | null | undefined = undefined; cursor !== null;) {
    const place: { cursor?: string } = cursor === undefined ? {} : { cursor };
    const page = await bench.as(support, (ctx) => ticketService.messages(ctx, id, { limit: 7, ...place }));
    read.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(read.map(({ position }) => position)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  const times = read.map(({ createdAt }) => createdAt);
  expect(new Set(times).size).toBe(20);
  expect(times).toEqual(times.toSorted());
  expect(new Set(read.map(({ body }) => body)).size).toBe(20);
  const row = await scenes.read(id);
  expect(row).toMatchObject({ messageCount: 20, lastMessageAt: times.at(-1), firstRespondedAt: now.toISOString() });
});

test('a customer who writes again is promised an answer, until somebody gives it', async () => {
  const { admin } = bench.company.users;
  const target = { firstResponseMinutes: 120, nextResponseMinutes: 60, resolutionMinutes: 480 };
  const quick = { ...target, nextResponseMinutes: 30 };
  const targets = { low: target, normal: target, high: quick, urgent: quick };
  await bench.as(admin, (ctx) => slaPolicyService.update(ctx, scenes.policyId, { targets }));
  const { id } = await scenes.ticket();
  const at = (hours: number) => ({ now: hoursAfter(monday, hours) });
  await scenes.hear(id, {}, at(0.5));
  // The first response is waited for.
  expect(await scenes.read(id)).toMatchObject({ customerWaitsSince: null, nextResponseState: null });
  await scenes.reply(id, {}, at(1));
  await scenes.hear(id, {}, at(2));
  await scenes.hear(id, {}, at(2.5));
  const due = hoursAfter(monday, 3).toISOString();
  expect(await scenes.read(id)).toMatchObject({ nextResponseDueAt: due, nextRespondedAt: null, dueAt: due });
  await bench.as(admin, (ctx) => ticketService.update(ctx, id, { priority: 'high' }), at(2.6));
  expect((await scenes.read(id)).nextResponseDueAt).toBe(hoursAfter(monday, 2.5).toISOString());
  await scenes.note(id, {}, at(2.7));
  expect((await scenes.read(id)).nextRespondedAt).toBeNull();
  await scenes.reply(id, { status: 'pending' }, at(2.8));
  const answered = await scenes.read(id);
  expect(answered.nextRespondedAt).toBe(hoursAfter(monday, 2.8).toISOString());
  expect(answered).toMatchObject({ nextResponseState: 'breached', dueAt: null });
});
